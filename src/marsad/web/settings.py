"""What a reader chose about the pages: language, digits, month names, Hijri dates. Kept in one cookie, without an account."""

from __future__ import annotations

from typing import NamedTuple

COOKIE = "marsad_settings"
LANGUAGES = ("ar", "en")
DIGITS = ("latn", "arab")
MONTHS = ("levant", "gulf", "maghreb", "double")
HIJRI = ("no", "beside")  # whether days of the Hijri calendar stand beside those of the Gregorian
_TO_ARAB = str.maketrans("0123456789", "".join(chr(code) for code in range(0x660, 0x66A)))  # ARABIC-INDIC DIGIT ZERO … NINE


class Settings(NamedTuple):
    language: str = "en"
    digits: str = "latn"
    months: str = "double"
    hijri: str = "no"

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"

    def cookie(self) -> str:
        return ".".join(self)

    def numerals(self, text: object) -> str:
        """Give a text with its digits as chosen.

        >>> Settings("ar", "arab").numerals(2020) == "\\u0662\\u0660\\u0662\\u0660"
        True
        """
        return str(text).translate(_TO_ARAB) if self.digits == "arab" else str(text)


def settings_of(cookie: str | None, accepted: str = "") -> Settings:
    """Give the settings that a cookie holds; without one, Arabic for a browser that asks for Arabic first, else English.

    >>> settings_of("ar.arab.gulf")
    Settings(language='ar', digits='arab', months='gulf', hijri='no')
    >>> settings_of("xx", "ar-SY,ar;q=0.9").language
    'ar'
    """
    parts = (cookie or "").split(".")
    if 3 <= len(parts) <= 4 and all(value in known for value, known in zip(parts, (LANGUAGES, DIGITS, MONTHS, HIJRI))):  # cookies of older pages have three
        return Settings(*parts)
    return Settings("ar" if accepted.strip().lower().startswith("ar") else "en")
