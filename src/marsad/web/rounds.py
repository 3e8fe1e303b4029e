"""The rounds of a running desk: every so often it looks what is new to the saved filters, and sends what is due to webhooks."""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from marsad.desk.messages import tell_new
from marsad.record import MarsadError
from marsad.web.filters import filter_of_text
from marsad.web.guard import Guard

EVERY = 30.0  # seconds
_log = logging.getLogger(__name__)


class Rounds(threading.Thread):
    """Goes its rounds until it is stopped. A round that fails is told in the log, and the next one tries again."""

    def __init__(self, guard: Guard, every: float = EVERY) -> None:
        super().__init__(name="rounds", daemon=True)
        self._desk, self._every, self._stop_now = guard.app.state.desk, every, threading.Event()  # type: ignore[attr-defined]

    def run(self) -> None:
        while not self._stop_now.wait(self._every):
            try:
                with self._desk.lock:
                    archive = self._desk.archive
                tell_new(archive, filter_of_text)
            except (SQLAlchemyError, MarsadError, OSError) as error:
                _log.warning("a round failed: %s", type(error).__name__)

    def stop(self) -> None:
        self._stop_now.set()
        self.join(20)
