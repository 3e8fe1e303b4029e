"""Every message of every error has a bad input that provokes it, and no message is without one.

The table holds the inputs; the last test reads the source for messages and asks that each was seen.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import bad_ledgers
import pytest
from bad_access_calls import ACCESS_ROWS
from bad_archive_calls import ARCHIVE_ROWS
from bad_desk_calls import DESK_ROWS
from bad_fleet_calls import FLEET_ROWS
from bad_review_calls import REVIEW_ROWS
from bad_web_calls import WEB_ROWS
from collecting_errors import COLLECTING

import marsad
from marsad.desk.articles import find_article
from marsad.desk.explain import words_of
from marsad.desk.export import line_of as record_line
from marsad.export.layouts import layout_of
from marsad.export.writing import print_export, write_export
from marsad.gather import files
from marsad.gather.files import article_of, find_items
from marsad.lexicon.build import build_tables
from marsad.lexicon.home import lexicon_home
from marsad.measure import child
from marsad.measure.cases import load_cases
from marsad.measure.child import command
from marsad.record import ArticleError, InputError, LedgerError, LexiconError, MarsadError, UsageError, make_article

SOURCE = Path(marsad.__file__).parent
Provoke = Callable[[Path, pytest.MonkeyPatch], object]


def given(raw: object) -> Provoke:
    return lambda folder, patch: make_article(raw, "here")


def a_file(name: str, data: bytes) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        (folder / name).write_bytes(data)
        for item in find_items([str(folder / name)]):
            article_of(item)

    return provoke


def a_small_limit(limit: str, name: str) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(files, limit, 4)
        a_file(name, b'{"text": "0123456789"}')(folder, patch)

    return provoke


def a_path(name: str) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        for item in find_items([str(folder / name)]):
            article_of(item)

    return provoke


def an_unreadable_file(folder: Path, patch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    patch.setattr(files, "open", refused, raising=False)
    a_file("a.txt", b"x")(folder, patch)


def a_page_that_breaks_the_parser(folder: Path, patch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("document is empty")

    patch.setattr("trafilatura.bare_extraction", broken)
    a_file("a.html", b"<p>x")(folder, patch)


def pages_without_their_reader(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "trafilatura", None)
    a_file("a.html", b"<p>x")(folder, patch)


def an_id_that_is_not_there(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "a.jsonl").write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    find_article(str(folder / "a.jsonl"), "b")


def a_case(content: str | None) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        if content is not None:
            (folder / "a.json").write_text(content, encoding="utf-8")
        load_cases(folder)

    return provoke


def a_python_without_the_command(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sys, "executable", str(folder / "python"))
    patch.setenv("PATH", "")
    command()


def a_command_that_fails(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(child, "run_read", lambda *_: child.Run(0.0, 0.0, 0, 1))
    child.records_of([])


def no_lexicon(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MARSAD_LEXICON", str(folder))
    lexicon_home()


def a_lexicon(name: str, content: str) -> Provoke:
    """A lexicon of one file; that the others are missing is told too."""

    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
        build_tables(folder, "digest")

    return provoke


def an_entry(change: str, to: str = "", count: int = 1) -> Provoke:
    """An entry that is right but for one thing."""
    entry = (
        "- id: x.y\n  because: b\n  verb: قصف\n  present: يقصف\n  modes: [aerial]\n  frame: {subject: actor}\n  object_is: [force]\n"
        "  yes: {text: قصفت روسيا حلب., trigger: قصفت, en: e}\n  no: {text: لا شيء., en: e}\n"
    )
    assert change in entry
    return a_lexicon("actions/assault.yaml", "type: ASSAULT\nentries:\n" + entry.replace(change, to) * count)


def a_line(kind: str, data: bytes) -> Provoke:
    return lambda folder, patch: record_line(files.Item(kind, data, "a.jsonl:1", "a.jsonl:1"))


def an_export(layout: str, name: str, excel: bool = False) -> Provoke:
    return lambda folder, patch: write_export(layout_of(layout), [], folder / name, excel=excel)


def parquet_without_its_package(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "pyarrow", None)
    an_export("parquet", "a.parquet")(folder, patch)


A_SOURCE = """items:
- id: by
  words: [وفقا]
  certainty: reports
  because: b
  yes: [{text: قال وفقا ل ب, source: ب, en: e}]
  no: [{text: لا, why: w, en: e}]
