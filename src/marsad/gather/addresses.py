"""Addresses: one spelling for each, relative ones joined, and which network addresses may be connected to. No network here."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

LONGEST = 4000  # characters; longer ones are traps or mistakes
_SAFE = "/~:@!$&'()*+,;=-._"
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|dclid|yclid|igshid|mc_[ce]id|ocid|xtor|at_\w+|ns_\w+|_ga|cmpid|sh_kit)", re.IGNORECASE)
_SPACE = re.compile("[\x00-\x20\x7f\u00a0\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # blanks, controls and marks of direction


def normal_address(address: str, base: str = "") -> str:
    """Give an http(s) address in its one spelling, or "" if it is none.

    Relative addresses are joined to `base`. Host in lower case and ASCII (IDNA), usual ports, fragments, user names and invisible
    marks dropped, other letters percent-encoded.

    >>> normal_address("HTTP://Example.ORG:80/أخبار#top")
    'http://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1'
    >>> normal_address("../a?b=1&amp;c=2", "https://example.org/x/y/")
    'https://example.org/x/a?b=1&c=2'
    >>> normal_address("javascript:alert(1)"), normal_address("file:///etc/passwd")
    ('', '')
    """
    cleaned = _SPACE.sub(lambda m: "%20" if m.group() == " " else "", address.strip().replace("&amp;", "&"))
    if not cleaned:
        return ""
    if base and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", cleaned):
        try:
            cleaned = urljoin(base, cleaned)
        except ValueError:
            return ""
    if len(cleaned) > LONGEST:
        return ""
    try:
        parts = urlsplit(cleaned)
        port, host = parts.port, parts.hostname
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        return ""
    host = ascii_host(host)
    if not host:
        return ""
    shown = f"[{host}]" if ":" in host else host
    if port is not None and port != {"http": 80, "https": 443}[scheme]:
        shown += f":{port}"
    path = quote(unquote_safe(parts.path), safe=_SAFE + "%") or "/"
    query = quote(parts.query, safe=_SAFE + "?%")
    return urlunsplit((scheme, shown, path, query, ""))


def unquote_safe(path: str) -> str:
    """Undo percent-encoding where that changes nothing: of letters and digits only."""
    return re.sub(r"%([0-9A-Fa-f]{2})", lambda m: c if (c := unquote(m.group())).isascii() and (c.isalnum() or c in "-._~") else m.group().upper(), path)


def ascii_host(host: str) -> str:
    """Give a host in ASCII, "" if it cannot be one.

    >>> ascii_host("مثال.إختبار").startswith("xn--")
    True
    """
    host = host.rstrip(".").lower()
    try:
        return str(ipaddress.ip_address(host.partition("%")[0])) if ":" in host else host.encode("idna").decode("ascii") if not host.isascii() else _plain_host(host)
    except (UnicodeError, ValueError):
        return ""


def _plain_host(host: str) -> str:
    return host if re.fullmatch(r"[a-z0-9_]([a-z0-9._-]{0,251}[a-z0-9_])?", host) and ".." not in host else ""


def host_of(address: str) -> str:
    """Give the host of a normal address, with its port if it is an unusual one."""
    return urlsplit(address).netloc


def story_key(address: str) -> str:
    """Give what two addresses of one story have in common: no scheme, no www., no tracking parameters, no last slash.

    >>> story_key("https://www.example.org/a/?utm_source=x&id=3") == story_key("http://example.org/a?id=3")
    True
    """
    parts = urlsplit(address)
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0]))
    return parts.netloc.removeprefix("www.") + (parts.path.rstrip("/") or "/") + (f"?{query}" if query else "")


def may_connect(ip: str) -> bool:
    """Tell whether an address lies in the public network.

    Private, loopback, link-local (with the metadata services of clouds), shared, multicast, reserved and unspecified ones do not;
    nor do IPv6 addresses that wrap such an IPv4 one.

    >>> [may_connect(ip) for ip in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "100.64.0.1", "0.0.0.0")]
    [False, False, False, False, False, False, False, False]
    >>> may_connect("93.184.216.34"), may_connect("2606:2800:220:1::1")
    (True, True)
    """
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and (address in ipaddress.ip_network("64:ff9b::/96") or address in ipaddress.ip_network("::/96")):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return may_connect(str(inner))
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local)


def is_address(host: str) -> bool:
    """Tell whether a host is a network address, however it is written, and no name: 127.1 and 0x7f000001 are what a resolver takes for 127.0.0.1.

    >>> [is_address(host) for host in ("[::1]:80", "127.1", "0x7f000001", "2130706433", "example.org", "1.example")]
    [True, True, True, True, False, False]
    """
    name = (urlsplit(f"//{host}").hostname or host).rstrip(".")
    return ":" in name or re.fullmatch(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*", name.lower()) is not None


def is_allowed(host: str, allow: Collection[str]) -> bool:
    """Tell whether the user allowed a host by name (with or without its port), private or not.

    >>> is_allowed("intranet.example:8080", ["intranet.example"]), is_allowed("intranet.example.evil.test", ["intranet.example"])
    (True, False)
    """
    name = urlsplit(f"//{host}").hostname or host
    return any(host == a.lower() or name == a.lower() for a in allow)
