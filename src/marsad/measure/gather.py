"""`python -m marsad.measure.gather [--records N]`: how fast are web archives read, up to extracted text and up to stored articles?

The archive is made here: pages of the size and build of news pages (some 25 kB, a fifth of it text), each with its own words.
What is measured runs in processes of its own, on one core; processor time counts, so that other work on the machine does not.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple

RECORDS = 100_000
PROMISED = 1000.0  # records a second and core, up to extracted text
_WORDS = [
    "أعلنت",
    "قالت",
    "لجنة",
    "المراقبة",
    "القوات",
    "الحكومية",
    "المدينة",
    "القرية",
    "الطريق",
    "المعبر",
    "الهدنة",
    "الاتفاق",
    "الطرفان",
    "الوفد",
    "المفاوضات",
    "الأسبوع",
    "المقبل",
    "الماضي",
    "اليوم",
    "أمس",
    "صباح",
    "مساء",
    "انسحاب",
    "قصف",
    "هجوم",
    "اشتباكات",
    "مساعدات",
    "قافلة",
    "نازحين",
    "مستشفى",
    "مدرسة",
    "سوق",
    "شمالي",
    "جنوبي",
    "شرقي",
    "غربي",
    "ريف",
    "محافظة",
    "بلدة",
    "حاجز",
    "نقطة",
    "مراقبة",
    "بيان",
    "مصدر",
    "مسؤول",
    "متحدث",
    "باسم",
    "وزارة",
    "الخارجية",
    "الدفاع",
    "الداخلية",
    "إن",
    "أن",
    "على",
    "من",
    "في",
    "إلى",
    "عن",
    "بعد",
    "قبل",
    "خلال",
    "حتى",
    "وأضاف",
    "وأكد",
    "ونفى",
    "وطالب",
    "ودعا",
    "وأشار",
    "إصابة",
    "مقتل",
    "جرحى",
    "مدنيين",
    "مقاتلين",
    "أطفال",
    "نساء",
]
_MENU = "".join(f'<li class="menu-item menu-item-{n}"><a href="/section/{n}/index.html" title="قسم {n}">قسم الأخبار رقم {n}</a></li>' for n in range(60))
_SCRIPT = "<script>var _q=_q||[];" + "_q.push(['set','k',{a:1,b:2,c:[1,2,3]}]);" * 120 + "</script><style>" + ".a{color:red;margin:0 auto}.b>.c{display:flex}" * 60 + "</style>"
_READ = """
import json, resource, sys, time
from pathlib import Path
from marsad.gather.archives import read_archive
from marsad.gather.bulk import read_page_fast
from marsad.gather.charset import decode
from marsad.gather.local import _day
from marsad.gather.trouble import Trouble
done = characters = failed = 0
started = resource.getrusage(resource.RUSAGE_SELF)
for item in read_archive(Path(sys.argv[1]), 8_000_000):
    try:
        if isinstance(item, Trouble):
            raise item
        page = read_page_fast(decode(item.body, item.content_type).text, item.address, _day(item.date))
    except Trouble:
        failed += 1
        continue
    done += 1
    characters += len(page.text)
ended = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"done": done, "failed": failed, "characters": characters, "seconds": ended.ru_utime + ended.ru_stime - started.ru_utime - started.ru_stime, "peak": ended.ru_maxrss * 1024}))
"""
_COLLECT = """
import json, resource, sys
from pathlib import Path
from marsad.desk.collect import collect, opened
started = resource.getrusage(resource.RUSAGE_SELF)
with opened(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdout.buffer) as collector:
    summary = collect(collector, collector.config.sources)
ended = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"done": summary.new, "failed": sum(summary.failed.values()), "characters": 0, "seconds": ended.ru_utime + ended.ru_stime - started.ru_utime - started.ru_stime, "peak": ended.ru_maxrss * 1024}))
"""


class Pace(NamedTuple):
    """What one process did: pages read, pages that failed, characters of text, seconds of processor time, bytes of memory."""

    done: int
    failed: int
    characters: int
    seconds: float
    peak: int

    @property
    def rate(self) -> float:
        return self.done / self.seconds if self.seconds else 0.0


def page(number: int, dice: random.Random) -> bytes:
    """Give a page of its own words."""
    paragraphs = "".join(f"<p>{' '.join(dice.choices(_WORDS, k=45))}.</p>" for _ in range(9))
    title = " ".join(dice.choices(_WORDS, k=9))
    others = "".join(f'<div class="card"><a href="/n/{dice.randrange(10**6)}">{" ".join(dice.choices(_WORDS, k=8))}</a></div>' for _ in range(12))
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | صحيفة المرفأ</title><meta property="og:site_name" content="صحيفة المرفأ">'
        f'<meta property="article:published_time" content="2020-02-{1 + number % 28:02}T10:00:00+02:00"><link rel="canonical" href="https://www.example.org/n/{number}">{_SCRIPT}</head><body>'
        f'<header><nav><ul>{_MENU}</ul></nav></header><main><article class="post"><h1>{title}</h1><div class="entry-content">{paragraphs}</div></article></main>'
        f'<aside class="sidebar">{others}</aside><footer>جميع الحقوق محفوظة</footer></body></html>'
    ).encode()


def write_archive(path: Path, records: int) -> int:
    """Write an archive of so many pages; give its size."""
    dice = random.Random(5)
    with path.open("wb") as file:
        for number in range(records):
            body = page(number, dice)
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\nWARC-Date: 2020-02-15T10:00:00Z\r\n"
                f"WARC-Target-URI: https://www.example.org/n/{number}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(body)}\r\n\r\n"
            ).encode()
            packer = zlib.compressobj(3, zlib.DEFLATED, 31)
            file.write(packer.compress(head + http + body + b"\r\n\r\n") + packer.flush())
    return path.stat().st_size


def measure(program: str, *arguments: str) -> Pace:
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True)
    return Pace(**json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m marsad.measure.gather", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=RECORDS, metavar="N")
    parser.add_argument("--store", action="store_true", help="also measure `marsad collect` of the archive, with evidence, state and output")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write_archive(folder / "own.warc.gz", chosen.records)
        print(f"{chosen.records:,} records of our own making, {size / 1e6:,.0f} MB packed")
        pace = measure(_READ, str(folder / "own.warc.gz"))
        print(
            f"up to extracted text   {pace.rate:,.0f} a second and core   ({pace.done:,} pages, {pace.failed:,} failed, {pace.characters / max(pace.done, 1):,.0f} characters each, {pace.peak / 1e6:,.0f} MB)"
        )
        if chosen.store:
            (folder / "marsad.toml").write_text('[[source]]\nname = "own"\nkind = "files"\npath = "own.warc.gz"\n', encoding="utf-8")
            kept = measure(_COLLECT, str(folder / "marsad.toml"), str(folder / "news.jsonl"))
            print(f"up to stored articles  {kept.rate:,.0f} a second and core   ({kept.done:,} articles, {kept.failed:,} failed, {kept.peak / 1e6:,.0f} MB)")
    sys.exit(0 if pace.rate >= PROMISED and not pace.failed else 1)


if __name__ == "__main__":
    main()
