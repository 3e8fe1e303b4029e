"""`marsad explain`: the article with its evidence, in the terminal and as a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from invocation import CALM, STRIKE, Run

from marsad.cli.drawing import marked_text
from marsad.cli.terminal import printable
from marsad.desk.explain import Card, Field, Value
from marsad.record import Span


def quoting(text: str, number: int, **words: str) -> Card:
    """Give a card whose fields quote these words of a text."""
    fields = []
    for name, quoted in words.items():
        start = text.index(quoted)
        fields.append(Field(name=name, label=name, values=[Value(text=quoted, quote=Span(start=start, end=start + len(quoted), text=quoted))], steps=[]))
    return Card(key=f"event-{number}", kind="event", number=number, heading="ASSAULT", summary=[], fields=fields)


def test_a_plain_terminal_gets_brackets_and_no_control_codes(marsad: Run, news: Path) -> None:
    result = marsad("explain", news)
    assert result.code == 0
    assert "[قصفت](1 type)" in result.out
    assert "[القوات التركية](1 actors)" in result.out
    assert "\x1b" not in result.out


def test_without_its_marks_the_article_is_printed_as_delivered(marsad: Run, news: Path) -> None:
    line = next(line for line in marsad("explain", news).out.splitlines() if "](1 type)" in line)
    assert re.sub(r"\[|\]\([^)]*\)", "", line) == STRIKE


def test_each_event_names_the_entry_that_gave_it_with_file_and_line(marsad: Run, news: Path) -> None:
    out = marsad("explain", news).out
    assert "Event 1: ASSAULT «قصفت»" in out
    assert re.search(r"← assault\.\S+ \(actions/assault\.yaml:\d+\): the lexicon reads it so: ", out)


def test_the_entry_stands_on_the_line_that_is_named(marsad: Run, news: Path) -> None:
    from marsad.lexicon.home import lexicon_home

    found = re.search(r"← (assault\.\w+) \(actions/assault\.yaml:(\d+)\)", marsad("explain", news).out)
    assert found is not None
    lines = (lexicon_home() / "actions" / "assault.yaml").read_text(encoding="utf-8").split("\n")
    assert f"id: {found[1]}" in lines[int(found[2]) - 1]


def test_an_article_is_chosen_by_its_id(marsad: Run, news: Path) -> None:
    result = marsad("explain", news, "--id", "calm")
    assert result.code == 0
    assert CALM in result.out
    assert STRIKE not in result.out


def test_an_id_that_is_not_there_exits_with_1(marsad: Run, news: Path) -> None:
    result = marsad("explain", news, "--id", "storm")
    assert (result.code, result.out) == (1, "")
    assert "no article in it has the id 'storm'" in result.err


def test_an_event_that_is_not_there_exits_with_2_and_says_how_many_there_are(marsad: Run, news: Path) -> None:
    result = marsad("explain", news, "--event", 7)
    assert result.code == 2
    assert "the article has 1 event" in result.err


def test_labels_can_be_arabic(marsad: Run, news: Path) -> None:
    out = marsad("explain", news, "--lang", "ar").out
    assert "حدث 1: ASSAULT" in out
    assert "الفاعل" in out


def test_a_language_without_labels_is_wrong_usage(marsad: Run, news: Path) -> None:
    assert marsad("explain", news, "--lang", "fr").code == 2


def test_a_missing_file_exits_with_1_and_says_what_helps(marsad: Run, tmp_path: Path) -> None:
    result = marsad("explain", tmp_path / "gone.txt")
    assert result.code == 1
    assert "there is no such file" in result.err
    assert "Check the name." in result.err


def test_the_page_is_written_to_a_file_or_to_standard_output(marsad: Run, news: Path, tmp_path: Path) -> None:
    page = tmp_path / "why.html"
    assert marsad("explain", news, "--html", page).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert marsad("explain", news, "--html", "-").out == page.read_text(encoding="utf-8")


def test_control_codes_of_a_hostile_article_never_reach_the_terminal(marsad: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.jsonl"
    path.write_text(json.dumps({"id": "\x1b]0;x\x07", "title": "\x1b[2J", "text": "قصفت الطائرات \x1b[31mمواقع\u202e في إدلب."}), encoding="utf-8")
    out = marsad("explain", path).out
    assert "قصفت" in out
    assert not set("\x1b\x07\u202e") & set(out)


def test_printable_text_keeps_its_length() -> None:
    text = "أ\x1b\u202eب\x00\n\tج"
    assert len(printable(text)) == len(text)
    assert printable("سطر\nثان") == "سطر\nثان"


def test_marks_that_nest_close_inside_out() -> None:
    text = "مقتل ثلاثة جنود"
    assert marked_text(text, [quoting(text, 1, recipients="ثلاثة جنود", counts="ثلاثة")]) == "مقتل [[ثلاثة](1 counts) جنود](1 recipients)"


def test_words_that_two_events_quote_are_marked_once_with_both() -> None:
    text = "قصفت روسيا"
    assert marked_text(text, [quoting(text, 1, actors="روسيا"), quoting(text, 2, attribution="روسيا")]) == "قصفت [روسيا](1 actors, 2 attribution)"


def test_an_article_without_events_says_so(marsad: Run, news: Path) -> None:
    assert "No event was read in this article." in marsad("explain", news, "--id", "calm").out
