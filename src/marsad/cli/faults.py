"""What the system refuses, told as Marsad's own errors are: where, what was found, what to do."""

from __future__ import annotations

import errno
import sys

AGAIN = "run the same command again: what was finished is kept"
_TODO = {
    errno.ENOSPC: f"Make room on the disk and {AGAIN}.",
    errno.EDQUOT: f"Make room in your quota and {AGAIN}.",
    errno.EFBIG: f"Files may not grow that large here (ulimit -f, or the kind of disk); raise the limit and {AGAIN}.",
    errno.EROFS: "The disk can only be read: name a place on another.",
    errno.EACCES: "Give yourself the right to it, or name another place.",
    errno.EPERM: "Give yourself the right to it, or name another place.",
    errno.ENOENT: "Check the name, and that its folder is there.",
    errno.ENOTDIR: "Check the name: a part of it is a file.",
    errno.EMFILE: f"Too many files are open (ulimit -n); raise the limit and {AGAIN}.",
    errno.EIO: f"The disk or the network behind it fails; when it works, {AGAIN}.",
}


def told_of_system(error: OSError) -> str:
    """Give the message for an error of the operating system.

    >>> told_of_system(OSError(errno.ENOSPC, "No space left on device", "a.jsonl"))
    'a.jsonl: No space left on device.\\nMake room on the disk and run the same command again: what was finished is kept.'
    """
    where = ", ".join(str(name) for name in (error.filename, error.filename2) if name is not None) or "writing"
    return f"{where}: {error.strerror or error}.\n{_TODO.get(error.errno or 0, f'Mend that and {AGAIN}.')}"


def sqlite3_error() -> type[Exception]:
    """Give the error of SQLite, if it was loaded; else one that nothing raises."""
    module = sys.modules.get("sqlite3")
    return module.Error if module is not None else _Nothing


class _Nothing(Exception):
    pass


def told_of_store(error: Exception) -> str:
    """Give the message for an error of the database in which collecting keeps its state."""
    said = str(error)
    if "full" in said or "I/O" in said:
        return f"the store: {said}.\nMake room on the disk and {AGAIN}."
    if "malformed" in said or "not a database" in said:
        return f"the store: {said}.\nIts file state.sqlite is damaged: take a copy back; `marsad captures verify` shows what of the evidence is whole."
    if "readonly" in said or "unable to open" in said:
        return f"the store: {said}.\nGive yourself the right to write to it and to its folder."
    return f"the store: {said}.\nMend that and {AGAIN}."
