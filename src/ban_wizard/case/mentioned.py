"""The numbers that a pasted text may be about: to be proposed to a person, never taken by themselves."""

from __future__ import annotations

import re
from typing import Final

from ban_wizard.case.phone import Phone, check

SEARCHED: Final = 20_000
"""Characters from the beginning in which numbers are looked for: a screen or an e-mail has no more, and a search takes its time."""

_OWN: Final = r"\"display_phone_number\"\s*:\s*\"([^\"]{7,24})\""
"""Where a webhook of the Business API names the number that it is about; all others in it are the customers'."""

_ANOTHERS: Final = (
    r"(?i)(?:\b(?:to|from|wa_id|recipient\w*|chat_?id|contacts?|support)"
    r"|\b(?:получател|адресат|кому\b|контакт|собеседник|абонент|поддержк)\w*)[\W_]*(?:\w+[\W_]+)?$"
)
"""Words before a number that is somebody else's: who was written to, who is to be called."""


def mentioned(text: str) -> tuple[Phone, ...]:
    """Mobile numbers in order, each once: those with a country code, and Russian ones written with 7 or 8 in its place.

    What is not certain to be one is left out: other digits, toll-free and landline numbers, addresses in chats, numbers that stand
    as a recipient's or a support's.
    """
    import phonenumbers

    text = text[:SEARCHED]
    named = [check(found).phone for found in re.findall(_OWN, text)]
    if any(named):
        return tuple(dict.fromkeys(phone for phone in named if phone))
    mobile = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    found = []
    for match in phonenumbers.PhoneNumberMatcher(text, "RU", leniency=phonenumbers.Leniency.VALID):
        digits = re.sub(r"\D", "", match.raw_string)
        whole = match.raw_string.startswith("+") or (len(digits) == 11 and digits[0] in "78")
        before = text[max(0, match.start - 30) : match.start]
        if not whole or phonenumbers.number_type(match.number) not in mobile:
            continue
        if text[match.end : match.end + 1] == "@" or re.search(_ANOTHERS, before):
            continue
        if phone := check(match.raw_string).phone:
            found.append(phone)
    return tuple(dict.fromkeys(found))
