"""A letter of a case: what it says and could say, what its reader may stumble over, what was sent before. Pure.

Loads jinja2: `Wizard` imports it where a letter is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from ban_wizard.case.allowed import repeats_itself
from ban_wizard.case.arcs import sent_letter
from ban_wizard.case.errors import BadInput
from ban_wizard.case.facts import TEXT_LIMIT
from ban_wizard.case.view import View, zone_of
from ban_wizard.letter import lint
from ban_wizard.letter.claims import is_fixed, standings
from ban_wizard.letter.fields import read
from ban_wizard.letter.model import Confirmed, Letter, Rendered
from ban_wizard.letter.render import render
from ban_wizard.letter.sentences import Passage, added, compare
from ban_wizard.playbook.model import SEND_ACTIONS, UNNAMED_KIND, Fact, Playbook
from ban_wizard.text import clean, one_line
from ban_wizard.values import frozen


@frozen
class Sent:
    """A letter as it was recorded when it had been sent."""

    text: str
    at: datetime
    """In the case's zone."""


@frozen
class Offer:
    """A claim as a form offers it."""

    claim: str
    said: bool
    sentence: str
    """What the letter says because of it, or would say; empty where that is nothing, or where it has to be left out."""
    needs: tuple[str, ...]
    """The letter's fields that have to be confirmed before it can be said; none if it can be."""


@frozen
class LetterCard:
    """A letter of the present step, rendered, and the channel it goes to."""

    rendered: Rendered
    letter: Letter
    channel: str
    repeats: bool
    """Whether nothing new has been told since the last letter there."""
    confirmed: Confirmed
    today: date
    """In the case's zone."""
    sent: Sent | None
    """The last text that was recorded as sent to the channel."""

    @property
    def is_copy(self) -> bool:
        """Whether this is only there to be read; what is sent is the letter in `letter.language`."""
        return self.letter.is_copy(self.rendered.lang)

    def offers(self) -> tuple[Offer, ...]:
        """The claims that a person may say or leave out, in the letter's order, and those that a field is missing for.

        What rests on the case alone, or on what its reader asks for, is not among them.
        """
        sentences = added(self.letter, lang=self.rendered.lang, facts=self.confirmed, today=self.today, claims=self.rendered.claims)
        lacking = {out.claim: out.needs for out in self.rendered.left_out if out.needs}
        found = []
        for claim in self.letter.claims.values():
            needs = tuple(dict.fromkeys(subject.removeprefix("known.") for subject, _ in lacking.get(claim.id, ())))
            if claim.id in sentences:
                found.append(Offer(claim.id, claim.id in self.rendered.claims, sentences[claim.id], ()))
            elif needs and all(name in self.letter.fields for name in needs) and not is_fixed(self.letter, claim):
                found.append(Offer(claim.id, False, "", needs))
        return tuple(found)

    def days(self, field: str) -> dict[str, str]:
        """The day of each measure in a field (ISO 8601), as the letter takes it."""
        taken = read(self.letter, self.confirmed).get(field)
        return {measure: told.on.isoformat() for measure, told in taken.items()} if isinstance(taken, Mapping) else {}

    def news(self, text: str) -> tuple[Passage, ...]:
        """`text` against what was sent to the channel before; nothing if nothing was."""
        return compare(self.sent.text, text) if self.sent else ()

    def warnings(self, text: str, lang: str) -> list[lint.Warning]:
        """What the reader of a text that a person has edited may stumble over."""
        return lint.lint(text, self.letter, self.confirmed, lang)


def written(
    letter: Letter,
    playbook: Playbook,
    view: View,
    confirmed: Confirmed,
    today: date,
    *,
    lang: str,
    claims: Collection[str] | None,
    ticks: Mapping[str, bool],
    ui: str,
) -> LetterCard:
    """The letter as this step writes it. `ticks` change what `claims` choose, as far as it can be said; raises BadLetterInput."""
    if ticks:
        claims = _ticked(letter, confirmed, today, claims, ticks)
    channel = next(ref.channel for ref in playbook.states[view.state].letters if ref.letter == letter.id)
    return LetterCard(
        rendered=render(letter, lang=lang, facts=confirmed, claims=claims, today=today, ui=ui),
        letter=letter,
        channel=channel,
        repeats=repeats_itself(playbook, view, channel),
        confirmed=confirmed,
        today=today,
        sent=last_sent(playbook, view, channel),
    )


def _ticked(
    letter: Letter, confirmed: Confirmed, today: date, claims: Collection[str] | None, ticks: Mapping[str, bool]
) -> Collection[str]:
    found = [each for each in standings(letter, confirmed, read(letter, confirmed), today) if not each.lacks]
    return [each.claim for each in found if ticks.get(each.claim, each.by_default if claims is None else each.claim in claims)]


def last_sent(playbook: Playbook, view: View, channel: str) -> Sent | None:
    """The last letter to a channel whose text was kept; what was taken back does not count."""
    after: View | None = view
    while after is not None and (before := after.before) is not None:
        event = after.event
        if event.name in SEND_ACTIONS and (text := (event.value or {}).get("text")):
            sent = sent_letter(playbook, before, event)
            if sent is not None and sent[1] == channel:
                return Sent(text, event.at.astimezone(zone_of(view)))
        after = before
    return None


def letter_of(playbook: Playbook, view: View, named: str | None) -> str:
    """The letter of the present step that is meant: the one named, else its first. Raises BadInput."""
    letters = [ref.letter for ref in playbook.states[view.state].letters]
    if not letters:
        raise BadInput("no_letter")
    if named is not None and named not in letters:
        raise BadInput("unknown_letter", letter=named, values=", ".join(letters))
    return named or letters[0]


def proposed(fact: Fact, view: View, most: int | None) -> str:
    """What may be taken over into a field for the words that the messenger shows: the text that was pasted.

    Nothing if the block is of another kind by now, if it is longer than `most` characters, or if a program wrote it for others.
    """
    opening = view
    while opening.before is not None:
        opening = opening.before
    text = one_line(view.header.text or "") if fact.shown and opening.kind in (view.kind, UNNAMED_KIND) else ""
    return text if len(text) <= (most or TEXT_LIMIT) and "{" not in text else ""


def warnings(text: str, letter: Letter, playbook: Playbook, view: View, lang: str) -> list[lint.Warning]:
    """What the reader of this text may stumble over, with what the case has on record."""
    return lint.lint(clean(text), letter, confirmed(playbook, view), lang)


def confirmed(playbook: Playbook, view: View) -> Confirmed:
    """What a letter may take from a case."""
    return Confirmed(
        number=view.header.number,
        number_shown=view.header.number_shown,
        messenger=view.header.messenger,
        kind=view.kind,
        offence=view.offence,
        zone=view.header.zone,
        facts=view.facts,
        unsure=view.unsure,
        milestones=view.milestones,
        declared=playbook.facts,
    )
