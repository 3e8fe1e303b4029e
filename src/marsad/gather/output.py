"""Output: articles of the state written to a file, each exactly once, whatever is interrupted where.

The state knows up to which article and byte the file is written. What stands beyond that byte after a crash was written but not noted: it is cut
off and written again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from marsad.gather.state import State
from marsad.record import InputError

BATCH = 500  # articles written before that is noted


class Output:
    """A file (or a stream) that follows the articles of a state. `flush` brings it up to date."""

    def __init__(self, state: State, path: Path | None, stream: BinaryIO | None = None) -> None:
        self._state, self._stream = state, stream
        self.name = str(path.resolve()) if path is not None else "-"
        known = state.export(self.name)
        if path is None:
            self._file: BinaryIO | None = None
            self.seq, self.bytes = known if known is not None else (state.last_article(), 0)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("r+b" if path.exists() else "w+b")
            size = self._file.seek(0, os.SEEK_END)
            # A file that is new to the state gets every article that the state holds, behind what is in it.
            self.seq, self.bytes = known if known is not None else (0, size)
            if size < self.bytes:
                self._file.close()
                raise InputError(
                    str(path), f"it has {size:,} bytes, but {self.bytes:,} were written to it", "Put it back, or name another file with -o: that one gets all articles."
                )
            self._file.truncate(self.bytes)
            self._file.seek(self.bytes)
        if known is None:
            with state.step():
                state.set_export(self.name, self.seq, self.bytes)

    def flush(self) -> int:
        """Write the articles that are not written yet; give how many."""
        written = 0
        while lines := list(self._state.articles(self.seq, BATCH)):
            out = self._file or self._stream
            if out is not None:
                self.bytes += sum(out.write(line) for _, _, line in lines)
                out.flush()
            if self._file is not None:
                os.fsync(self._file.fileno())
            self.seq = lines[-1][0]
            written += len(lines)
            with self._state.step():
                self._state.set_export(self.name, self.seq, self.bytes)
        return written

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
