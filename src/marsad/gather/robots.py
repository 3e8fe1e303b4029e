"""robots.txt (RFC 9309): which paths of a host may be fetched, and how slowly. Text in, answers out."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST = 500_000  # bytes that are read, as RFC 9309 asks for at least
_AGENT = "marsad"


class Robots(NamedTuple):
    """The rules of one host for Marsad: (allow, pattern) pairs, and the crawl delay in seconds."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allows(self, address: str) -> bool:
        """Tell whether an address may be fetched: the longest matching pattern decides, allow where two are as long."""
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if path == "/robots.txt":
            return True
        best = max(((len(pattern), allow) for allow, pattern in self.rules if _matches(pattern, path)), default=(0, True))
        return best[1]


def read_robots(text: str) -> Robots:
    """Give the rules of the group for Marsad, else of the group for everyone.

    >>> rules = read_robots("User-agent: *\\nDisallow: /private\\nAllow: /private/news$\\nCrawl-delay: 4")
    >>> rules.allows("https://example.org/private/x"), rules.allows("https://example.org/private/news"), rules.delay
    (False, True, 4.0)
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    open_ = False
    for line in text[:LONGEST].splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name in ("user-agent", "useragent", "user agent"):
            agents = [*agents, value.lower()] if open_ else [value.lower()]
            open_ = True
            groups.setdefault(value.lower(), [])
        elif name in ("allow", "disallow", "crawl-delay"):
            open_ = False
            for agent in agents:
                groups[agent].append((name, value))
    mine = [rule for agent, rules in groups.items() if agent.partition("/")[0] == _AGENT for rule in rules]
    chosen = mine if mine or any(agent.partition("/")[0] == _AGENT for agent in groups) else groups.get("*", [])
    rules = tuple((name == "allow", value) for name, value in chosen if name != "crawl-delay" and value)
    delays = [float(value) for name, value in chosen if name == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value)]
    return Robots(rules[:5000], max(delays, default=None))


def _matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern with * and a last $ matches the start of a path. Linear: no regular expression of a stranger's making."""
    anchored = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    at = len(parts[0])
    for n, part in enumerate(parts[1:], 1):
        if anchored and n == len(parts) - 1:
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not anchored or at == len(path)
