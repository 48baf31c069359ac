"""Masks what must not be kept from a pasted text: access tokens, bearer headers, six-digit codes, other people's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ban_wizard.text import one_line
from ban_wizard.values import frozen

MASK: Final = "•••"

# Patterns are texts: `re` compiles each when it is first used and keeps it, and most starts use none.
_TOKEN = r"\b(?:EAA[A-Za-z0-9]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|(?:sk|pk|ghp|xox[bap])[-_][\w-]{16,})"
_BEARER = r"(?i)\b(?P<head>bearer|basic)(?P<gap>\s+)[\w.~+/=-]{8,}"
_NAMED = (
    r"(?i)(?P<head>[\"']?\b(?:access_token|api[_-]?key|apitoken(?:instance)?|token|secret|password|pin)[\"']?\s*[=:]\s*[\"']?)"
    r"(?P<value>[^\s\"',;&}]{4,})"
)
_CODE = r"(?<![\d+.,:/-])(?!13[0-5]\d{3}\b)(?:\d{6}|\d{3}[- ]\d{3})(?![\d:/-]|[.,]\d)"
"""A registration code. Error codes of the Graph API (130000 to 135999) are no secret and tell the kind of block."""


def _phone(gap: str) -> str:
    return rf"(?<![\w.])(?:(?:\+|00)\d(?:{gap}{{0,2}}\d){{9,14}}|\d(?:{gap}{{0,2}}\d){{9,12}})(?!\w)"


_PHONE: Final = _phone(r"[\s().-]")
_PHONE_IN_LINE: Final = _phone(r"[ \t\u00a0\u202f().-]")
"""Looked for first: with the end of the line before it, such as a time, a number could be taken for something else."""


@frozen
class Masked:
    """A text that may be kept, and how much of each sort was masked in it: `token`, `code`, `number`."""

    text: str
    counts: dict[str, int]


def mask(text: str, own_number: str, told: Iterable[str] = ()) -> Masked:
    """`text` without secrets; the case's own number (E.164) stays, however it is written, and so do the words `told` before."""
    kept = sorted({one_line(words) for words in told if _masked(words, own_number).counts}, key=len, reverse=True)
    if not kept:
        return _masked(text, own_number)
    parts = re.split(f"({'|'.join(map(re.escape, kept))})", text)
    found = [_masked(part, own_number) for part in parts[::2]]
    parts[::2] = [part.text for part in found]
    counts = {sort: sum(part.counts.get(sort, 0) for part in found) for sort in ("token", "code", "number")}
    return Masked("".join(parts), {sort: n for sort, n in counts.items() if n})


def _masked(text: str, own_number: str) -> Masked:
    counts = {"token": 0, "code": 0, "number": 0}

    def hide(sort: str, head: str = "") -> str:
        counts[sort] += 1
        return head + MASK

    text = re.sub(_BEARER, lambda m: hide("token", m["head"] + m["gap"]), text)
    text = re.sub(_TOKEN, lambda _: hide("token"), text)
    text = re.sub(_NAMED, lambda m: m[0] if m["value"].startswith(MASK) else hide("token", m["head"]), text)
    own = re.sub(r"\D", "", own_number)[-10:]

    def number(found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        if digits.endswith(own) and len(digits) <= len(own) + 4:
            return found[0]
        if not found[0].startswith(("+", "00")) and _is_time(digits):
            return found[0]
        return hide("number")

    for pattern in (_PHONE_IN_LINE, _PHONE):
        text = re.sub(pattern, number, text)
    kept = re.findall(_PHONE, text)  # the own number may be written in groups that look like a code
    parts = [re.sub(_CODE, lambda _: hide("code"), part) for part in re.split(_PHONE, text)]
    text = "".join(part + own for part, own in zip(parts, [*kept, ""], strict=True))
    return Masked(text, {sort: n for sort, n in counts.items() if n})


def _is_time(digits: str) -> bool:
    """Unix seconds or milliseconds of our days, as `expiration` carries them, or a date written without spaces."""
    return (len(digits) == 10 and digits[0] == "1") or (len(digits) == 13 and digits[0] == "1") or digits.startswith("20")
