"""How the desk is reached: what `marsad serve` was told."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Door(NamedTuple):
    """`accounts`: everybody must log in. `secure`: browsers come over HTTPS. `config`: the marsad.toml whose sources are shown, None for the one here."""

    accounts: bool = False
    secure: bool = False
    config: Path = Path("marsad.toml")
