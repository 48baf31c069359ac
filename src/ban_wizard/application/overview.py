"""What an overview of a case says, in sentences: where it is on its way, how long the rest may take, the ledger, the evidence.

Every face says the same; how it is laid out is the face's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from zoneinfo import ZoneInfo

from ban_wizard.application.cards import Card
from ban_wizard.case.evidence import Piece, pieces
from ban_wizard.case.progress import Progress
from ban_wizard.case.times import is_now, is_overdue, parse_duration
from ban_wizard.case.view import zone_of
from ban_wizard.i18n import day, moment, say
from ban_wizard.playbook.sources import Sources
from ban_wizard.values import frozen, replace


def place(card: Card, way: Progress) -> str:
    """Which step this is, of about how many; empty for a case that has ended."""
    if card.result:
        return ""
    if way.of == way.step:
        return say(card.lang, "way.step_last", n=way.step)
    if way.of is None:
        return say(card.lang, "way.step_open", n=way.step)
    return say(card.lang, "way.step", n=way.step, of=way.of)


def due_sentence(card: Card) -> str:
    """What is due and when; empty if nothing is. An act that is simply next has no hour: it is the person's turn."""
    due, lang = card.due, card.lang
    if due is None:
        return ""
    at = moment(lang, due.at, card.now)
    if due.at == card.view.snoozed:
        return say(lang, "due.snoozed", at=at)
    if due.kind == "act":
        return say(lang, "due.your_turn") if is_now(due.at, card.now) else say(lang, "due.possible", at=at)
    return say(lang, "heading.due", at=at, what=say(lang, f"due.{due.kind}"))


def zone_sentence(card: Card) -> str:
    """Whose clock the times of a case go by, if the person's own shows another time; else nothing."""
    zone = card.view.header.zone
    if card.here in ("", zone) or card.now.astimezone(ZoneInfo(card.here)).utcoffset() == card.now.utcoffset():
        return ""
    return say(card.lang, "case_zone", zone=zone, here=card.here)


def here(card: Card) -> Card:
    """The case with its due date and its wait told by the person's own clock, as in a list of cases from several zones."""
    zone = ZoneInfo(card.here)
    due, wait = card.due, card.timing
    if wait is not None:
        times = {name: at.astimezone(zone) for name in TIMES if (at := getattr(wait, name))}
        wait = replace(wait, **times)
    return replace(card, now=card.now.astimezone(zone), due=due and replace(due, at=due.at.astimezone(zone)), timing=wait)


TIMES: Final = ("earliest", "assumed", "latest", "next_look", "give_up_at")
"""What a wait has on the calendar."""


def is_late(card: Card) -> bool:
    """Whether the day is over on which something was to be done, looked at or decided."""
    return card.due is not None and is_overdue(card.due.at, card.now, card.due.at.tzinfo or zone_of(card.view))


def done_sentences(card: Card, way: Progress) -> Iterator[str]:
    """The steps done, each with its day, the oldest first."""
    for passed in way.done:
        yield say(card.lang, "way.done", step=card.state_title(passed.state), at=day(card.lang, passed.at.astimezone(zone_of(card.view))))


def later_titles(card: Card, way: Progress) -> list[str]:
    """The steps hoped for, and what is at their end."""
    return [card.state_title(state) for state in (*way.later, *((way.end,) if way.end and not card.result else ()))]


def forecast_sentences(card: Card) -> Iterator[str]:
    """How long the rest may take, and what that depends on; never a promise."""
    if card.result:
        return
    ahead, lang = card.forecast, card.lang
    if ahead.best is None:
        if ahead.because:
            waits = all(card.playbook.states[state].wait is not None for state in ahead.because)
            steps = quoted(lang, map(card.state_title, ahead.because))
            yield say(lang, "forecast.end_not_known", steps=steps) if waits else say(lang, "forecast.unknown")
        return
    yield say(lang, "forecast.best", at=day(lang, ahead.best, card.now))
    if ahead.worst and ahead.worst <= card.now:  # nothing is waited for, so nobody stands for an end either
        yield say(lang, "forecast.no_promise")
        return
    if ahead.assumed:
        yield say(lang, "forecast.assumed", at=day(lang, ahead.assumed, card.now))
    if ahead.worst:
        yield say(lang, "forecast.worst", at=day(lang, ahead.worst, card.now))
    else:
        steps = quoted(lang, map(card.state_title, ahead.because))
        yield say(lang, "forecast.no_worst" if ahead.assumed else "forecast.no_end", steps=steps)
    yield say(lang, "forecast.no_promise")


