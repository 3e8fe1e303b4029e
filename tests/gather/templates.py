"""Ten page templates in the structure of outlets' pages: broadcasters, agencies, papers on WordPress and Drupal, old table layouts.

The structure (elements, nesting, names of classes) is that of real pages; every word is the project's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from stories import Story

MONTHS = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول")
EGYPTIAN = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
MAGHREB = ("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
OTHERS = ("ارتفاع أسعار الخبز في الأسواق المحلية", "منتخب الشباب يتعادل في مباراته الأولى", "افتتاح معرض الكتاب بمشاركة مئة دار نشر", "توقعات بأمطار غزيرة نهاية الأسبوع")


def others(tag: str = "li", extra: str = "") -> str:
    return "".join(f'<{tag}{extra}><a href="/x/{n}">{title}</a></{tag}>' for n, title in enumerate(OTHERS))


def ps(story: Story, extra: str = "", after: dict[int, str] | None = None) -> str:
    made = [f"<p{extra}>{p}</p>{(after or {}).get(n, '')}" for n, p in enumerate(story.paragraphs)]
    return "".join(made)


def iso(story: Story, offset: str = "+03:00") -> str:
    y, m, d = story.day
    return f"{y}-{m:02}-{d:02}T{story.clock[0]:02}:{story.clock[1]:02}:00{offset}"


def ld(story: Story, **more: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "datePublished": iso(story), "articleSection": story.section,
            "author": [{"@type": "Person", "name": story.byline}], "publisher": {"@type": "Organization", "name": "قناة الساحل"}, **more}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite", "name": "x"}, data]}, ensure_ascii=False)}</script>'


def broadcaster(s: Story) -> str:
    """A news channel: JSON-LD, <main>, a wysiwyg block, related stories in the middle of the text, a figure above."""
    inline = (
        f'<div class="more-on"><h2 class="more-on__heading">اقرأ أيضا</h2><span>list of 4 items</span><ul class="more-on__stories">{others()}</ul><span>end of list</span></div>'
    )
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{s.title} | أخبار | قناة الساحل</title><meta property="og:title" content="{s.title}">
<meta property="og:site_name" content="قناة الساحل"><link rel="canonical" href="/news/2020/story">{ld(s)}</head><body><div id="root"><div class="site-header"><nav class="header-menu"><ul><li><a href="/">أخبار</a></li><li><a href="/sport">رياضة</a></li></ul></nav></div>
<div class="container"><main id="main-content-area" class="article-page"><header class="article-header"><div class="breadcrumbs"><a href="/">أخبار</a><a href="/p">{s.section}</a></div><h1>{s.title}</h1></header>
<figure class="article-featured-image"><img src="/a.jpg" alt="{s.caption}"><figcaption>{s.caption} (الأوروبية)</figcaption></figure>
<div class="article-info-block"><div class="article-dates"><span class="screen-reader-text">Published On {s.day[2]}/{s.day[1]}/{s.day[0]}</span><div class="date-simple"><span aria-hidden="true">{s.day[2]}/{s.day[1]}/{s.day[0]}</span></div></div><div class="article-share"><button>حفظ</button><a href="#">facebook</a></div></div>
<div class="wysiwyg wysiwyg--all-content" aria-live="polite">{ps(s, after={1: inline})}</div><div class="article-source">المصدر : <span>قناة الساحل + وكالات</span></div></main>
<aside class="article-sidebar"><h3>الأكثر قراءة</h3><ol>{others()}</ol></aside></div><footer class="site-footer"><p>حول القناة</p><p>جميع الحقوق محفوظة © {s.day[0]} قناة الساحل</p></footer></div></body></html>"""


