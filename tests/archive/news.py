"""Articles of our own that tell of the same acts in different words, and the lines that `marsad read` makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec

from marsad.desk.read import line_of
from marsad.gather.files import Item

Article = dict[str, Any]
Loaded = Callable[..., list[str]]
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


def article(name: str, text: str, published: str | None = "2020-02-15", outlet: str = "صحيفة أولى", **more: Any) -> Article:
    return {"id": name, "text": text, "published": published, "outlet": outlet, **more}


STRIKE = article("strike", "قصفت القوات التركية بلدة تل رفعت صباح السبت، ما أسفر عن مقتل ثلاثة مدنيين.")
STRIKE_AGAIN = article("strike-again", "استهدف الجيش التركي بلدة تل رفعت بقصف مدفعي السبت وقتل ثلاثة مدنيين.", outlet="صحيفة ثانية")
STRIKE_MORE = article("strike-more", "قصفت القوات التركية تل رفعت أمس السبت وقتل أربعة مدنيين.", "2020-02-16", outlet="صحيفة ثالثة")
OTHER_STRIKE = article("other-strike", "قصفت القوات التركية مدينة منبج السبت وأصيب عشرة مدنيين.")
VISIT = article("visit", "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود جاويش أوغلو في موسكو يوم الجمعة.")
VISIT_AGAIN = article("visit-again", "اجتمع لافروف مع جاويش أوغلو الجمعة في العاصمة الروسية موسكو.", outlet="صحيفة ثانية")
CALM = article("calm", "كان الطقس صحوا في أنحاء البلاد أمس.", "2020-02-16", outlet="صحيفة رابعة")
TRUCE = article("truce", "أعلنت روسيا وتركيا التوصل إلى اتفاق لوقف إطلاق النار في إدلب. وقال لافروف إن الاتفاق دخل حيز التنفيذ الخميس.", "2020-03-06")
ALL = (STRIKE, STRIKE_AGAIN, STRIKE_MORE, OTHER_STRIKE, VISIT, VISIT_AGAIN, CALM, TRUCE)


@cache
def _line(encoded: bytes) -> bytes:
    line, read_well, _ = line_of(Item("line", encoded, "news:1", "news:1"))
    assert read_well, line
    return line


def line(given: Article) -> bytes:
    """Give the record of an article as one line."""
    return _line(msgspec.json.encode(given))


def lines_of(articles: Iterable[Article]) -> list[tuple[bytes, str]]:
    return [(line(given), f"news:{number}") for number, given in enumerate(articles, 1)]
