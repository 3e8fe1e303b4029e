"""Places: files on a disk that all machines see, or in an object store (s3://, gs://, abfs:// … by pyarrow), opened, listed and written alike."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast
from urllib.parse import quote

from marsad.gather.files import Item, failed, find_files, kind_of, unknown
from marsad.record import InputError

_SAFE = "/:@%~+*,;=!$&'()[]"  # beside letters and digits: what may stand in an address as it is


class Found(NamedTuple):
    """A file to read: its name for messages, where any machine opens it, its kind, its size, and what changes when the file does."""

    name: str
    at: str
    kind: str
    size: int
    stamp: str


def find(inputs: list[str]) -> Iterator[Found | Item]:
    """Yield the files of names, folders, patterns and addresses, in the order in which one machine reads them; a failed item where there is none."""
    for name in inputs:
        yield from _remote(name) if "://" in name else _local(name)


def _local(name: str) -> Iterator[Found | Item]:
    for found in find_files(name):
        if isinstance(found, Item):
            yield found
            continue
        about = found.stat()
        yield Found(str(found), str(found.absolute()), kind_of(found.name), about.st_size, str(about.st_mtime_ns))


def _remote(name: str) -> Iterator[Found | Item]:
    from pyarrow import fs

    main, _, query = name.partition("?")
    begin = main.index("://") + 3
    at = next((n for n, c in enumerate(main) if n > begin and c in "*["), -1)
    base, pattern = (main.rstrip("/"), []) if at < 0 else (main[: main.rindex("/", 0, at)], main[main.rindex("/", 0, at) + 1 :].split("/"))
    system, path = _system(_address(base, query))
    about = system.get_file_info(path)
    if about.type == fs.FileType.File and not kind_of(path):
        yield unknown(name)
        return
    listed = system.get_file_info(fs.FileSelector(path, recursive=True)) if about.type == fs.FileType.Directory else [about]
    files = [f for f in listed if f.type == fs.FileType.File and kind_of(f.path) and (not pattern or _fits(pattern, f.path[len(path) :].strip("/").split("/")))]
    if not files:
        yield failed(name, "no file of a known kind is there", "Check the address.")
    for file in sorted(files, key=lambda f: PurePosixPath(f.path)):
        shown = base + quote(file.path[len(path) :])
        yield Found(shown, _address(shown, query), kind_of(file.path), file.size, str(file.mtime_ns))


def _fits(pattern: list[str], parts: list[str]) -> bool:
    """Tell whether a path fits a pattern, as on a disk: * stays in its folder, ** is any number of folders.

    >>> _fits(["**", "*.jsonl"], ["a", "b", "c.jsonl"]), _fits(["*.jsonl"], ["a", "c.jsonl"])
    (True, False)
    """
    if not pattern or not parts:
        return not pattern and not parts
    if pattern[0] == "**":
        return _fits(pattern[1:], parts) or _fits(pattern, parts[1:])
    return fnmatchcase(parts[0], pattern[0]) and _fits(pattern[1:], parts[1:])


def _address(main: str, query: str) -> str:
    return f"{main}?{query}" if query else main


def _system(address: str) -> tuple[Any, str]:
    """Give the file system and the path in it. Raises InputError if pyarrow knows no such address."""
    from pyarrow import ArrowException, fs

    if "://" not in address:
        return fs.LocalFileSystem(), address
    main, _, query = address.partition("?")
    try:
        system, path = fs.FileSystem.from_uri(_address(quote(main, safe=_SAFE), query))
        return system, path
    except (ArrowException, OSError, ValueError) as error:
        raise InputError(
            main, f"the address cannot be used ({str(error)[:200]})", "Give a path, or an address that pyarrow knows: s3://, gs://, abfs://, hdfs://, file://."
        ) from None


class _Watched(io.RawIOBase):
    """A file that remembers that reading it failed: a decoder above may take that for a fault of the data, and here it is worth another try."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.trouble: OSError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            return int(self._file.readinto(buffer))
        except OSError as error:
            self.trouble = error
            raise

    def seek(self, at: int, whence: int = io.SEEK_SET) -> int:
        self._file.seek(at, whence)
        return int(self._file.tell())

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        self._file.close()
        super().close()


def open_file(at: str) -> BinaryIO:
    """Open a file to read. Raises OSError."""
    if "://" not in at:
        raw: Any = open(at, "rb", buffering=0)  # noqa: SIM115  closed by its reader
    else:
        system, path = _system(at)
        raw = system.open_input_file(path)
    return cast(BinaryIO, io.BufferedReader(_Watched(raw), 1 << 20))


def trouble_of(file: BinaryIO) -> OSError | None:
    """Give what went wrong in reading a file that `open_file` opened, whoever swallowed it."""
    raw = getattr(file, "raw", None)
    return raw.trouble if isinstance(raw, _Watched) else None


class Folder:
    """A folder to write to. A file appears in it whole or not at all; one that is written twice has the bytes of one of the two."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/") if "://" in root else str(Path(root).absolute())
        self._remote = "://" in root

    def at(self, name: str) -> str:
        """Give where a file or folder of this one is opened."""
        main, _, query = self.root.partition("?") if self._remote else (self.root, "", "")
        return _address(f"{main.rstrip('/')}/{name}" if name else main, query)

    def write(self, name: str, data: bytes) -> None:
        """Write a file. On a disk it is safe from a power cut when this returns."""
        if self._remote:
            system, path = _system(self.at(name))
            system.create_dir(path.rpartition("/")[0], recursive=True)
            with system.open_output_stream(path) as out:
                out.write(data)
            return
        target = Path(self.root, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
        try:
            with waiting.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(target)
        finally:
            waiting.unlink(missing_ok=True)

    def read(self, name: str) -> bytes | None:
        """Give what is in a file, or None where there is none."""
        try:
            with open_file(self.at(name)) as file:
                return file.read()
        except FileNotFoundError:
            return None

    def names(self, folder: str) -> list[str]:
        """Give the files in a folder of this one and below, sorted, with their path in this one."""
        from pyarrow import fs

        system, path = _system(self.at(folder))
        listed = system.get_file_info(fs.FileSelector(path, recursive=True, allow_not_found=True))
        start = len(_system(self.root)[1].rstrip("/")) + 1
        return sorted(file.path[start:] for file in listed if file.type == fs.FileType.File)

    def remove(self, name: str) -> None:
        system, path = _system(self.at(name))
        system.delete_file(path)
