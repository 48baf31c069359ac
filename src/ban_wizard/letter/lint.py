"""What a reader of the letter might stumble over: in the text as it was rendered, or as the person has edited it.

It warns and changes nothing. Pure and light: no template, no model of fields, so that it can run at every key press.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ban_wizard.i18n import LANGUAGES, say
from ban_wizard.letter import vocabulary as words
from ban_wizard.letter.model import Confirmed, Letter
from ban_wizard.values import frozen

WHOLE_ACCOUNTS: Final = ("account_lock", "portfolio_block")
"""Kinds of block that concern several numbers at once, so that a request may name them all."""
READ_AT_MOST: Final = 20_000
"""Characters that are looked at; ten times the longest letter."""

_FOLDED: Final = str.maketrans({"ё": "е", "Ё": "Е", "\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'"})


@frozen
class Warning:
    """One thing to look at before the letter goes out."""

    code: str
    """`placeholder`, `two_numbers`, `threat`, `blame`, `contradiction`, `language`, `reading_copy` or `too_long`."""
    message: str
    """What it is and what to do, in the language that was asked for."""
    found: str = ""
    """The words of the text that it is about, as they stand there; empty where it is the whole text."""


def lint(text: str, letter: Letter, confirmed: Confirmed, lang: str) -> list[Warning]:
    """Everything there is to say about a text. `lang` is the language of the warnings; the text may be in any of ours.

    The line that heads a reading copy has no place in a text that is to be sent. Words in quotation marks are somebody else's: only
    placeholders are looked for in them.
    """
    found = [*_too_long(text, letter, lang), *_reading_copy(text, lang)]
    text = text[:READ_AT_MOST]
    found += [_warn(lang, "placeholder", match.group()) for match in words.PLACEHOLDER.finditer(text)]
    found += _two_numbers(text, letter, confirmed, lang)
    found += _other_language(text, letter, lang)
    sentences = [*_sentences(text)]
    stopped = any(words.STOPPED.search(sentence) for sentence, _ in sentences)
    for sentence, shown in sentences:
        if threat := words.THREAT.search(sentence):
            found.append(_warn(lang, "threat", shown[threat.start() : threat.end()]))
        if blame := _blame(sentence):
            found.append(_warn(lang, "blame", shown[blame[0] : blame[1]]))
        found += _contradictions(sentence, shown, confirmed, lang, stopped=stopped)
    return list(dict.fromkeys(found))


def characters(text: str) -> int:
    """The characters of a text as a form counts them: line breaks are one each, what stands around the text is not sent."""
    return len(text.replace("\r\n", "\n").strip())


def _warn(lang: str, code: str, found: str, **params: object) -> Warning:
    shown = " ".join(found.split())
    return Warning(code, say(lang, f"lint.{code}", found=shown, **params), shown)


def _too_long(text: str, letter: Letter, lang: str) -> Iterator[Warning]:
    length = characters(text)
    if length > letter.limit:
        yield Warning("too_long", say(lang, "letter.over_limit", length=length, limit=letter.limit))


def _reading_copy(text: str, lang: str) -> Iterator[Warning]:
    """The copy that was only there to be read, about to be sent."""
    for head in (say(each, "letter.reading_copy") for each in LANGUAGES):
        if head in text:
            yield _warn(lang, "reading_copy", head)


def _two_numbers(text: str, letter: Letter, confirmed: Confirmed, lang: str) -> Iterator[Warning]:
    """One request for one number, but where the whole account is concerned, and where clients are told another one."""
    if letter.reader == "clients" or confirmed.kind in WHOLE_ACCOUNTS:
        return
    own = confirmed.number.removeprefix("+")
    numbers: dict[str, str] = {}
    for match in words.PHONE.finditer(text):
        digits = "".join(filter(str.isdecimal, match.group()))
        digits = f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits
        if digits.startswith(own):
            numbers.setdefault(own, confirmed.number_shown)
        elif len(digits) <= 15:
            numbers.setdefault(digits, match.group())
    if len(numbers) > 1:
        yield _warn(lang, "two_numbers", ", ".join(numbers.values()))


def _other_language(text: str, letter: Letter, lang: str) -> Iterator[Warning]:
    """Russian in a letter that is read in English. A name is left alone, and so is the copy, which is Russian as a whole."""
    text = words.QUOTED.sub("", text)
    russian, letters = len(words.CYRILLIC.findall(text)), sum(map(str.isalpha, text))
    if letter.reader == "messenger" and letter.language == "en" and russian * 2 < letters:
        for match in words.RUSSIAN_WORDS.finditer(text):
            yield _warn(lang, "language", match.group())


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence as the vocabulary reads it, and as it stands in the text; both have the same length."""
    blank = words.QUOTED.sub(lambda quote: '"' + "_" * (len(quote.group()) - 2) + '"', text)
    plain = blank.translate(_FOLDED)
    low = "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)
    start = 0
    for place, char in enumerate(low):
        ends = char in "!?\n;" or (char == "." and _is_full_stop(low, place))
        if ends or place == len(low) - 1:
            yield low[start : place + 1], text[start : place + 1]
            start = place + 1


