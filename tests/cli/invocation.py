"""The command line as a person meets it: arguments in; exit code, standard output and standard error out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

STRIKE = "قصفت القوات التركية بلدة تل رفعت صباح الجمعة."
CALM = "كان الطقس صحوا في أنحاء البلاد أمس."


class Result(NamedTuple):
    code: int
    out: str
    err: str

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]
