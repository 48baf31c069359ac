"""Telephone numbers, as typed and as kept. phonenumbers is imported only when a number is typed: it costs a start 25 ms."""

from __future__ import annotations

import re
from itertools import count
from typing import Final

from ban_wizard.case.errors import BadInput
from ban_wizard.values import frozen


@frozen
class Phone:
    e164: str
    shown: str
    """International format, as it stands in letters."""


@frozen
class Checked:
    """What a number that is still being typed amounts to."""

    phone: Phone | None
    """The number as it would be taken, or None as long as it would not be."""
    region: str | None = None
    """ISO 3166 code of the country, as far as the digits tell one."""
    wanting: str = ""
    """What is wrong: `empty`, `letters`, `country` (no such country code), `short`, `long`; `unknown` where the length is
    right but no such numbers are known; nothing for a number in order."""
    missing: int = 0
    """How many digits a `short` number lacks at least."""


def normalise(typed: str) -> Phone:
    """A number typed in any common way, Russian 8-900 ... included; raises BadInput."""
    phone = check(typed).phone
    if phone is None:
        raise BadInput("not_a_phone", text=typed) if typed.strip() else BadInput("no_phone")
    return phone


def check(typed: str) -> Checked:
    """How far a number has come that may still be incomplete; never raises."""
    if re.search(r"[^\W\d_]", typed):
        return Checked(None, None, "letters")
    digits = re.sub(r"[^\d+]", "", typed)
    if not re.search(r"\d", digits):
        return Checked(None, None, "empty")
    found = _checked(_international(digits))
    if found.phone is None and re.fullmatch(r"8\d{3,9}", digits):  # the beginning of a Russian number
        return _checked("+7" + digits[1:])
    return found


def _checked(text: str) -> Checked:
    import phonenumbers

    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException as error:
        unknown = error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE and len(text) > 4
        long = error.error_type == phonenumbers.NumberParseException.TOO_LONG
        return Checked(None, None, "long" if long else "country" if unknown else "short")
    code = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(number.country_code or 0)
    region = code if len(code) == 2 and code.isalpha() else None
    if not phonenumbers.is_possible_number(number):
        missing = _missing(region, len(str(number.national_number)))
        return Checked(None, region, "short" if missing else "long", missing)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    phone = Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), shown)
    return Checked(phone, region, "" if phonenumbers.is_valid_number(number) else "unknown")


def _international(digits: str) -> str:
    """With + and country code, also where it is dialled as 00... or, in Russia, as 8..."""
    if digits.startswith("00"):
        return "+" + digits[2:]
    if re.fullmatch(r"8\d{10}", digits):
        return "+7" + digits[1:]
    return digits if digits.startswith("+") else "+" + digits


def _missing(region: str | None, length: int) -> int:
    """Digits that a number of `length` (without its country code) lacks to be one of the region's; 0 for one too long."""
    import phonenumbers

    known = phonenumbers.PhoneMetadata.metadata_for_region(region) if region else None
    lengths = [each for each in known.general_desc.possible_length if each > 0] if known and known.general_desc else [8]
    return max(0, min(lengths) - length)


HIDDEN: Final = 5
"""How many digits a masked number hides at least, if it has so many beside its country code and its last two."""


def masked(shown: str) -> str:
    """A number in international format with its middle hidden: +7 911 123-45-67 becomes +7 911 ***-**-67.

    What stays is the country code, the first group after it if enough is hidden all the same, and the last two digits: whoever
    knows the number knows it again, and nobody else learns it.
    """
    groups = [len(group) for group in re.findall(r"\d+", shown)]
    head, last = sum(groups[:1]), sum(groups) - 2
    if head > 3:  # written without spaces: who can tell the country code?
        head = 1
    elif len(groups) > 1 and last - head - groups[1] >= HIDDEN:
        head += groups[1]
    places = count()
    return re.sub(r"\d", lambda digit: "*" if head <= next(places) < last else digit[0], shown)
