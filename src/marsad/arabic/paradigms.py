"""Paradigms: the unvocalised forms of a verb or noun, from its citation forms.

Place in the chain: used when the lexicon is compiled. Written without vowels, most of an Arabic verb's
paradigm follows from two citation forms, the past and the present of the third person masculine
singular; only hollow, defective and hamzated verbs change their letters.
Source of the paradigms: Wright, A Grammar of the Arabic Language, I §§ 82-178.

>>> sorted(past_forms("استعاد"))[:2]
[('استعاد', '3ms', 'active'), ('استعادا', '3md', 'active')]
>>> ("شن", "3ms", "active") in present_forms("يشن")
True
"""

from __future__ import annotations

from collections.abc import Iterator

Form = tuple[str, str, str]  # letters (a present without its prefix), person-gender-number, voice


def past_forms(past: str) -> set[Form]:
    """Give the past forms of a verb from its past (3ms), each as (form, person, voice).

    Persons: 3ms 3fs 3md 3fd 3mp 3fp 1p 1s (second persons look like 1s or do not occur in news).
    """
    return set(_past(past))


def _past(past: str) -> Iterator[Form]:
    stem, last = past[:-1], past[-1]
    if (last in "ىا" and len(past) >= 3) or past.endswith("يا"):  # defective: دعا، أجرى
        glide = "و" if last == "ا" and len(past) == 3 else "ي"
        yield past, "3ms", "active"
        yield stem + "ا", "3ms", "active"  # before a pronoun: تبناها
        for ending, person in (("ت", "3fs"), ("وا", "3mp"), ("و", "3mp"), ("تا", "3fd")):
            yield stem + ending, person, "active"
        for ending, person in (("ا", "3md"), ("ن", "3fp"), ("نا", "1p"), ("ت", "1s")):
            yield stem + glide + ending, person, "active"
        yield stem + "ي", "3ms", "passive"
        yield stem + "يت", "3fs", "passive"
        return
    if len(past) >= 3 and past[-2] == "ا" and past[0] + past[1] != "اا":  # hollow: قال، استعاد
        short, passive = past[:-2] + last, past[:-2] + "ي" + last
        yield passive, "3ms", "passive"
        for ending, person in (("ت", "3fs"), ("وا", "3mp"), ("ا", "3md")):
            yield passive + ending, person, "passive"
    else:
        short = past
    if len(past) >= 4 and past[1] == "ا" and past[-2] != "ا":  # form III passive: قوتل
        passive = past[0] + "و" + past[2:]
        yield passive, "3ms", "passive"
        yield passive + "ت", "3fs", "passive"
        yield passive + "وا", "3mp", "passive"
    yield past, "3ms", "active"
    for ending, person in (("ت", "3fs"), ("وا", "3mp"), ("و", "3mp"), ("ا", "3md"), ("تا", "3fd")):
        yield past + ending, person, "active"
    for ending, person in (("نا", "1p"), ("ن", "3fp"), ("تم", "1s")):
        yield short + ending, person, "active"
    if short != past:
        yield short + "ت", "1s", "active"
    if last == "أ":  # بدأ: بدؤوا
        yield stem + "ؤوا", "3mp", "active"
        yield stem + "ئ", "3ms", "passive"


def present_forms(present: str) -> set[Form]:
    """Give the present forms without their prefix letter, from the present (3ms).

    The prefix decides the person: ي 3m, ت 3f, أ 1s, ن 1p; the person given here is that of the ending.

    >>> [("قل", "jussive", "active") in present_forms("يقول"), ("حال", "3ms", "passive") in present_forms("يحاول")]
    [True, False]
    """
    return set(_present(present[1:]))


def _present(body: str) -> Iterator[Form]:
    stem, last = body[:-1], body[-1]
    yield body, "3ms", "active"
    if last in "ويىا" and len(body) >= 2:
        for ending, person in (("ون", "3mp"), ("وا", "3mp"), ("و", "3mp"), ("ين", "2fs")):
            yield stem + ending, person, "active"
        for ending, person in (("يان", "3md"), ("وان", "3md"), ("يا", "3md")):
            yield stem + ending, person, "active"
        yield stem, "jussive", "active"
        yield stem + "ى", "3ms", "passive"
        yield stem + "ا", "3ms", "active"
        return
    for ending, person in (("ون", "3mp"), ("وا", "3mp"), ("و", "3mp"), ("ان", "3md"), ("ا", "3md"), ("ن", "3fp")):
        yield body + ending, person, "active"
    if len(body) >= 3 and body[-2] in "ويا" and body[-3] not in "اؤ":  # a vowel; in يحاول and يؤيد it is a consonant
        yield body[:-2] + last, "jussive", "active"
        passive = body[:-2] + "ا" + last
        yield passive, "3ms", "passive"
        yield passive + "ون", "3mp", "passive"


def noun_forms(noun: str) -> set[tuple[str, str]]:
    """Give the forms of a noun without article or pronoun, as (form, number): sg, du or pl.

    Sound plurals and duals are built; broken plurals must be listed as nouns of their own.
    """
    if noun.endswith("ة"):
        stem = noun[:-1]
        return {(noun, "sg"), (stem + "ات", "pl"), (stem + "تين", "du"), (stem + "تان", "du"), (stem + "تا", "du"), (stem + "تي", "du")}
    forms = {(noun, "sg")}
    if noun.endswith("ات"):
        return {(noun, "pl")}
    if noun[-1] not in "اىءي":
        forms.add((noun + "ا", "sg"))
    if noun.endswith("ء"):
        forms.add((noun + "ا", "sg"))
        forms.update({(noun[:-1] + "ئ", "sg"), (noun[:-1] + "ؤ", "sg")})  # before a pronoun
    if len(noun) >= 4 or noun.endswith("ء"):
        forms.add((noun + "ات", "pl"))
    if len(noun) >= 3:
        forms.update({(noun + "ين", "du"), (noun + "ان", "du")})
    return forms


def participle_forms(participle: str) -> set[tuple[str, str]]:
    """Give the forms of a participle as (form, gender-number)."""
    if participle[-1] in "ينة" and participle.endswith(("ين", "ون", "ات", "ة", "ان")):
        return {(participle, "pl" if not participle.endswith("ة") else "fs")}
    base = participle[:-1] if participle.endswith("ا") and len(participle) > 3 else participle
    return {
        (base, "ms"), (base + "ا", "ms"), (base + "ة", "fs"), (base + "ين", "mp"), (base + "ون", "mp"),
        (base + "ات", "fp"), (base + "ان", "md"), (base + "ي", "mp"), (base + "و", "mp"),
    }  # fmt: skip
