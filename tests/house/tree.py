"""The files of the source tree, for the tests of the house's rules; nothing but Python's own library."""
import os
import pathlib

root = pathlib.Path(os.environ.get("DOORSTROOM_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
folders = ["include", "sim", "scenarios", "analysis", "tests", ".ci"]
code_endings = {".hpp", ".cpp", ".py", ".sh", ".cmake"}


def files():
    """Every file that is part of the project: what stands at the top, and what the folders hold."""
    yield from sorted(path for path in root.iterdir() if path.is_file())
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def name(path):
    return path.relative_to(root).as_posix()


def text(path):
    """The text of a file, or nothing where it is not text (a picture)."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def code():
    """C++, Python, shell and CMake."""
    special = {"doorstroom", "run", "CMakeLists.txt"}
    return [path for path in files() if path.suffix in code_endings or path.name in special]


def cpp(*under):
    """C++ files under the folders given."""
    return [path for path in files() if path.suffix in {".hpp", ".cpp"} and name(path).startswith(under)]
