"""Factuality: whether an act took place, is announced, supposed or denied, by the words around its trigger.

Source of the values: PLOVER's auxiliary modes, as the codebook defines them. `None` means the words name the
act only as a purpose, a wish or the content of another act: not an event.
"""

from __future__ import annotations

from marsad.reading.document import Sentence, Token
from marsad.reading.drafts import Draft
from marsad.record.types import Factuality

NEGATIONS = frozenset({"لم", "لن", "ليس", "ليست", "ليسوا"})
_FUTURE_BEFORE = frozenset({
    "المقرر", "المتوقع", "المنتظر", "المرتقب", "المزمع", "المرجح", "يعتزم", "تعتزم", "يعتزمون", "ينوي", "تنوي", "ينوون", "يخطط", "تخطط", "يخططون", "يستعد", "تستعد", "سوف",
    "عزمه", "عزمها", "عزمهم", "نيته", "نيتها", "اعتزامه", "اعتزامها", "يتوقع",
})  # fmt: skip
_FUTURE_AFTER = frozenset({
    "المقبل", "المقبله", "القادم", "القادمه", "مرتقب", "مرتقبه", "المرتقب", "المرتقبه", "مقرر", "مقرره", "المقرر", "المقرره", "المزمع", "مزمع", "مزمعه", "المنتظر", "المنتظره",
    "وشيك", "وشيكه", "متوقع", "محتمل", "محتمله", "المحتمل", "المحتمله",
})  # fmt: skip
_POSSIBLE = frozenset({
    "شان", "شانه", "شانها", "شانهم", "ربما", "يمكن", "الممكن", "المحتمل", "محتمل", "محتمله", "احتمال", "احتمالات", "امكانيه", "خشيه", "خوفا", "مخاوف", "يحتمل", "افتراض",
})  # fmt: skip
_CONDITION = frozenset({"اذا", "لو", "حال", "شريطه", "لولا", "واذا", "ولو"})
_NEED = frozenset({
    "يجب", "ينبغي", "ضروره", "بضروره", "الضروري", "يتعين", "وجوب", "اهميه", "باهميه", "لابد", "يريد", "تريد", "يريدون", "نريد", "يسعي", "تسعي", "يسعون", "يامل", "تامل", "نامل",
    "سعي", "السعي", "رغبه", "رغبته", "رغبتها", "يحاول", "تحاول", "يحاولون", "حاول", "حاولت", "حاولوا", "محاوله", "محاولات", "هدف", "بهدف", "بغيه", "اجل", "لمنع", "منع", "تجنب",
    "لتجنب", "قبل", "بدل", "بدلا", "دون", "بدون", "احبط", "احبطت", "عدم", "بعدم", "لعدم", "وعدم", "كاد", "كادت", "شروط", "بشرط", "يستطيع", "مشروع", "خطه", "خطط", "خيار", "فرص",
    "فرصه", "جهود", "الجهود", "مساعي", "المساعي", "لمواجهه", "مواجهه", "لاجل", "كيفيه", "سبل", "سبيل", "ضد", "مكافحه", "لمكافحه",
})  # fmt: skip

_FOILED = frozenset({"احبط", "احبطت", "احباط", "افشال", "افشل", "افشلت", "منع", "تفادي"})


