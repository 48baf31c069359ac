"""Telephone numbers, as typed and as kept. phonenumbers is imported only when a number is typed: it costs a start 25 ms."""

from __future__ import annotations

import re

from ban_wizard.case.errors import BadInput
from ban_wizard.values import frozen


@frozen
class Phone:
    e164: str
    shown: str
    """International format, as it stands in letters."""


def normalise(typed: str) -> Phone:
    """A number typed in any common way, Russian 8-900 ... included; raises BadInput."""
    import phonenumbers

    text = re.sub(r"[^\d+]", "", typed)
    if text.startswith("00"):
        text = "+" + text[2:]
    elif re.fullmatch(r"8\d{10}", text):
        text = "+7" + text[1:]
    elif text and not text.startswith("+"):
        text = "+" + text
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        raise BadInput("not_a_phone", text=typed) from None
    if not phonenumbers.is_possible_number(number) or re.search(r"[^\W\d_]", typed):
        raise BadInput("not_a_phone", text=typed)
    return Phone(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
    )