def service(s: Story) -> str:
    """A foreign service: names of classes made by a machine, one <div> for each paragraph, links to stories between them, an image with credit."""
    block = "".join(f'<div dir="rtl" class="css-7a3kf9 e57qer20"><p dir="rtl" class="bbc-1a2b{n} e17g058b0">{p}</p></div>' for n, p in enumerate(s.paragraphs[:2]))
    rest = "".join(f'<div dir="rtl" class="css-7a3kf9 e57qer20"><p dir="rtl" class="bbc-9x8y{n} e17g058b0">{p}</p></div>' for n, p in enumerate(s.paragraphs[2:]))
    return f"""<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{s.title} - خدمة المرفأ</title><meta name="article:published_time" content="{iso(s, "Z")}"><meta name="article:author" content="https://example.org/people">
<meta name="article:section" content="{s.section}"><meta property="og:site_name" content="خدمة المرفأ"></head><body><div><header role="banner"><a href="/">خدمة المرفأ</a><nav role="navigation"><ul>{others()}</ul></nav></header>
<div class="css-1e7b2n"><main role="main" class="css-16oigxl"><div class="css-1s3k"><h1 id="content" tabindex="-1" class="css-dj9a">{s.title}</h1></div>
<figure class="css-f1"><div><img alt="x"></div><figcaption class="css-cap"><span class="visually-hidden">التعليق على الصورة، </span><p dir="rtl">{s.caption}</p></figcaption></figure>
<section aria-labelledby="article-byline"><strong id="article-byline" class="visually-hidden">معلومات المقال</strong><ul role="list"><li><span class="visually-hidden">Author, </span><span>{s.byline}</span></li><li><span class="visually-hidden">Role, </span><span>مراسل</span></li></ul></section>
<div class="css-t"><time class="css-tm" datetime="{iso(s, "Z")}">{s.day[2]} {MONTHS[s.day[1] - 1]} / {EGYPTIAN[s.day[1] - 1]} {s.day[0]}</time></div>{block}
<section data-e2e="recommendations-heading" role="region" class="css-rec"><p>تخطى قصص مقترحة وواصل القراءة</p><strong>قصص مقترحة</strong><ul>{others()}</ul><p tabindex="-1">قصص مقترحة نهاية</p></section>{rest}
<section role="region" class="css-rel"><h2>مواضيع ذات صلة</h2><ul class="css-tags">{others()}</ul></section></main></div><section class="css-top"><h2>أهم الأخبار</h2><ul>{others()}</ul></section><footer role="contentinfo"><p>خدمة المرفأ ليست مسؤولة عن محتوى المواقع الخارجية.</p></footer></div></body></html>"""


def channel(s: Story) -> str:
    """A Gulf channel: text in <div class="article-body"> with an ad and a video between paragraphs, a dateline-like author line, tags below."""
    ad = '<div class="ad-slot-inline"><span>إعلان</span></div><div class="video-embed"><p class="caption">فيديو: لقطات من المكان</p></div>'
    y, m, d = s.day
    return f"""<!doctype html><html lang="ar"><head><title>{s.title}</title><meta property="og:title" content="{s.title}"><meta property="og:site_name" content="الأفق عربية"></head><body class="rtl">
<div class="top-bar"><a href="/">الرئيسية</a></div><article class="main-article"><div class="category"><a href="/c">{s.section}</a></div><h1 class="article-title">{s.title}</h1>
<div class="article-tools"><span class="article-time">{d:02} {EGYPTIAN[m - 1]} {y} - {s.clock[0]:02}:{s.clock[1]:02} بتوقيت أبوظبي</span><div class="author">{s.byline} - أبوظبي - الأفق عربية</div><div class="share-buttons"><span>شارك</span><a>تويتر</a></div></div>
<div class="lead-media"><img src="x.jpg"><span class="image-caption">{s.caption}</span></div><div class="article-body" id="articleText">{ps(s, after={0: ad})}</div>
<ul class="article-tags"><li><a>هدنة</a></li><li><a>معابر</a></li></ul><div class="related-articles"><h3>أخبار ذات صلة</h3>{others("div", ' class="card"')}</div></article><footer>كل الحقوق محفوظة</footer></body></html>"""


def wordpress(s: Story) -> str:
    """A newspaper on WordPress: entry-content, share buttons of a plugin, related posts inside the content, a comment form and comments."""
    related = f'<div class="jp-relatedposts"><h3>ذات صلة</h3><ul>{others()}</ul></div>'
    read = f'<p><strong>اقرأ أيضًا: <a href="/x">{OTHERS[0]}</a></strong></p>'
    y, m, d = s.day
    return f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><title>{s.title} - جريدة الضفة</title><meta property="article:published_time" content="{iso(s, "+00:00")}"><meta property="og:site_name" content="جريدة الضفة"></head>
