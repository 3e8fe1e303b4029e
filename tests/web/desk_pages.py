"""A desk over an archive whose every field tries to break out of the page, and what its pages must keep to."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
from starlette.testclient import TestClient

from marsad.archive.connect import Archive, open_archive
from marsad.desk.filing import load_records
from marsad.desk.read import line_of
from marsad.gather.files import Item
from marsad.web.app import application

HOME = "http://localhost:8321"
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}&lt;"
STRIKE = "قصفت القوات التركية بلدة تل رفعت صباح السبت، ما أسفر عن مقتل ثلاثة مدنيين."
AGAIN = "استهدف الجيش التركي بلدة تل رفعت بقصف مدفعي السبت وقتل أربعة مدنيين، وفق المرصد السوري لحقوق الإنسان."
TORTURE = (
    "قال المتحدث باسم UNHCR إن 45% (من 1,200–1,500) نازح وصلوا إلى Tell Rifaat/تل رفعت في 15/2/2020.\n"
    'وأضاف: «قصفت القوات التركية بلدة تل رفعت بصواريخ "Grad-M" يوم السبت، وقُتل 3–5 مدنيين» \N{GRINNING FACE}، ثم كتب على @user: see https://example.org/?a=1&b=2.\n'
    "\N{GRINNING FACE}\N{GRINNING FACE} استهدف الجيش التركي مدينة منبج السبت وأصيب عشرة مدنيين."
)


def article(name: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": text, "published": "2020-02-15", "outlet": f"صحيفة {name}", "title": f"خبر {name}", "language": "ar", **more}


ARTICLES = [
    article("strike", STRIKE),
    article("again", AGAIN),
    article("torture", TORTURE),
    article("evil", f"{STRIKE}\n{EVIL}", outlet=EVIL, title=EVIL, url="javascript:alert(3)", capture={"url": EVIL, "headers": {EVIL: EVIL}}),
    article("../../etc/passwd?x=1&y=%2e", "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود جاويش أوغلو في موسكو يوم الجمعة."),
]


def hostile(line: bytes) -> bytes:
    """Give a record in which names, kinds and notes are hostile too: what a reader of another make might deliver."""
    record = json.loads(line)
    if record["article"]["id"] == "evil":
        record["notes"].append(EVIL)
        record["reader"]["name"] = EVIL
        for event in record["events"]:
            for party in [*event["actors"], *event["recipients"], *event["where"]]:
                party["name"] = EVIL
            event["modes"] = [EVIL]
            event["contexts"] = [EVIL]
    return json.dumps(record, ensure_ascii=False).encode()


def filled(folder: Path) -> Archive:
    """Give an archive with all articles."""
    lines = [hostile(line_of(Item("line", msgspec.json.encode(given), given["id"], given["id"]))[0]) for given in ARTICLES]
    file = folder / "records.jsonl"
    file.write_bytes(b"\n".join(lines) + b"\n")
    location = str(folder / "archive.sqlite")
    assert {step.outcome for step in load_records([str(file)], location, "test")} == {"added"}
    return open_archive(location)


def browser(archive: Archive, language: str = "en", **more: Any) -> TestClient:
    """Give a browser without JavaScript whose reader chose a language."""
    client = TestClient(application(archive), base_url=HOME, follow_redirects=False, **more)
    client.cookies.set("marsad_settings", f"{language}.latn.double")
    return client


def token(client: TestClient) -> str:
    """Give the token of the forms of the first page."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get("/events").text)
    assert found is not None
    return found[1]