def judge(draft: Draft) -> Factuality | None:
    """Give the factuality of a draft, or None if its words do not assert an act at all."""
    toks = draft.sentence.tokens
    i = draft.i
    tok = toks[i]
    word = tok.word
    before = [t for t in toks[max(0, i - 6) : i] if t.clause == tok.clause or t.i >= i - 3]
    near = before[-3:]
    if draft.noun:
        return _noun(draft, toks, i, before, near)
    tense = next((r.tense for r in word.verbs if r.verb is not None), "past")
    if any(t.word.norm in NEGATIONS or (t.word.core in NEGATIONS and t.word.conj) for t in near):
        return "negated"
    if near and (near[-1].word.norm in ("لا", "ولا", "فلا") or (near[-1].word.norm == "ما" and tense == "past" and i >= 2 and toks[i - 2].word.norm in ("،", ".", '"'))):
        return "negated"
    if any(t.word.norm in _CONDITION or t.word.core in _CONDITION for t in before if t.clause == tok.clause):
        return "hypothetical"
    if tense == "future" or any(t.word.norm == "سوف" for t in near):
        return "future"
    if near and near[-1].word.norm in ("قد", "وقد") and tense == "present":
        return "hypothetical"
    if any(t.word.norm in _FUTURE_BEFORE for t in before):
        return "future"
    if any(t.word.norm in _POSSIBLE for t in before[-4:]):
        return "hypothetical"
    if word.prep == "ل" or (near and near[-1].word.norm in ("كي", "لكي", "حتي")):
        return None
    if near and near[-1].word.tag == "complementizer" and near[-1].word.norm in ("ان", "بان", "وان", "الا") and tense == "present":
        return None  # أن with a subjunctive: the content of a wish, a demand or a possibility
    if any(t.word.norm in _NEED for t in before[-3:] if t.clause == tok.clause and not t.word.verbs) and tense == "present":
        return None
    return "actual"


def _noun(draft: Draft, toks: list[Token], i: int, before: list[Token], near: list[Token]) -> Factuality | None:
    after = toks[draft.j : draft.j + 3]
    governor = near[-1].word if near else None
    word = toks[i].word
    if (governor is not None and governor.core in ("عدم", "دون", "بدون", "لا", "غير")) or any(t.word.core == "عدم" for t in near[-2:]):
        return "negated" if draft.type in ("CONSULT", "AGREE") else None
    if any(t.word.norm in _FUTURE_AFTER for t in after if t.word.tag != "relational" or draft.type in ("CONSULT", "AGREE", "PROTEST")):
        return "future" if not any(t.word.norm in ("محتمل", "محتمله", "المحتمل", "المحتمله") for t in after) else "hypothetical"
    if any(t.word.norm in _FUTURE_BEFORE for t in before):
        return "future"
    verb = next((t for t in reversed(toks[max(0, i - 7) : i]) if t.verb and t.clause == toks[i].clause), None)
    if verb is not None:
        if (verb.word.verbs and verb.word.verbs[0].tense == "future") or (not verb.word.verbs and verb.word.general_verb == "future"):
            return "future"
        negation = toks[verb.i - 1].word.norm if verb.i else ""
        if negation in NEGATIONS or negation == "لا":
            return "negated"
    following = toks[draft.j : draft.j + 4]
    for k, t in enumerate(following[:-1]):
        if (t.word.norm in NEGATIONS) and following[k + 1].verb and t.clause == toks[i].clause and k <= 1:
            return "negated"
    if word.prep == "ل" and not any(name == "support" for name, _, _, _ in draft.because):
        if draft.type not in ("PROTEST",) and not draft.definite:
            return None
    if draft.type == "ASSAULT" and near and near[-1].word.core in ("محاوله", "محاولات") and not any(t.word.core in _FOILED for t in before):
        return "actual"  # an attempt on a life is an attack
    for t in near[-2:]:
        norm = t.word.norm
        if norm in _NEED or (t.word.core in _NEED and not t.word.det):
            return None if norm not in ("قبل", "ضد", "دون") else ("actual" if draft.definite else None)
    if any(t.word.norm in _POSSIBLE for t in before[-3:]):
        return "hypothetical"
    if any(t.word.norm in _CONDITION for t in before if t.clause == toks[i].clause):
        return "hypothetical"
    return "actual"


def background(sentence: Sentence) -> bool:
    """A sentence that tells what lies behind the news (يذكر أن، يشار إلى أن)."""
    start = [t.word.norm for t in sentence.tokens[:3]]
    return bool(start) and (start[0] in ("يذكر", "ويذكر", "يشار", "ويشار", "جدير", "والجدير", "الجدير", "وكانت", "وكان") and (start[0] not in ("وكان", "وكانت")))
