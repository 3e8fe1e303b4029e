"""A page on paper: PDF by WeasyPrint, which is no part of the plain installation. It may load what comes with Marsad, and nothing else."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from marsad.record import UsageError

BASE = "https://marsad.invalid/"  # a name that nobody can bear (RFC 2606): what a page names is looked for in the package
_TYPES = {".css": "text/css", ".woff2": "font/woff2"}


def can_print() -> bool:
    """Tell whether pages can be put on paper here."""
    try:
        _weasyprint()
    except UsageError:
        return False
    return True


def pdf(page: str) -> bytes:
    """Give a page as PDF. Raises UsageError if WeasyPrint, or a library of the system that it needs, is not there."""
    weasyprint = _weasyprint()
    printed: bytes = weasyprint.HTML(string=page, base_url=BASE, url_fetcher=_fetcher(weasyprint)).write_pdf()
    return printed


def asset(address: str) -> tuple[bytes, str]:
    """Give a file that comes with the pages, by its address under /static, and its type. Raises ValueError for anything else."""
    parts = urlsplit(address)
    name = unquote(parts.path).removeprefix("/static/")
    kind = _TYPES.get(name[name.rfind(".") :])
    if not address.startswith(f"{BASE}static/") or kind is None or ".." in name.split("/"):
        raise ValueError(f"{address[:80]} is not of this page")
    return files("marsad.web").joinpath("static", *name.split("/")).read_bytes(), kind


def _fetcher(weasyprint: Any) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Own(URLFetcher):  # type: ignore[misc]
        """Gives what comes with Marsad; refuses files, the network and data."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            data, kind = asset(url)
            return URLFetcherResponse(url, body=data, headers={"Content-Type": kind})

    return Own()


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError:
        raise UsageError("weasyprint", "it is not installed, so nothing can be put into a PDF", "Install it: pip install 'marsad[report]'.") from None
    except OSError as error:  # Pango or another library of the system
        raise UsageError("weasyprint", f"a library of the system is missing ({str(error)[:120]})", "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0.") from None
    return weasyprint