def _is_full_stop(text: str, place: int) -> bool:
    """Not the dot of «2026 г.» or of shop.example."""
    before, after = text[max(0, place - 2) : place], text[place + 1 : place + 2]
    return after in ("", " ", "\n", '"', ")") and before != " г"


def _blame(sentence: str) -> tuple[int, int] | None:
    found = words.BLAME.search(sentence)
    if found is None and (unjust := words.BLAME_IF_WHO.search(sentence)):
        found = unjust if words.WHO.search(sentence) else None
    return None if found is None or words.NOT_MEANT.search(sentence) else found.span()


def _contradictions(sentence: str, shown: str, confirmed: Confirmed, lang: str, *, stopped: bool) -> Iterator[Warning]:
    """What denies the case, or, if the letter says that mailings were `stopped`, denies that there were any."""
    if words.FROM_A_DAY_ON.search(sentence):
        return
    denied = [(told, denial) for told, holds, denial in _DENIALS if holds(confirmed)]
    if stopped and not _mailed(confirmed):
        denied.append(("stopped", words.NO_MAILING))
    for told, denial in denied:
        if match := denial.search(sentence):
            yield _warn(lang, "contradiction", shown[match.start() : match.end()], told=say(lang, f"lint.told.{told}"))


def _answer(confirmed: Confirmed, fact: str) -> Any:
    """What the person has answered; nothing for "I do not know"."""
    return None if fact in confirmed.unsure else confirmed.facts.get(fact)


def _mailed(confirmed: Confirmed) -> bool:
    return (
        _answer(confirmed, "crm_mailing") == "yes"
        or _answer(confirmed, "sending") == "mailing_tool"
        or _answer(confirmed, "ban_reason") in ("broadcast", "same_message")
    )


def _gateway(confirmed: Confirmed) -> bool:
    return _answer(confirmed, "gateway") not in (None, "phone_only")


def _tools(confirmed: Confirmed) -> bool:
    return _answer(confirmed, "sending") in ("crm", "mailing_tool") or _gateway(confirmed)


def _connected(confirmed: Confirmed) -> bool:
    """A gateway is connected, and nobody has answered that messages are typed by hand all the same, or that a program sends them."""
    return _gateway(confirmed) and _answer(confirmed, "sending") is None


def _no_way_out(confirmed: Confirmed) -> bool:
    return _answer(confirmed, "opt_out") == "none" and "unsubscribe_added" not in (_answer(confirmed, "measures") or {})


_DENIALS: Final[tuple[tuple[str, Callable[[Confirmed], bool], words.Turns], ...]] = (
    ("mailing", _mailed, words.NO_MAILING),
    ("no_mailing", lambda confirmed: _answer(confirmed, "crm_mailing") == "no", words.A_MAILING),
    ("program", lambda confirmed: _answer(confirmed, "sending") in ("crm", "mailing_tool"), words.BY_HAND),
    ("tools", _tools, words.NO_TOOLS),
    ("tools", _connected, words.ONLY_BY_HAND),
    ("blocked_before", lambda confirmed: confirmed.offence > 1 and "offence" not in confirmed.unsure, words.FIRST_BLOCK),
    ("no_consent", lambda confirmed: _answer(confirmed, "consent") == "none", words.CONSENTED),
    ("no_opt_out", _no_way_out, words.CAN_OPT_OUT),
)
"""What the case has on record, how that is seen, and the words that deny it."""
