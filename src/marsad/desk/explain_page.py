"""The explanation as one HTML page that loads nothing: its style, script and data are inside it."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from importlib.resources import files

import msgspec

from marsad.desk.explain import Explanation

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def explain_page(explanation: Explanation) -> str:
    """Give the page. The article is hostile text: it enters only as JSON without "<" or "&", and the script inserts it as text.

    The policy in the page allows its own style and script by their hashes and nothing else.
    """
    template = files("marsad.desk").joinpath("explain_page.html").read_text(encoding="utf-8")
    for gap, name in (("STYLE", "spans.css"), ("SPANS", "spans.js")):  # before the hashes: they are of what stands in the page
        template = template.replace(f"%%{gap}%%", files("marsad.desk").joinpath("assets", name).read_text(encoding="utf-8").rstrip())
    policy = f"default-src 'none'; style-src {_hash(_STYLE, template)}; script-src {_hash(_SCRIPT, template)}; base-uri 'none'; form-action 'none'"
    ui = explanation.ui
    direction = "rtl" if explanation.language == "ar" else "ltr"
    for name, value in (("POLICY", policy), ("LANGUAGE", explanation.language), ("DIRECTION", direction), ("PAGE", ui["page"]), ("NOSCRIPT", ui["script"])):
        template = template.replace(f"%%{name}%%", html.escape(value, quote=name != "POLICY"))
    return template.replace("%%DATA%%", embedded(explanation))  # last: what the data holds is never replaced


def embedded(explanation: Explanation) -> str:
    """Give the JSON of an explanation so that no markup can begin or end inside it."""
    data = msgspec.json.encode(explanation).decode("utf-8")
    for sign in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return data


def _hash(pattern: re.Pattern[str], template: str) -> str:
    blocks = pattern.findall(template)
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(block.encode('utf-8')).digest()).decode('ascii')}'" for block in blocks)
