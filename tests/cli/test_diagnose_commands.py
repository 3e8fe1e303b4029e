"""`marsad doctor`, `info`, `schema`, `--version`, and the help of every command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from invocation import Run

import marsad as package
from marsad.desk import doctor

COMMANDS = [[], ["read"], ["explain"], ["export"], ["schema"], ["lexicon"], ["lexicon", "check"], ["lexicon", "try"], ["lexicon", "stats"], ["doctor"], ["info"]]
COMMANDS += [[name] for name in ("load", "events", "claims", "who", "agreements", "timeline", "search", "merge", "split", "undo", "log", "verify", "redact")]
COMMANDS += [["collect"], ["watch"], ["sources"], *(["sources", name] for name in ("list", "add", "import", "export", "check"))]
COMMANDS += [["captures"], *(["captures", name] for name in ("verify", "failed", "replay", "extract", "articles"))]
COMMANDS += [["kb"], *(["kb", name] for name in ("list", "propose", "edit", "merge", "split", "export", "import"))]
COMMANDS += [["measure"], ["serve"], ["ledger"], ["ledger", "show"], ["ledger", "status"], ["ledger", "breaches"], ["ledger", "deadlines"]]
COMMANDS += [["accounts"], *(["accounts", n] for n in ("add", "list", "role", "disable", "enable", "password", "token", "tokens", "revoke", "log-ins"))]
COMMANDS += [["webhooks"], *(["webhooks", name] for name in ("add", "list", "remove", "deliver"))]
COMMANDS += [["review"], *(["review", name] for name in ("progress", "cases", "proposals"))]
GROUPS = [["accounts"], ["webhooks"], ["review"], ["lexicon"], ["ledger"], ["kb"], ["sources"], ["captures"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c) or "marsad")
def test_every_help_has_an_example_of_itself(marsad: Run, command: list[str]) -> None:
    result = marsad(*command, "--help")
    assert result.code == 0
    assert "Examples:" in result.out
    assert f"marsad {' '.join(command)}".strip() in result.out.split("Examples:")[1]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c and c not in GROUPS], ids=" ".join)
def test_every_help_lists_the_exit_codes(marsad: Run, command: list[str]) -> None:
    assert "Exit codes: 0 " in marsad(*command, "--help").out


def test_the_commands_of_this_list_are_all_there_are(marsad: Run) -> None:
    from typer.main import get_command

    from marsad.cli.main import program

    root = get_command(program())
    names = [[name] for name in root.commands]  # type: ignore[attr-defined]
    names += [[group, name] for [group] in GROUPS for name in root.commands[group].commands]  # type: ignore[attr-defined]
    assert sorted(names) == sorted(c for c in COMMANDS if c)


def test_version_prints_the_version(marsad: Run) -> None:
    assert marsad("--version")[:2] == (0, f"marsad {package.__version__}\n")


def test_schema_is_printed_as_json(marsad: Run) -> None:
    result = marsad("schema")
    assert result.code == 0
    assert json.loads(result.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_info_names_what_a_bug_report_needs(marsad: Run) -> None:
    out = marsad("info").out
    for name in ("marsad", "lexicon", "python", "system", "msgspec"):
        assert any(line.split()[0] == name and len(line.split()) > 1 for line in out.splitlines()), name


def test_info_as_markdown_is_a_table_of_the_same_rows(marsad: Run) -> None:
    rows = marsad("info", "--markdown").out.splitlines()
    assert rows[:2] == ["| part | version |", "| --- | --- |"]
    assert [row.split(" | ")[0].strip("| ") for row in rows[2:]] == [line.split()[0] for line in marsad("info").out.splitlines()]


def test_doctor_passes_where_marsad_works(marsad: Run) -> None:
    result = marsad("doctor", "--json")
    report = json.loads(result.out)
    assert result.code == 0
    assert report["ok"] is True
    statuses = {check["name"]: check["status"] for check in report["checks"]}
    assert (statuses["lexicon"], statuses["sample"]) == ("pass", "pass")


def test_doctor_exits_with_1_where_a_check_fails_and_gives_the_fix(marsad: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "sample", lambda: doctor.Check("sample", "fail", "read as nothing", "Install Marsad again."))
    result = marsad("doctor")
    assert result.code == 1
    assert "fail  sample" in result.out
    assert "→ Install Marsad again." in result.out


def test_doctor_reports_a_lexicon_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LEXICON", str(tmp_path))
    check = doctor.lexicon()
    assert check.status == "fail"
    assert "MARSAD_LEXICON" in check.fix


def test_a_sample_that_is_read_otherwise_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.sample().status == "pass"
    monkeypatch.setattr(doctor, "SAMPLE", "استقبل الملك الضيوف.")
    assert doctor.sample().status == "fail"


VERDICTS = [
    # check, status, remark
    (doctor.python_version((3, 10)), "fail", "too old"),
    (doctor.python_version((3, 12)), "pass", "supported"),
    (doctor.python_version((3, 99)), "warn", "not yet tried"),
    (doctor.terminal("UTF-8"), "pass", "spelt in capitals"),
    (doctor.terminal("utf8"), "pass", "spelt without a dash"),
    (doctor.terminal("cp1256"), "warn", "a legacy code page"),
    (doctor.terminal(None), "warn", "unknown"),
    (doctor.memory(50 * 2**20), "warn", "too little"),
    (doctor.memory(4 * 2**30), "pass", "enough"),
    (doctor.memory(None), "pass", "not told"),
    (doctor.dependency("a-package-that-nobody-made", "1.0"), "fail", "not installed"),
    (doctor.dependency("pytest", "999"), "fail", "too old"),
    (doctor.dependency("pytest", "1.0"), "pass", "new enough"),
]


@pytest.mark.parametrize(("check", "status", "remark"), VERDICTS, ids=[f"{c.name} {remark}" for c, _, remark in VERDICTS])
def test_each_check_judges(check: doctor.Check, status: str, remark: str) -> None:
    assert check.status == status
    assert bool(check.fix) == (status != "pass")


def test_a_cache_that_cannot_be_written_is_a_warning(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert doctor.cache(blocked / "cache").status == "warn"
    assert doctor.cache(tmp_path / "new").status == "pass"


def test_the_requirements_are_those_of_the_package_without_extras() -> None:
    names = {name.lower() for name, _ in doctor.requirements()}
    assert {"msgspec", "typer", "rich"} <= names
    assert "pytest" not in names


def test_the_running_python_is_supported() -> None:
    assert doctor.python_version(sys.version_info[:2]).status != "fail"


def test_a_command_loads_no_other(tmp_path: Path) -> None:
    script = "import sys; sys.argv = ['marsad', 'schema', '--help']\nfrom marsad.cli.main import main\ntry:\n    main()\nfinally:\n    print(*sorted(n for n in sys.modules if n.startswith('marsad.cli.')), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = {name.removeprefix("marsad.cli.") for name in done.stderr.split()}
    assert "schema" in loaded
    assert loaded.isdisjoint({"read", "ask", "serve", "ledger", "collect", "lexicon"})
