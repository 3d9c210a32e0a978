#!/usr/bin/env bash
# The first use as a newcomer has it: a Debian 12 root with nothing but git, a clone, the two commands.
# Run by hand, as root, with debootstrap and a network: tests/cli/clean_root.sh [ROOT [COMMAND…]]
# ROOT is made when it is not there; COMMAND replaces the two commands, one argument a command.
set -eu

source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
root=${1:-/tmp/doorstroom-root}
shift || true
(( $# )) || set -- "./doorstroom run scenarios/nijmegen/baseline.yaml -o out" "./doorstroom test"

[[ -d $root ]] || debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" >/dev/null
rm -rf "$root/home/tree"
git clone --quiet "$source" "$root/home/tree"
git -C "$root/home/tree" remote remove origin
mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT

result=0
for command in "$@"; do
    start=$SECONDS
    status=0
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        bash -c "cd /home/tree && $command" </dev/null || status=$?
    printf '%s: status %d after %d s\n' "$command" "$status" $((SECONDS - start))
    (( status == 0 )) || result=$status
done
ls -l "$root/home/tree/out" 2>/dev/null || true
exit "$result"