"""

ROWS: list[tuple[str, Provoke, type[MarsadError], str]] = [
    # bad input, how it is given, the error, the message
    ("a list", given(["x"]), ArticleError, "found list, not an object"),
    ("no text", given({"id": "a"}), ArticleError, "'text' is missing"),
    ("a title that is a number", given({"text": "x", "title": 3}), ArticleError, "'title' is int, not a string"),
    ("an id that is a list", given({"text": "x", "id": []}), ArticleError, "'id' is list"),
    ("an empty folder", a_path("."), InputError, r"the folder holds no file of a known kind \(\.jsonl, "),
    ("a name that is not there", a_path("gone.txt"), InputError, "there is no such file"),
    ("a PDF", a_file("a.pdf", b"%PDF"), InputError, "'.pdf' is no known kind of file"),
    ("a large text", a_small_limit("MAX_FILE", "a.txt"), InputError, "the file has more than 4 bytes"),
    ("a forbidden file", an_unreadable_file, InputError, r"cannot be read \(.*Permission denied\)"),
    ("a long line", a_small_limit("MAX_LINE", "a.jsonl"), InputError, "the line has more than 4 bytes"),
    ("a gzip that is none", a_file("a.jsonl.gz", b"plain"), InputError, r"cannot be read on \(BadGzipFile: "),
    ("no lines", a_file("a.jsonl", b""), InputError, "the file is empty"),
    ("no words", a_file("a.txt", b"\n"), ArticleError, "the file is empty"),
    ("a broken line", a_file("a.jsonl", b"{"), ArticleError, r"not a line of JSON \("),
    ("a picture", a_file("a.txt", b"\0\1"), ArticleError, "the file is binary, not text"),
    ("another encoding", a_file("a.txt", "déjà vu à la fenêtre".encode("latin-1")), ArticleError, "neither UTF-8 nor Windows-1256 text"),
    ("a page that breaks the parser", a_page_that_breaks_the_parser, ArticleError, r"the page cannot be parsed \(ValueError\)"),
    ("a page without its reader", pages_without_their_reader, InputError, r"pages cannot be read here \("),
    ("a page without text", a_file("a.html", b"<html><body></body></html>"), ArticleError, "no article text was found in the page"),
    ("a folder without cases", a_case(None), InputError, r"no case \(\*\.json\) is there"),
    ("a broken case", a_case("{"), InputError, r"not JSON \("),
    ("a case without its lists", a_case("{}"), InputError, "article, events, statements, agreements, agreement_facts missing"),
    (
        "a case that misquotes",
        a_case(
            '{"article": {"id": "a", "text": "x"}, "events": [{"type": "ASSAULT", "trigger": {"start": 0, "end": 1, "text": "y"}}], "statements": [], "agreements": [], "agreement_facts": []}'
        ),
        InputError,
        r"1 misquoted: events\[0\]\.trigger",
    ),
    ("a command that is not there", a_python_without_the_command, UsageError, "the command is not installed beside this Python"),
    ("a command that fails", a_command_that_fails, UsageError, "it ended with 1"),
    ("another id", an_id_that_is_not_there, InputError, "no article in it has the id 'b'"),
    ("a language without words", lambda folder, patch: words_of("xx"), UsageError, "there is no catalogue for 'xx'"),
    ("an empty lexicon folder", no_lexicon, LexiconError, "no lexicon here"),
    ("a lexicon of nothing", a_lexicon("note.txt", ""), LexiconError, r"words/closed\.yaml:1: entry '-': the file is missing"),
    ("a table that is not there", a_lexicon("note.txt", ""), LexiconError, r"actors/people\.tsv:1: entry '-': the file is missing"),
    ("broken YAML", a_lexicon("actions/assault.yaml", "entries: [\n"), LexiconError, r"actions/assault\.yaml:2: entry '-': not readable as YAML: "),
    ("a table without a column", a_lexicon("actors/roles.tsv", "id\tsingular\n"), LexiconError, r"actors/roles\.tsv:1: entry '-': columns missing: feminine, plurals, "),
    ("a row with a cell too many", a_lexicon("words/forms.tsv", "form\tcount\nمن\t3\t4\n"), LexiconError, r"words/forms\.tsv:2: entry 'من': 3 cells, but 2 columns"),
    ("an id given twice", an_entry("aerial", "aerial", 2), LexiconError, r"actions/assault\.yaml:12: entry 'x.y': the id is taken by assault\.yaml:3"),
    ("an unknown field", an_entry("because:", "reason:"), LexiconError, r"assault\.yaml:3: entry 'x.y': Object (missing required field `because`|contains unknown field `reason`)"),
    ("a type of another scheme", an_entry("  because:", "  type: FIGHT\n  because:"), LexiconError, "type 'FIGHT' is not one of the 16 PLOVER types"),
    ("a mode of another type", an_entry("aerial", "visit"), LexiconError, "mode 'visit' is not a mode of ASSAULT"),
    ("an unknown function", an_entry("{subject:", "{hero:"), LexiconError, "frame: 'hero' is neither a function nor a preposition"),
    ("an unknown role", an_entry("subject: actor", "subject: hero"), LexiconError, "frame: 'hero' is not a role"),
    ("an unknown class", an_entry("[force]", "[heroes]"), LexiconError, "'heroes' is not a class of noun phrases"),
    ("a verb without its present", an_entry("  present: يقصف\n"), LexiconError, "a verb needs its present"),
    ("an entry without words", an_entry("  verb: قصف\n  present: يقصف\n"), LexiconError, "no verb, masdar, noun or participle"),
    ("an entry without a no", an_entry("  no: {text: لا شيء., en: e}\n"), LexiconError, r"needs a sentence that it codes \(yes\) and the nearest that it does not \(no\)"),
    ("a quote that is not in its sentence", an_entry("trigger: قصفت", "trigger: ضربت"), LexiconError, "'ضربت' is not in the sentence 'قصفت روسيا حلب.'"),
    (
        "a class of factuality given twice",
        a_lexicon("cues/factuality.yaml", "items:\n" + 2 * "- {id: neg.x, effect: negated, words: [لم], verb: 3, because: b}\n"),
        LexiconError,
        "the id is taken by a class above",
    ),
    ("a list that no rule asks for", a_lexicon("words/lists.yaml", "heroes: {because: b, words: [بطل]}\n"), LexiconError, "no rule of the reader asks for a list of this name"),
    ("a list that is missing", a_lexicon("words/lists.yaml", "heroes: {because: b, words: [بطل]}\n"), LexiconError, "entry 'verb_after': the list is missing, or has no words"),
    (
        "a list without its reason",
        a_lexicon("words/lists.yaml", "verb_after: {words: [لم]}\n"),
        LexiconError,
        r"entry 'verb_after': does not say what the words have in common \(because\)",
    ),
    (
        "a support verb without a role",
        a_lexicon("cues/support_verbs.yaml", "- {verb: شن, present: يشن}\n"),
        LexiconError,
        r"cues/support_verbs\.yaml:1: entry 'شن': Object missing",
    ),
    (
        "a verb of saying without its present",
        a_lexicon("cues/speech.yaml", "verbs:\n- {verb: قال}\n"),
        LexiconError,
        r"cues/speech\.yaml:2: entry '.*': a speech verb needs verb and present",
    ),
    (
        "an agreement without names",
        a_lexicon("agreements/names.yaml", "- {id: a, name: A, kind: ceasefire}\n"),
        LexiconError,
        r"agreements/names\.yaml:1: entry 'a': lacks names_ar",
    ),
    (
        "a place whose latitude is a word",
        a_lexicon("places/places.tsv", "geonames\tname_en\tnames_ar\tcountry\tadmin1_en\tlat\tlon\tfeature\tpopulation\tflags\n1\tA\tأ\tSYR\t\tnorth\t1\tPPL\t1\t\n"),
        LexiconError,
        r"places/places\.tsv:2: entry 'A': could not convert string to float: 'north'",
    ),
    (
        "a weight that is a word",
        a_lexicon("models/acceptance.tsv", "feature\tweight\nbias\tlow\n"),
        LexiconError,
        r"models/acceptance\.tsv:2: entry 'bias': weight 'low' is no number",
    ),
    (
        "a sentence model's idf that is a word",
        a_lexicon("models/sentence_assault.tsv", "ngram\tidf\tweight\n_قص\tx\t1\n"),
        LexiconError,
        r"sentence_assault\.tsv:2: entry '_قص': idf 'x' is no number",
    ),
    ("an article where a record should be", a_line("txt", b"x"), InputError, "an article, not a line of records"),
    ("a line that is no record", a_line("line", b"{}"), InputError, r"not a record \("),
    ("a layout that nobody knows", lambda folder, patch: layout_of("cameo"), UsageError, "there is no such layout"),
    ("Parquet to standard output", lambda folder, patch: print_export(layout_of("parquet"), [], io.BytesIO()), UsageError, "a Parquet file cannot go to standard output"),
    ("Parquet without its package", parquet_without_its_package, UsageError, "the package pyarrow is not installed"),
    ("a map for a spreadsheet", an_export("geojson", "a.xlsx", excel=True), UsageError, "it is no table for a spreadsheet"),
    ("a workbook by its name alone", an_export("acled", "a.xlsx"), UsageError, "a workbook is written only for a spreadsheet"),
    ("an export into a folder that is not there", an_export("acled", "gone/a.csv"), UsageError, "its folder is not there"),
    ("a source of another certainty", a_lexicon("cues/attribution.yaml", A_SOURCE.replace("reports", "hopes")), LexiconError, "certainty 'hopes' is none of asserts, reports"),
    ("a source without words", a_lexicon("cues/attribution.yaml", A_SOURCE.replace("[وفقا]", "[]")), LexiconError, "attribution.yaml:2: entry 'by': no words"),
    ("a source without a no", a_lexicon("cues/attribution.yaml", A_SOURCE[: A_SOURCE.index("  no:")]), LexiconError, "in which the words lead to a source"),
    ("a source that is not in its sentence", a_lexicon("cues/attribution.yaml", A_SOURCE.replace("source: ب", "source: ت")), LexiconError, "the source 'ت' is not in the sentence"),
    ("a count that is a word", a_lexicon("words/forms.tsv", "form\tcount\nمن\tmany\n"), LexiconError, r"words/forms\.tsv:2: entry 'من': count 'many' is no number"),
    *ACCESS_ROWS,
    *ARCHIVE_ROWS,
    *DESK_ROWS,
    *FLEET_ROWS,
    *REVIEW_ROWS,
    *WEB_ROWS,
]

ROWS += COLLECTING
ROWS += bad_ledgers.ROWS


def messages(error: MarsadError) -> list[str]:
    return list(error.problems) if isinstance(error, (LedgerError, LexiconError)) else [error.found]


@pytest.mark.parametrize(("remark", "provoke", "kind", "message"), ROWS, ids=[r[0] for r in ROWS])
def test_each_bad_input_gives_its_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remark: str, provoke: Provoke, kind: type[MarsadError], message: str) -> None:
    with pytest.raises(MarsadError) as raised:
        provoke(tmp_path, monkeypatch)
    assert type(raised.value) is kind
    assert [m for m in messages(raised.value) if re.search(message, m)], messages(raised.value)[:3]
    assert raised.value.where
    assert raised.value.todo.endswith(".")


def test_a_right_entry_has_no_problem_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the rows above: what they change is the only thing wrong."""
    with pytest.raises(LexiconError) as raised:
        an_entry("aerial", "aerial")(tmp_path, monkeypatch)
    assert [p for p in raised.value.problems if "the file is missing" not in p] == []


