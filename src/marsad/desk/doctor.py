"""Doctor: whether Marsad can work here, and what helps where it cannot."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path

import marsad
from marsad.desk.check import Check
from marsad.desk.equipment import equipment, versions_beside
from marsad.lexicon import load_lexicon
from marsad.lexicon.compiled import _cache_folder as cache_folder
from marsad.lexicon.home import lexicon_home
from marsad.record import Article, MarsadError

SAMPLE = "قصفت القوات التركية بلدة تل رفعت."
OLDEST_PYTHON = (3, 11)
NEWEST_TRIED = (3, 13)
DISK = 200 * 1024 * 1024  # bytes: the compiled lexicon takes some 10 MB, records about as much as their articles
MEMORY = 500 * 1024 * 1024  # bytes: a reader takes about 250 MB


def examine(encoding: str | None = None) -> list[Check]:
    """Give all checks in order. `encoding` is that of the terminal. Never raises for what is wrong."""
    return [
        python_version(sys.version_info[:2]),
        *dependencies(),
        pages(),
        lexicon(),
        cache(cache_folder()),
        sample(),
        *equipment(),
        terminal(encoding),
        disk(cache_folder()),
        memory(free_memory()),
    ]


def python_version(version: tuple[int, int]) -> Check:
    """Judge a Python version.

    >>> python_version((3, 9)).status
    'fail'
    """
    shown = ".".join(map(str, version))
    if version < OLDEST_PYTHON:
        return Check("python", "fail", shown, "Install Python 3.11 or newer and install Marsad into it.")
    if version > NEWEST_TRIED:
        return Check("python", "warn", f"{shown}, newer than those that Marsad is tried with", "If something fails, use Python 3.13.")
    return Check("python", "pass", shown)


def lexicon() -> Check:
    try:
        home, version = lexicon_home(), load_lexicon().version
    except MarsadError as error:
        return Check("lexicon", "fail", error.found, error.todo)
    return Check("lexicon", "pass", f"{version} in {home}")


def cache(folder: Path) -> Check:
    """Try to write in the cache folder; without it the lexicon is compiled at every start."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Check("cache", "warn", f"{folder} cannot be written ({error.strerror})", "Set MARSAD_CACHE to a folder that you may write; else each start takes seconds.")
    return Check("cache", "pass", str(folder))


def requirements() -> list[tuple[str, str]]:
    """Give (package, lowest version) of what Marsad needs to run; empty if it is not installed as a package."""
    try:
        declared = metadata.requires("marsad") or []
    except metadata.PackageNotFoundError:
        return []
    found = []
    for line in declared:
        marker = line.partition(";")[2]
        if "extra" in marker or ("platform_system" in marker and platform.system() not in marker):
            continue
        match = re.match(r"([A-Za-z0-9._-]+)(?:.*?>=\s*([0-9.]+))?", line)
        if match:
            found.append((match[1], match[2] or ""))
    return found


def dependencies() -> list[Check]:
    wanted = requirements()
    if not wanted:
        return [Check("packages", "warn", "Marsad is run without being installed; its packages are not known", "Install it: pip install .")]
    return [dependency(name, lowest) for name, lowest in wanted]


def dependency(name: str, lowest: str) -> Check:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, "fail", "not installed", f"pip install '{name}>={lowest}'" if lowest else f"pip install {name}")
    if lowest and _ordered(version) < _ordered(lowest):
        return Check(name, "fail", f"{version}, older than {lowest}", f"pip install --upgrade '{name}>={lowest}'")
    return Check(name, "pass", version)


def pages() -> Check:
    """Import what reads saved pages: some installers leave out a package that it stands on."""
    try:
        import trafilatura
    except ImportError as error:
        return Check("pages", "fail", f"saved pages cannot be read ({str(error).splitlines()[0]})", "pip install trafilatura lxml_html_clean")
    return Check("pages", "pass", f"saved pages are read with trafilatura {trafilatura.__version__}")


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version)[:3])


def sample() -> Check:
    """Read one sentence and compare its event with what it must be."""
    try:
        events = marsad.read(Article(id="sample", text=SAMPLE)).events
    except MarsadError as error:
        return Check("sample", "fail", f"cannot be read: {error.found}", error.todo)
    found = [(e.type, [a.country for a in e.actors]) for e in events]
    if found != [("ASSAULT", ["TUR"])]:
        return Check(
            "sample", "fail", f"read as {found or 'no event'}, not as one ASSAULT by TUR", "Install Marsad again, or run `marsad lexicon check` if you changed the lexicon."
        )
    return Check("sample", "pass", "one ASSAULT by TUR, as expected")


def terminal(encoding: str | None) -> Check:
    """Judge the encoding of the output.

    >>> terminal("cp1252").status
    'warn'
    """
    if encoding is None or encoding.lower().replace("-", "").replace("_", "") != "utf8":
        return Check("terminal", "warn", f"writes {encoding or 'an unknown encoding'}", "Set PYTHONUTF8=1 (on Windows also `chcp 65001`); records are UTF-8 in any case.")
    return Check("terminal", "pass", "UTF-8")


def disk(folder: Path) -> Check:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return _enough("disk", free, DISK, f"Free some space on the disk of {folder} or set MARSAD_CACHE to another one.")


def free_memory() -> int | None:
    """Give the bytes of memory that may be used now, None where the system does not tell."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


def memory(free: int | None) -> Check:
    """Judge the free memory.

    >>> memory(10_000_000).status
    'warn'
    """
    if free is None:
        return Check("memory", "pass", "not told by this system")
    return _enough("memory", free, MEMORY, "Close other programs, or read with --workers 1.")


def _enough(name: str, free: int, wanted: int, fix: str) -> Check:
    shown = f"{free / 2**30:,.1f} GB free"
    return Check(name, "pass", shown) if free >= wanted else Check(name, "warn", f"{shown}, less than {wanted / 2**30:.1f} GB", fix)


def versions() -> list[tuple[str, str]]:
    """Give what a bug report needs: versions of Marsad, its lexicon, Python, the system and the packages."""
    try:
        lexicon_version = load_lexicon().version
    except MarsadError as error:
        lexicon_version = f"not loadable ({error.found})"
    rows = [("marsad", marsad.__version__), ("lexicon", lexicon_version), ("python", platform.python_version()), ("system", platform.platform())]
    for name, _ in requirements():
        found = dependency(name, "")
        rows.append((name, found.found))
    return rows + versions_beside()
