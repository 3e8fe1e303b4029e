"""`python -m marsad.measure`: score records or event identity, or set the floors under the project's own scores.

python -m marsad.measure score CASES_DIR RECORDS.jsonl [--json]
python -m marsad.measure identity INCIDENTS.jsonl RECORDS.jsonl [--json]
python -m marsad.measure floors [CORPUS_DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from marsad.measure.cases import corpus_digest, load_cases
from marsad.measure.child import records_of
from marsad.measure.floors import SWITCH, load_floors, new_floors, save_floors
from marsad.measure.identity import measure_identity
from marsad.measure.score import score, table
from marsad.record import MarsadError


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m marsad.measure", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    scoring = verbs.add_parser("score", help="print the figures of records against hand codings")
    scoring.add_argument("cases", type=Path)
    scoring.add_argument("records", type=Path)
    scoring.add_argument("--json", action="store_true")
    identity = verbs.add_parser("identity", help="print how well the archive puts reports of coded incidents together (B-cubed)")
    identity.add_argument("incidents", type=Path)
    identity.add_argument("records", type=Path)
    identity.add_argument("--json", action="store_true")
    flooring = verbs.add_parser("floors", help="read the corpus and write its floors")
    flooring.add_argument("corpus", type=Path, nargs="?", default=Path("corpus"))
    chosen = parser.parse_args()
    try:
        if chosen.verb == "score":
            figures = score(load_cases(chosen.cases), _lines(chosen.records))
            print(json.dumps({name: {**f._asdict(), "f1": round(f.f1, 4)} for name, f in figures.items()}) if chosen.json else table(figures))
        elif chosen.verb == "identity":
            _identity(chosen.incidents, chosen.records, chosen.json)
        else:
            _set_floors(chosen.corpus)
    except MarsadError as error:
        sys.exit(f"{error.where}: {error.found}.\n{error.todo}")


def _identity(incidents: Path, records: Path, as_json: bool) -> None:
    figures = measure_identity(incidents, records)
    if as_json:
        print(json.dumps({name: {"precision": round(f.precision, 4), "recall": round(f.recall, 4), "f1": round(f.f1, 4)} for name, f in figures.items()}))
        return
    for name, figure in figures.items():
        print(f"{name:<12} precision {figure.precision:.3f}  recall {figure.recall:.3f}  F1 {figure.f1:.3f}")


def _lines(path: Path) -> Iterator[Any]:
    with path.open("rb") as lines:
        yield from (msgspec.json.decode(line) for line in lines if line.strip())


def _set_floors(corpus: Path) -> None:
    cases, path = load_cases(corpus / "cases"), corpus / "floors.json"
    figures = score(cases, records_of(case["article"] for case in cases))
    old = load_floors(path)[1] if path.is_file() else {}
    floors = new_floors(figures, old, os.environ.get(SWITCH) == "1")
    save_floors(path, corpus_digest(corpus / "cases"), floors)
    print(table(figures))
    print(f"{path}: {len(floors)} floors", file=sys.stderr)


if __name__ == "__main__":
    main()