def test_all_problems_of_a_lexicon_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LexiconError) as raised:
        an_entry("subject: actor", "hero: villain")(tmp_path, monkeypatch)
    assert sum("entry 'x.y'" in p for p in raised.value.problems) == 2
    assert sum("the file is missing" in p for p in raised.value.problems) > 10
    assert str(raised.value).count("; ") == 2, "the message shows three of them"


def test_the_family_is_the_one_that_the_docstring_draws() -> None:
    drawn = re.findall(r"(\w+Error)\b", str(sys.modules["marsad.record.errors"].__doc__))
    below = {"MarsadError": ["InputError", "ArchiveError", "ClusterError", "LexiconError", "LedgerError", "UsageError"], "InputError": ["ArticleError"]}
    assert drawn == ["MarsadError", "InputError", "ArticleError", "ArchiveError", "ClusterError", "LexiconError", "LedgerError", "UsageError"]
    for parent, children in below.items():
        assert [c.__name__ for c in getattr(sys.modules["marsad.record.errors"], parent).__subclasses__()] == children


# -- no message without a row ----------------------------------------------------------------------------------------

MESSAGE_AT = {"ArchiveError": 1, "ArticleError": 1, "ClusterError": 1, "InputError": 1, "LedgerError": 1, "LexiconError": 1, "UsageError": 1, "add": 3, "failed": 1}


def patterns() -> Iterator[tuple[str, str]]:
    """Yield (file:line, pattern) of each message that the source writes out; f-strings have gaps."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            at = MESSAGE_AT.get(name)
            if at is None or len(node.args) <= at:
                continue
            argument = node.args[at]
            for part in argument.elts if isinstance(argument, ast.List) else [argument]:
                pattern = _pattern(part)
                if pattern:
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", pattern


def _pattern(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in node.values)
    return ""


def test_no_message_of_the_source_is_without_a_bad_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for number, (_, provoke, _, _) in enumerate(ROWS):
        folder = tmp_path / str(number)
        folder.mkdir()
        with monkeypatch.context() as patch, pytest.raises(MarsadError) as raised:
            provoke(folder, patch)
        seen += messages(raised.value)
    found = list(patterns())
    assert len(found) > 25
    assert [f"{where}: {pattern}" for where, pattern in found if not any(re.search(pattern + "$", m, re.DOTALL) for m in seen)] == []
