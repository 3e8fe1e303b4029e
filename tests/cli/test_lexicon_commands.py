"""`marsad lexicon`: check, try and stats."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from invocation import Run

from marsad.lexicon.home import lexicon_home

CLEAN = "proof.qasafa"
ENTRY = """type: ASSAULT
entries:
- id: proof.qasafa
  because: force shells a target
  verb: قصف
  present: يقصف
  frame: {{subject: actor, object: target}}
  yes:
  - text: قصفت القوات الروسية مواقع في إدلب.
    trigger: قصفت
    actors: [{actor}]
    en: Russian forces shelled positions in Idlib.
  no:
  - text: {no}
    why: another sense
    en: Nothing was shelled.
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the lexicon whose only action is one entry that passes, without cues that have sentences."""
    home = tmp_path / "lexicon"
    shutil.copytree(lexicon_home(), home, ignore=shutil.ignore_patterns("places.tsv"))
    header = next(line for line in (lexicon_home() / "places" / "places.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    (home / "places" / "places.tsv").write_text(header + "\n", encoding="utf-8")
    for path in (home / "actions").glob("*.yaml"):
        if path.name not in ("instruments.yaml", "blocked_contexts.yaml"):
            path.unlink()
    for name in ("factuality", "attribution"):
        (home / "cues" / f"{name}.yaml").write_text("items: []\n", encoding="utf-8")
    write_entry(home)
    monkeypatch.setenv("MARSAD_LEXICON", str(home))
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    return home


def write_entry(home: Path, actor: str = "القوات الروسية", no: str = "زار الوفد المتحف الوطني.") -> None:
    (home / "actions" / "assault.yaml").write_text(ENTRY.format(actor=actor, no=no), encoding="utf-8")


def test_a_lexicon_whose_sentences_hold_exits_with_0(marsad: Run, house: Path) -> None:
    result = marsad("lexicon", "check")
    assert (result.code, result.out) == (0, "actions/assault.yaml: 2 of 2 sentences pass\n")


def test_a_yes_sentence_without_its_actor_is_shown_with_line_expected_and_found(marsad: Run, house: Path) -> None:
    write_entry(house, actor="إدلب")
    result = marsad("lexicon", "check")
    assert result.code == 1
    assert "actions/assault.yaml:9: proof.qasafa: yes: قصفت القوات الروسية" in result.out
    assert "expected  actors: إدلب" in result.out
    assert "found     ASSAULT «قصفت»" in result.out


def test_a_no_sentence_that_is_coded_fails(marsad: Run, house: Path) -> None:
    write_entry(house, no="قصفت الطائرات الروسية بلدة سراقب.")
    result = marsad("lexicon", "check")
    assert result.code == 1
    assert "actions/assault.yaml:14: proof.qasafa: no: قصفت الطائرات" in result.out
    assert "expected  no ASSAULT (another sense)" in result.out
    assert "1 of 2 sentences pass" in result.out


def test_an_open_sentence_does_not_fail_until_it_passes(marsad: Run, house: Path) -> None:
    sentence = "قصفت القوات الروسية مواقع في إدلب."
    (house / "open.tsv").write_text(f"entry\ttext\n{CLEAN}\t{sentence}\n", encoding="utf-8")
    write_entry(house, actor="إدلب")
    waiting = marsad("lexicon", "check")
    assert waiting.code == 0
    assert "1 are open" in waiting.err
    write_entry(house)
    passing = marsad("lexicon", "check")
    assert passing.code == 1
    assert "take it off open.tsv" in passing.out


def test_every_problem_of_the_files_is_shown_with_file_and_line(marsad: Run, house: Path) -> None:
    path = house / "actions" / "assault.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("subject: actor", "subject: hero").replace("  present: يقصف\n", ""), encoding="utf-8")
    result = marsad("lexicon", "check")
    assert result.code == 1
    assert "actions/assault.yaml:3: entry 'proof.qasafa': frame: 'hero' is not a role" in result.out
    assert "actions/assault.yaml:3: entry 'proof.qasafa': a verb needs its present" in result.out
    assert "2 problems" in result.err


def test_only_tries_the_entries_whose_id_begins_so(marsad: Run, house: Path) -> None:
    assert "2 of 2" in marsad("lexicon", "check", "--only", "proof.").out
    result = marsad("lexicon", "check", "--only", "nothing.")
    assert result.code == 2
    assert "no entry's id begins with 'nothing.'" in result.err


def test_max_limits_what_is_shown_but_not_what_is_counted(marsad: Run, house: Path) -> None:
    write_entry(house, actor="إدلب", no="قصفت الطائرات الروسية بلدة سراقب.")
    result = marsad("lexicon", "check", "--max", 1)
    assert result.out.count("expected  ") == 1
    assert "… and 1 more" in result.out
    assert "0 of 2 sentences pass" in result.out


def test_try_shows_words_names_phrases_and_events_with_reasons(marsad: Run) -> None:
    result = marsad("lexicon", "try", "وقصفت القوات التركية بلدة تل رفعت.")
    assert result.code == 0
    assert "  وقصفت  |  verb: past 3fs  |  و+قصفت  |  assault." in result.out
    assert "  القوات التركية  |  name  |  Turkish Armed Forces" in result.out
    assert "words of action\n  وقصفت  |  assault." in result.out
    assert "Event 1: ASSAULT «" in result.out
    assert "← assault." in result.out


def test_try_counts_dates_from_the_day_that_is_given(marsad: Run) -> None:
    text = "قصفت القوات التركية بلدة تل رفعت أمس."
    assert "2020-02-14" in marsad("lexicon", "try", text).out
    assert "2021-03-01" in marsad("lexicon", "try", text, "--published", "2021-03-02").out
    assert marsad("lexicon", "try", text, "--published", "أمس").code == 2


def test_stats_count_entries_by_type_and_places_by_country(marsad: Run) -> None:
    result = marsad("lexicon", "stats", "--json")
    counted = json.loads(result.out)
    assert result.code == 0
    assert [a["type"] for a in counted["actions"]] == sorted(a["type"] for a in counted["actions"])
    assert len(counted["actions"]) == 16
    assert all(a["entries"] >= 1 and a["sentences"] >= 2 * a["entries"] for a in counted["actions"])
    assert counted["words"]["countries"] > 150
    assert sum(counted["places"].values()) == counted["words"]["places"]


def test_stats_table_and_json_agree(marsad: Run) -> None:
    counted = json.loads(marsad("lexicon", "stats", "--json").out)
    table = marsad("lexicon", "stats", "--countries", 1).out
    assert f"lexicon {counted['digest']}" in table
    most = next(iter(counted["places"].items()))
    assert f"  {most[0]:<20} {most[1]:>9,}\n" in table
    assert f"{len(counted['places']) - 1} others" in table


def test_a_missing_lexicon_exits_with_1_and_says_what_helps(marsad: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LEXICON", str(tmp_path / "nowhere"))
    result = marsad("lexicon", "check")
    assert result.code == 1
    assert "Set MARSAD_LEXICON" in result.err
