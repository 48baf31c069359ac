"""What a person has done with a letter and no log has: kept while the program runs, so that leaving the page loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class LetterDraft:
    """One letter of one case."""

    ticks: dict[str, bool] = field(default_factory=dict)
    """By claim, what the person wants said or left out; all else is as the letter chooses."""
    typed: dict[str, str] = field(default_factory=dict)
    """What was typed and not taken, by the ask it belongs to."""
    ticking: dict[str, tuple[dict[str, str], dict[str, str]]] = field(default_factory=dict)
    """By field, what was ticked in it, with its days, as it is recorded and as the person has it now."""
    edited: str = ""
    """The person's own text, which stands in the place of what the letter says."""
    lang: str = ""
    """The language that it was edited in."""
    base: str = ""
    """What the letter said when the person last chose their own text."""

    @property
    def unused(self) -> bool:
        """Whether leaving the program would lose words of the person's."""
        return bool(self.edited) or any(text.strip() for text in self.typed.values()) or any(map(self.is_ticking, self.ticking))

    def ticked(self, field: str, recorded: dict[str, str]) -> dict[str, str]:
        """What is ticked in a field, to be changed in place; begun anew where something else has been recorded meanwhile."""
        before, now = self.ticking.get(field, (None, {}))
        if before != recorded:
            now = dict(recorded)
            self.ticking[field] = (recorded, now)
        return now

    def is_ticking(self, field: str) -> bool:
        """Whether ticks were changed in a field and not taken."""
        before, now = self.ticking.get(field, ({}, {}))
        return before != now

    def edit(self, text: str, lang: str, base: str) -> None:
        """Put the person's text in the place of what the letter says; the same words again take it away."""
        self.edited, self.lang, self.base = ("" if text == base else text), lang, base

    def recorded(self, text: str) -> None:
        """This text has been recorded as sent: it is no draft any more."""
        if self.edited == text:
            self.edited = self.lang = self.base = ""
