"""Places: files on a disk that all machines see, or in an object store (s3://, gs://, abfs:// … by pyarrow), opened, listed and written alike."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

from marsad.gather.files import Item, failed, find_files, kind_of, unknown
from marsad.record import InputError


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

    system, path = _system(name)
    root = name[: len(name) - len(path)]
    pattern = any(c in path for c in "*?[")
    base = path
    while any(c in base for c in "*?["):
        base = base.rpartition("/")[0]
    about = system.get_file_info(base)
    if about.type == fs.FileType.Directory:
        listed = system.get_file_info(fs.FileSelector(base, recursive=True))
    else:
        listed = [about] if about.type == fs.FileType.File else []
        if listed and not kind_of(path):
            yield unknown(name)
            return
    files = [f for f in listed if f.type == fs.FileType.File and kind_of(f.path) and (not pattern or fnmatchcase(f.path, path))]
    if not files:
        yield failed(name, "no file of a known kind is there", "Check the address.")
    for file in sorted(files, key=lambda f: PurePosixPath(f.path)):
        yield Found(root + file.path, root + file.path, kind_of(file.path), file.size, str(file.mtime_ns))


def _system(address: str) -> tuple[Any, str]:
    """Give the file system and the path in it. Raises InputError if pyarrow knows no such address."""
    from pyarrow import ArrowException, fs

    try:
        if "://" not in address:
            return fs.LocalFileSystem(), address
        system, path = fs.FileSystem.from_uri(address)
        return system, path
    except (ArrowException, OSError, ValueError) as error:
        raise InputError(
            address, f"the address cannot be used ({str(error)[:200]})", "Give a path, or an address that pyarrow knows: s3://, gs://, abfs://, hdfs://, file://."
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

    def write(self, name: str, data: bytes) -> None:
        """Write a file. On a disk it is safe from a power cut when this returns."""
        if self._remote:
            system, path = _system(f"{self.root}/{name}")
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
            with open_file(f"{self.root}/{name}") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def names(self, folder: str) -> list[str]:
        """Give the files in a folder of this one and below, sorted, with their path in this one."""
        from pyarrow import fs

        system, path = _system(f"{self.root}/{folder}" if folder else self.root)
        listed = system.get_file_info(fs.FileSelector(path, recursive=True, allow_not_found=True))
        start = len(_system(self.root)[1].rstrip("/")) + 1
        return sorted(file.path[start:] for file in listed if file.type == fs.FileType.File)

    def remove(self, name: str) -> None:
        system, path = _system(f"{self.root}/{name}")
        system.delete_file(path)