def quoted(lang: str, titles: Iterable[str]) -> str:
    """Titles of steps inside a sentence."""
    return ", ".join(say(lang, "quoted", text=title) for title in titles)


# ------------------------------------------------------------------------------------------- sources


@frozen
class Conflict:
    """Sources that disagree. `ruling` says which we follow and why; `statements` are what each says, with who says it before it."""

    ruling: str
    statements: tuple[tuple[str, str], ...]


def source_words(lang: str, sources: Sources, cite: str, stance: str = "") -> tuple[str, str]:
    """A fact's id with the strength of its source and whether we follow it (`followed`, `in_part`, `not_followed`); and what it says."""
    fact = sources.facts[cite]
    marks = [say(lang, f"strength.{fact.strength}"), *([say(lang, f"stance.{stance}")] if stance else [])]
    return f"{cite} ({', '.join(marks)})", fact.says[lang]


def conflicts(card: Card, sources: Sources) -> Iterator[Conflict]:
    """The conflicts of the present step. What its own list of sources has told already is named and not told again."""
    lang = card.lang
    for group in card.playbook.states[card.view.state].contested:
        contested = sources.contested[group]
        told, statements = dict[str, list[str]](), list[tuple[str, str]]()
        for cite in contested.facts:
            stance = contested.stance(cite)
            if cite in card.cites:
                told.setdefault(stance, []).append(cite)
            else:
                statements.append(source_words(lang, sources, cite, stance))
        above = [(f"{', '.join(cites)} ({say(lang, f'stance.{stance}')})", say(lang, "stance.above")) for stance, cites in told.items()]
        yield Conflict(contested.ruling[lang], (*above, *statements))


# ------------------------------------------------------------------------------------------- ledger and evidence


def shares_a_limit(card: Card) -> bool:
    """Whether anything was used up yet of a limit that the cases of this one's scopes share."""
    return bool(card.view.uses) or any(entry.what == "use" for entry in card.scope_log)


def ledger_sentences(card: Card) -> Iterator[str]:
    """What is used up of the limits that the line's cases share, and from when on there is more."""
    from ban_wizard.case.ledger import ledger

    lang = card.lang
    for entry in ledger(card.playbook, card.view, card.scope_log, card.now):
        limits = [say(lang, "case.ledger_limit", used=used, max=limit.max, per=_length(lang, limit.per)) for limit, used in entry.counts]
        free = say(lang, "case.ledger_next", at=day(lang, entry.free_at, card.now)) if entry.free_at else say(lang, "case.ledger_free")
        yield f"{card.rule_text(entry.quota.id)} {say(lang, 'case.ledger_used', counts=', '.join(limits))} {free}"


def _length(lang: str, per: str) -> str:
    """The length of a limit: "5 days", or "a month"."""
    length = parse_duration(per)
    return say(lang, "case.months", n=length.months) if length.months else say(lang, "days", n=length.days)


def evidence_sentences(card: Card) -> Iterator[str]:
    """The files named, each with its day, size and hash."""
    for piece in pieces(card.view):
        yield say(card.lang, "case.evidence_piece", at=moment(card.lang, piece.at), **piece_words(card.lang, piece))


def piece_words(lang: str, piece: Piece) -> dict[str, str]:
    """The parts of a sentence about a file."""
    return {"file": piece.file, "size": size(lang, piece.bytes), "sha256": piece.sha256}


def size(lang: str, bytes: int) -> str:
    """A size as people say it: bytes, kB or MB of a thousand each."""
    for unit, one in (("mb", 1_000_000), ("kb", 1_000)):
        if bytes >= one:
            return say(lang, f"case.size.{unit}", n=f"{bytes / one:.1f}".removesuffix(".0"))
    return say(lang, "case.size.bytes", n=bytes)
