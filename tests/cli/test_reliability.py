"""Killed, interrupted, out of disk, out of memory: a clear status, and never a file that looks whole and is not."""
import contextlib
import os
import pathlib
import resource
import signal
import subprocess
import time
import unittest

from program import FromOutside, digest, products, program, tiny


def run_of(folder, replications):
    return ["run", tiny, "-o", folder, "--replications", replications]


class Stopped(FromOutside):
    def wait_until_it_writes(self, process, folder):
        deadline = time.monotonic() + 30
        while not (self.here / folder / ".unfinished/ensemble.nc").exists():
            self.assertIsNone(process.poll(), "ended before it could be stopped")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.005)

    def test_an_interrupt_leaves_nothing_and_says_so(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.begin(*run_of("deep/out", 100000))
            self.wait_until_it_writes(process, "deep/out")
            process.send_signal(number)
            _, complaint = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 128 + number)
            self.assertRegex(complaint, rf"stopped by signal {int(number)} after \d+ of 100000 replications; nothing was written")
            self.assertEqual(self.tree(), set())

    def test_a_kill_leaves_no_manifest_and_the_next_run_clears_up(self):
        for pause in (0, 0.02, 0.1, 0.3):
            process = self.begin(*run_of("out", 100000))
            self.wait_until_it_writes(process, "out")
            time.sleep(pause)
            process.kill()
            process.wait(timeout=60)
            # The next run may have been killed between clearing away what the last one left and beginning its own.
            self.assertLessEqual({path.name for path in (self.here / "out").iterdir()}, {".unfinished"})
        self.expect(0, *run_of("out", 3))
        self.assert_whole("out")

    def test_a_kill_at_any_moment_leaves_an_earlier_result_or_a_whole_new_one(self):
        self.expect(0, *run_of("out", 20))
        files = sorted(products - {"manifest.json"})
        whole = [digest(self.here / "out" / name) for name in files]
        for step in range(25):
            process = self.begin(*run_of("out", 20))
            time.sleep(0.004 * step)
            process.kill()
            process.wait(timeout=60)
            names = {path.name for path in (self.here / "out").iterdir()} - {".unfinished"}
            if "manifest.json" in names:
                self.assertEqual([digest(self.here / "out" / name) for name in files], whole)
        self.expect(0, *run_of("out", 20))
        self.assertEqual([digest(self.here / "out" / name) for name in files], whole)
        self.assert_whole("out")

    def test_two_runs_at_the_same_time_do_not_share_a_folder(self):
        process = self.begin(*run_of("out", 100000))
        self.wait_until_it_writes(process, "out")
        _, complaint = self.expect(2, *run_of("out", 3))
        self.assertIn("another run is writing to out", complaint)
        process.terminate()
        process.wait(timeout=60)


class NotWritten(FromOutside):
    @contextlib.contextmanager
    def small_disk(self, kibibytes):
        disk = self.here / "disk"
        disk.mkdir(exist_ok=True)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", disk], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("a small disk can only be mounted by root, and not here")
        try:
            yield disk
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_full_disk_is_status_74_and_leaves_nothing(self):
        statuses = []
        for kibibytes in (4, 16, 32, 64, 96, 128, 160, 192, 224, 256, 320, 384, 512, 1024):
            with self.small_disk(kibibytes) as disk:
                done = self.run_program(*run_of(disk / "out", 50))
                statuses.append(done.returncode)
                if done.returncode == 0:
                    self.assert_whole("disk/out")
                    continue
                self.assertEqual(done.returncode, 74, done.stderr)
                self.assertIn("nothing was written", done.stderr)
                self.assertEqual(list(disk.iterdir()), [], f"{kibibytes} KiB")
        self.assertEqual(statuses[0], 74)
        self.assertEqual(statuses[-1], 0)

    def test_a_full_disk_leaves_an_earlier_result_as_it_was(self):
        with self.small_disk(1024) as disk:
            self.expect(0, *run_of("disk/out", 50))
            before = {name: digest(disk / "out" / name) for name in products}
            self.assertEqual(self.run_program(*run_of("disk/out", 5000), "--force").returncode, 74)
            self.assertEqual({name: digest(disk / "out" / name) for name in products}, before)
            self.assert_whole("disk/out")

    def test_a_limit_on_the_size_of_files_is_status_74(self):
        if b"__tsan_init" in pathlib.Path(program).read_bytes():
            self.skipTest("the thread sanitizer itself maps a file larger than that")
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
        _, complaint = self.expect(74, *run_of("out", 50), preexec_fn=limit)
        self.assertIn("cannot write", complaint)
        self.assertEqual(self.tree(), set())

    def test_a_folder_that_may_not_be_made_is_status_74(self):
        self.expect(74, "run", tiny, "-o", "/proc/nowhere/out", "--replications", "2")
        if os.geteuid() != 0:
            (self.here / "closed").mkdir(mode=0o500)
            self.expect(74, *run_of("closed/out", 2))

    def test_memory_that_runs_out_is_status_75(self):
        if any(sign in pathlib.Path(program).read_bytes() for sign in (b"__asan_init", b"__tsan_init")):
            self.skipTest("a sanitizer needs more address space than it may be given here")
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (150 << 20, 150 << 20))
        huge = ["--set", "sources.asylum.arrivals={persons: 30000000, per: year}", "--set", "run.end=2026-01-01"]
        _, complaint = self.expect(75, *run_of("out", 2), "--threads", "1", *huge, preexec_fn=limit)
        self.assertIn("out of memory", complaint)
        self.assertEqual(self.tree(), set())


if __name__ == "__main__":
    unittest.main()
