"""What every product of `analysis/` does alike: leave a whole file or none, and end with an honest exit status."""
import os
import pathlib
import sys
import tempfile

from results import ResultError

WRONG_INPUT = 2
NOT_WRITTEN = 74


def write_whole(path, content):
    """Writes bytes beside `path` and renames, so that no reader ever meets half a file."""
    path = pathlib.Path(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)     # mkstemp gives a private file; a table is for everybody
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def print_whole(content):
    """Writes bytes to standard output; a reader that has seen enough (`| head`) is no fault."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(program, product):
    """Calls `product()`; its faults become one line on standard error and an exit status."""
    try:
        product()
    except ResultError as fault:
        print(f"{program}: {fault}", file=sys.stderr)
        return WRONG_INPUT
    except OSError as fault:
        print(f"{program}: could not write: {fault}", file=sys.stderr)
        return NOT_WRITTEN
    return 0
