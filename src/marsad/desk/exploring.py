"""Pictures of acts: what a map, a timeline, curves of pairs and a network show, as rows with the names of both languages; and their downloads."""

from __future__ import annotations

import json
from calendar import monthrange
from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from marsad.archive import explored
from marsad.archive.connect import Archive
from marsad.archive.names import arabic_names, states_of
from marsad.archive.questions import Filter
from marsad.archive.tables import changes
from marsad.desk.place_names import arabic_place
from marsad.export.delimited import csv_line, harmless

Row = dict[str, Any]
VIEWS = ("map", "timeline", "curve", "network")


class Seen(NamedTuple):
    """The rows of a picture. `acts` is how many acts they rest on (None: all there are), `cut` whether older ones were left out, `unplaced` how many stand on no map."""

    rows: list[Row]
    acts: int | None
    cut: bool
    unplaced: int = 0


_kept: OrderedDict[tuple[str, int, str, Filter], Seen] = OrderedDict()
_lock = Lock()
KEPT = 64  # answers: some megabytes


def seen(archive: Archive, view: str, wanted: Filter) -> Seen:
    """Give what one of VIEWS shows of the acts that meet a filter. Answers are kept until the archive changes: a page and its scripts ask for the same."""
    wanted = msgspec.structs.replace(wanted, after=None, types=tuple(wanted.types), factuality=tuple(wanted.factuality))
    with archive.reading() as connection:
        change = int(connection.execute(select(func.coalesce(func.max(changes.c.number), 0))).scalar_one())
        key = (archive.name, change, view, wanted)
        with _lock:
            if (kept := _kept.get(key)) is not None:
                _kept.move_to_end(key)
                return kept
        found = {"map": _map, "timeline": _timeline, "curve": _curve, "network": _network}[view](connection, wanted)
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _map(connection: Connection, wanted: Filter) -> Seen:
    rows, bound, unplaced = explored.places(connection, wanted)
    states = states_of(connection, sorted({row["country"] for row in rows if row["country"]}))
    told = [
        {
            "place": row["place"], "place_ar": arabic_place(row["place"], row["country"]), "admin1": row["admin1"], "admin1_ar": arabic_place(row["admin1"], row["country"]),
            "country": row["country"], "country_ar": states.get(row["country"], ("", None))[1], "lat": row["lat"], "lon": row["lon"],
            "precision": row["precision"], **{name: row[name] for name in ("events", "deeds", "conflict", "cooperation", "killed", "first", "last")},
        }
        for row in rows
    ]  # fmt: skip
    return Seen(told, bound.acts, bound.cut, unplaced)


def _timeline(connection: Connection, wanted: Filter) -> Seen:
    rows, bound = explored.acts_in_time(connection, wanted)
    arabic = arabic_names(connection, sorted({name for row in rows for part in (row["actors"], row["recipients"]) for name in part.split("; ") if name}))
    told = []
    for row in rows:
        both = {f"{name}_ar": "; ".join(arabic.get(one, one) for one in row[name].split("; ")) for name in ("actors", "recipients")}
        told.append({**row, "precision": precision(row["first_day"], row["last_day"]), **both, "place_ar": arabic_place(row["place"], row["country"])})
    return Seen(told, bound.acts, bound.cut)


def precision(first: str | None, last: str | None) -> str:
    """Give how precise a time is, from its bounds; "report" where only the day of the report is known.

    >>> precision("2020-02-01", "2020-02-29"), precision("2020-02-03", "2020-02-05"), precision(None, None)
    ('month', 'range', 'report')
    """
    if first is None:
        return "report"
    if last is None or first == last:
        return "day"
    if first.endswith("-01") and first[:7] == last[:7] and int(last[8:10]) == monthrange(int(last[:4]), int(last[5:7]))[1]:
        return "month"
    return "year" if (first[5:], last[5:]) == ("01-01", "12-31") and first[:4] == last[:4] else "range"


def _curve(connection: Connection, wanted: Filter) -> Seen:
    rows, bound = explored.pair_months(connection, wanted)
    states = states_of(connection, sorted({row[side] for row in rows for side in ("actor", "recipient")}))
    named = {code: {"en": states.get(code, (code, code))[0], "ar": states.get(code, (code, code))[1]} for row in rows for code in (row["actor"], row["recipient"])}
    told = [
        {
            "actor": row["actor"], "actor_name": named[row["actor"]]["en"], "actor_ar": named[row["actor"]]["ar"], "recipient": row["recipient"],
            "recipient_name": named[row["recipient"]]["en"], "recipient_ar": named[row["recipient"]]["ar"],
            **{name: row[name] for name in ("month", "events", "conflict", "cooperation", "score_mean", "killed")},
        }
        for row in rows
    ]  # fmt: skip
    return Seen(told, bound.acts if bound else None, bool(bound and bound.cut))


def _network(connection: Connection, wanted: Filter) -> Seen:
    rows, bound = explored.links(connection, wanted)
    arabic = arabic_names(connection, sorted({row[side] for row in rows for side in ("actor", "recipient")}))
    told = [{"actor": row["actor"], "actor_ar": arabic.get(row["actor"]), "recipient": row["recipient"], "recipient_ar": arabic.get(row["recipient"]), **row} for row in rows]
    return Seen(told, bound.acts, bound.cut)


def as_csv(rows: list[Row]) -> bytes:
    """Give rows as a table for spreadsheets: UTF-8 with its mark, no cell taken for a formula."""
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    lines = [csv_line(names), *(csv_line(harmless(tuple(row.get(name) for name in names))) for row in rows)]
    return "".join(lines).encode("utf-8-sig")


def as_geojson(rows: list[Row]) -> bytes:
    """Give rows that have `lat` and `lon` as GeoJSON (RFC 7946), a feature each."""
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]}, "properties": {name: value for name, value in row.items() if name not in ("lat", "lon")}}
        for row in rows if row["lat"] is not None and row["lon"] is not None
    ]  # fmt: skip
    return (json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n").encode("utf-8")
