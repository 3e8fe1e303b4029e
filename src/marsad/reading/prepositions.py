"""Phrases after prepositions: first as the frame of the sense says, then as the preposition does (من قبل، بحق، بين)."""

from __future__ import annotations

from marsad.reading.arguments import Argument
from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft
from marsad.reading.pronouns import resolve_pronoun
from marsad.reading.roles import Roles
from marsad.reading.sites import tells_where


def fill_by_prepositions(roles: Roles, draft: Draft, frame: dict[str, str], args: list[Argument], passive: bool) -> None:
    """Fill the phrases after prepositions, first as the frame of the sense says, then as the preposition does (من قبل، بحق، بين)."""
    for position, arg in enumerate(args):
        if arg.kind == "pronoun":
            role = frame.get(arg.prep)
            if role in ("recipient", "target", "victim") and not draft.recipients and draft.type in ("ACCUSE", "ASSAULT", "SANCTION", "COERCE", "THREATEN"):
                resolve_pronoun(roles, draft, role, arg.pronoun[len(arg.prep) :] or arg.pronoun, draft.i, draft.actors)  # أطلق عليه مسلحون النار
            elif arg.pronoun == "بينهما" and not draft.actors and draft.type in ("CONSULT", "AGREE", "COOPERATE", "ASSAULT"):
                resolve_pronoun(roles, draft, "actor", "هما", draft.i, [])  # قمة بينهما
            continue
        if arg.kind != "np" or not arg.prep or _complement(roles, draft, arg):
            continue
        role = frame.get(arg.prep)
        if (position and _of_occasion(roles, args[position - 1], arg)) or (draft.recipients and _home_of(roles, arg.phrases[0])):
            continue
        issuer = args[position - 1].phrases[-1] if arg.prep == "ل" and position and not args[position - 1].prep and args[position - 1].phrases else None
        if issuer is not None and issuer.cls == "source" and issuer.j == arg.at and issuer in draft.actors:
            draft.actors = []  # حذر بيان للحركة: whose statement it is
            roles.fill(draft, "actor", arg.phrases)
            continue
        if arg.prep == "من قبل":
            roles.fill(draft, "actor", arg.phrases)
            continue
        if arg.prep == "بحق" and draft.type in ("ASSAULT", "COERCE", "SANCTION", "ACCUSE"):
            roles.fill(draft, "recipient", arg.phrases)
            continue
        if arg.prep == "بين" and role is None and draft.type in ("ASSAULT", "CONSULT", "AGREE", "COOPERATE"):
            role = "partner"
        if arg.prep == "بين" and role in ("partner", "actor") and not draft.noun and len(draft.actors) > 1 and all(p.given == "name" for p in draft.actors):
            continue  # توصلت أنقرة وموسكو إلى مذكرة تعزز الاتفاق بين ثلاث دول: the parties of another
        if arg.prep == "ب" and role == "partner" and arg.phrases[0].mention is not None and "capital" in arg.phrases[0].mention.kinds:
            role = "place"  # التقى بالرياض: one meets in a capital, and with (مع) a government
        if arg.prep in roles.s.lists.towards and role in (None, "place") and draft.type == "ASSAULT":
            role = "target"
        named = _named_after(roles, arg.phrases) if role in ("actor", "partner") and draft.type in ("CONSULT", "AGREE", "COOPERATE") else []
        if role is not None and named:
            roles.fill(draft, role, named)
            continue
        if role in ("actor", "partner", "recipient", "target", "victim"):
            roles.fill(draft, role, [p for p in arg.phrases if draft.type != "PROTEST" or arg.prep != "ضد" or p.cls != "place" or p.place is not None])  # ضد الولاية الخامسة
        elif role == "content":
            roles.be_content(draft, arg.phrases)
        elif role == "instrument":
            for phrase in arg.phrases:
                if phrase.cls in ("force", "group") and not draft.actors:
                    roles.fill(draft, "actor", [phrase])
        elif (
            arg.prep == "ل"
            and role is None
            and draft.type in ("ASSAULT", "COERCE")
            and not draft.recipients
            and arg.phrases[0].cls in ("force", "group", "state", "org")
            and (
                position > 0
                and not args[position - 1].prep
                and args[position - 1].phrases
                and args[position - 1].phrases[-1].j == arg.at
                and args[position - 1].phrases[-1].cls != "event"
            )
        ):
            roles.fill(draft, "recipient", arg.phrases)  # مواقع للجيش: the owner of what is hit
        elif role == "place" or tells_where(draft, arg):
            for phrase in arg.phrases:
                if phrase.cls in ("place", "state"):
                    roles.sites.add(draft, [phrase])
                elif (
                    draft.type == "ASSAULT"
                    and arg.prep in roles.s.lists.hit_prepositions
                    and role is None
                    and not draft.recipients
                    and (
                        phrase.cls in ("force", "human")
                        or (phrase.cls == "group" and arg.prep in ("علي", "ضد"))
                        or (phrase.cls == "thing" and phrase.country and phrase.given == "demonym")
                    )
                ):
                    roles.fill(draft, "target", [phrase])  # انفجرت عبوة على دورية بريطانية
                elif phrase.cls in ("thing", "org", "office", "event"):
                    roles.sites.add_inside(draft, phrase)


def _home_of(roles: Roles, phrase: Phrase) -> bool:
    """بعث برقية إلى الرئيس بمناسبة اليوم الوطني لبلاده: his country, once he is named, is no second recipient."""
    head = roles.toks[phrase.head].word if phrase.sentence == roles.s.number else None
    return head is not None and bool(head.pronoun) and head.core in roles.s.lists.own_country


def _of_occasion(roles: Roles, before: Argument, arg: Argument) -> bool:
    """زار المدينة قبل توجهه إلى إسرائيل: what follows the act on whose occasion it was belongs to that."""
    last = before.phrases[-1] if before.kind == "np" and before.prep in roles.s.lists.aside and before.phrases else None
    return last is not None and last.sentence == roles.s.number and last.j == arg.at and last.i == last.head and bool(roles.toks[last.head].word.pronoun)


def _complement(roles: Roles, draft: Draft, arg: Argument) -> bool:
    """Whether an argument completes an adjective of some other noun than the trigger (ألغام مضادة للأفراد)."""
    if arg.at <= draft.i + 1 or not roles.cues.relational(roles.toks[arg.at - 1].word, arg.prep):
        return False
    words = [t.word for t in roles.toks[draft.i + 1 : arg.at]]
    return not (draft.noun and all(w.adjective is not None or w.demonym is not None for w in words))  # عملية أمنية مشتركة بين: the trigger's own


def _named_after(roles: Roles, phrases: list[Phrase]) -> list[Phrase]:
    """الدول الضامنة الثلاث، تركيا وروسيا وإيران: the powers that stand in apposition to a plural that names none."""
    last = phrases[-1]
    k = last.j
    if k + 1 < len(roles.toks) and roles.toks[k].word.det and roles.toks[k + 1].word.norm == "،":
        k += 1  # الثلاث
    if last.country not in (None, "IGO") or last.cls in ("person", "office", "place", "event") or k + 1 >= len(roles.toks) or roles.toks[k].word.norm not in ("،", ",", ":"):
        return []
    names = [p for p in roles.x.phrases(k + 1) if p.cls == "state"]
    return names if len(names) > 1 else []