<body class="post-template-default single single-post postid-9"><div id="page"><header id="masthead"><div class="site-branding">جريدة الضفة</div><nav id="site-navigation"><ul>{others()}</ul></nav></header>
<div id="content"><div id="primary"><article id="post-9" class="post-9 post type-post hentry category-news"><header class="entry-header"><span class="cat-links"><a rel="category tag" href="/c">{s.section}</a></span><h1 class="entry-title">{s.title}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{iso(s, "+00:00")}">{d} {MONTHS[m - 1]}، {y}</time></span><span class="byline author vcard"><a class="url fn n" href="/a">{s.byline}</a></span></div></header>
<div class="entry-content"><div class="wp-block-image"><figure><img><figcaption class="wp-element-caption">{s.caption}</figcaption></figure></div>{ps(s, after={1: read})}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">شارك هذا الموضوع:</h3><ul><li>فيسبوك</li></ul></div>{related}</div>
<footer class="entry-footer"><span class="tags-links"><a rel="tag">هدنة</a> <a rel="tag">انسحاب</a></span></footer></article><nav class="post-navigation"><a rel="prev">{OTHERS[1]}</a></nav>
<div id="comments" class="comments-area"><h2>تعليقان</h2><ol class="comment-list"><li class="comment"><p>خبر مهم نتمنى أن يتحقق الانسحاب فعلا هذه المرة وألا يكون مثل الوعود السابقة التي لم ينفذ منها شيء.</p></li><li class="comment"><p>نريد أفعالا لا أقوالا، فقد سمعنا هذا الكلام من قبل مرات كثيرة.</p></li></ol><form id="commentform"><p>اترك تعليقا</p></form></div></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>آخر الأخبار</h2><ul>{others()}</ul></section></aside></div></div></body></html>"""


def drupal(s: Story) -> str:
    """A pan-Arab paper on Drupal: nested fields, a subtitle, a byline with a place, a newsletter box inside the body, a tag list."""
    y, m, d = s.day
    box = '<div class="newsletter-signup"><p>اشترك في نشرتنا البريدية ليصلك ملخص الأخبار كل صباح.</p></div>'
    body = ps(s, ' class="rtejustify"', {2: box})
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta name="title" content="{s.title} | الشاطئ"><title>{s.title} | الشاطئ</title></head><body><div class="dialog-off-canvas-main-canvas"><div class="layout-container"><div class="region region-breadcrumb"><nav class="breadcrumb"><ol><li><a href="/">الرئيسية</a></li><li><a href="/s">{s.section}</a></li></ol></nav></div>
<main role="main"><div class="region region-content"><article class="node node--type-article node--view-mode-full"><div class="article-head"><h1 class="page-title">{s.title}</h1></div><div class="entry-meta-info"><ul><li class="entry-time">نُشر: {s.clock[0]:02}:{s.clock[1]:02}-{d} {EGYPTIAN[m - 1]} {y} م ـ 21 جمادى الآخرة 1441 هـ</li></ul></div>
<div class="field field--name-field-image"><img><div class="field--name-field-caption image-caption">{s.caption}</div></div><div class="article-author-box author-bio"><a href="/u">{s.byline}</a></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{body}</div><div class="field field--name-field-tags field__items"><div class="field__item"><a href="/t">الهدنة</a></div></div></article></div></main>
<div class="region region-sidebar"><div class="block-views"><h2>الأكثر مشاهدة</h2>{others("div")}</div></div></div><footer><div>© {y}</div></footer></div></body></html>"""


def tabloid(s: Story) -> str:
    """An old Egyptian layout: a table of tables, lines parted by <br>, the date in a cell, fonts."""
    y, m, d = s.day
    lines = "<br /><br />".join(s.paragraphs)
    return f"""<html><head><title>{s.title} - اليوم التالي</title></head><body dir=rtl><table width=100%><tr><td><a href=/>الرئيسية</a> | <a href=/a>أخبار</a> | <a href=/b>حوادث</a></td></tr><tr><td><table><tr><td class="newstitle"><h1>{s.title}</h1></td></tr>
<tr><td class="newsdate"><font size=2>{EGYPTIAN[m - 1]} {d}، {y} {(s.clock[0] - 1) % 12 + 1:02}:{s.clock[1]:02} {"م" if s.clock[0] > 11 else "ص"}</font></td></tr><tr><td class="img-cont"><img src=a.jpg><div class="img-caption">{s.caption}</div></td></tr><tr><td><span class="writeBy">كتب {s.byline}</span></td></tr>
<tr><td><div id="articleBody">{lines}<br><br></div></td></tr></table></td><td width=200 class="sidebar"><b>أخبار متعلقة</b><br>{"<br>".join(f"<a href=/{n}>{t}</a>" for n, t in enumerate(OTHERS))}</td></tr><tr><td>جميع الحقوق محفوظة لجريدة اليوم التالي</td></tr></table></body></html>"""


def agency(s: Story) -> str:
    """A state agency: a dateline and slug in the first paragraph, the reporters' names at the end, share links above the text."""
    y, m, d = s.day
    story = s._replace(paragraphs=(f"دمشق-سانا {s.paragraphs[0]}", *s.paragraphs[1:]))
    return f"""<!DOCTYPE html><html lang="ar"><head><title>{s.title} – الوكالة الوطنية</title></head><body><div class="wrapper"><div class="main-nav"><ul>{others()}</ul></div><div class="content"><article class="item-single post"><h1 class="name post-title entry-title"><span>{s.title}</span></h1><p class="post-meta"><span class="tie-date">{y}-{m:02}-{d:02}</span></p><div class="share-post"><span class="share-text">مشاركة</span><ul><li>Facebook</li></ul></div>
<div class="entry">{ps(story)}<p>تابعوا أخبار الوكالة على التطبيق</p></div></article><section id="related_posts"><h3>مقالات ذات صلة</h3>{others("div", ' class="related-item"')}</section></div></div><div class="footer-bottom">جميع الحقوق محفوظة</div></body></html>"""


def maghreb(s: Story) -> str:
    """A Moroccan site: days of the week, clock first, a poll and a list of links in the body, comments by the hundred."""
    y, m, d = s.day
    poll = f'<div class="poll-widget"><p>ما رأيك في الاتفاق؟</p><ul><li>مع</li><li>ضد</li></ul></div><ul class="more-news">{others()}</ul>'
    comments = "".join(
        f'<li class="comment even"><div class="comment-body"><div class="comment-text"><p>تعليق رقم {n} من قارئ يرى أن الأمر كله لا يعدو أن يكون كلاما في كلام.</p></div></div></li>'
        for n in range(30)
    )
    return f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><title>{s.title}</title><meta property="og:site_name" content="صوت الأطلس"></head><body><div class="container"><div class="row"><div class="col-12 article-wrapper"><h1 class="post-title">{s.title}</h1><div class="article-meta"><span class="author"><a href="/x">{s.byline}</a></span><span class="date-post">الأحد {d} {MAGHREB[m - 1]} {y} - {s.clock[0]:02}:{s.clock[1]:02}</span></div>
<figure class="figure"><img><div class="figcaption">{s.caption}</div></figure><div class="article-content">{ps(s, after={1: poll})}</div><section class="box-tags"><a>هدنة</a></section></div></div><section class="comments-area"><h4>تعليقات الزوار</h4><ul class="comment-list">{comments}</ul></section></div></body></html>"""


def portal(s: Story) -> str:
    """A Russian service: an announcement above the text that says it again in short, a read-also line inside, the credit at the end."""
    y, m, d = s.day
    read = f'<div class="read-more-inline"><a href="/x">{OTHERS[2]}</a></div>'
    return f"""<!doctype html><html lang="ar"><head><title>{s.title} - بوابة الشرق</title><meta name="mediator_published_time" content="x"></head><body><div class="layout"><div class="heading-bar">{others("span")}</div><div class="layout__content"><article class="article"><div class="article__date"><span class="date">{d:02}.{m:02}.{y} | {s.clock[0]:02}:{s.clock[1]:02} GMT</span></div><h1 class="article__heading">{s.title}</h1>
<div class="media__cover"><img><div class="media__caption">{s.caption} © صور</div></div><div class="article__text text">{ps(s, after={0: read})}<p>المصدر: نوفوستي</p></div><div class="article__tags-trends">{others("a")}</div><div class="follow-us"><p>تابعوا بوابة الشرق على تيليغرام</p></div></article></div></div></body></html>"""


def script(s: Story) -> str:
    """A page that shows the first lines only and keeps the text in JSON-LD for search engines; the rest is for scripts."""
    body = "\n\n".join(s.paragraphs)
    return f"""<!DOCTYPE html><html lang="ar"><head><title>{s.title}</title>{ld(s, articleBody=body, wordCount=len(body.split()))}</head><body><div id="app"><header><a href="/">الرئيسية</a></header><article><h1>{s.title}</h1><p class="teaser-text">{s.paragraphs[0][:90]}...</p><button>اقرأ المزيد</button></article></div><script>window.__STATE__={{}}</script></body></html>"""


TEMPLATES: dict[str, Callable[[Story], str]] = {
    f.__name__: f for f in (broadcaster, service, channel, wordpress, drupal, tabloid, agency, maghreb, portal, script)
}  # fmt: skip
# What each template tells of the story: whether section and byline are there, and the time as it can be known.
ZONES = {
    "broadcaster": "+03:00",
    "service": "Z",
    "channel": "+04:00",
    "wordpress": "+00:00",
    "drupal": "",
    "tabloid": "",
    "agency": None,
    "maghreb": "",
    "portal": "Z",
    "script": "+03:00",
}
