"""A new case before it is opened: what a person has told so far, what is worth asking still, and the case it would become.

Faces ask and show; this knows the order of things. Nothing is recorded before `Intake.open`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ban_wizard.application.cards import Card
from ban_wizard.case import facts as fact_values
from ban_wizard.case.ahead import ahead
from ban_wizard.case.allowed import Need, need
from ban_wizard.case.errors import BadInput
from ban_wizard.playbook.symptoms import Symptom
from ban_wizard.text import clean

if TYPE_CHECKING:
    from ban_wizard.case.diagnosis import Diagnosis
    from ban_wizard.case.phone import Phone
    from ban_wizard.wizard import Wizard

T = TypeVar("T")

WAYS: Final = ("paste", "list", "unknown", "file")
"""What a person may have: a text, something seen, nothing but a number that does not work, a text in a file."""

SYMPTOMS, SETTLE = "search:symptoms", "search:settle"
"""Steps at which symptoms are chosen: from all of them, or from those that settle an unsure verdict."""

WHERE: Final = ("phone", "message", "account", "gateway")
"""Where symptoms are seen, the most reliable place first: what a gateway shows may be wrong both ways."""


@dataclass
class Draft:
    """What has been told. Empty texts and missing facts: not told yet."""

    way: str = ""
    """One of WAYS."""
    text: str = ""
    seen: list[str] = field(default_factory=list)
    """The symptoms that were named."""
    messenger: str = ""
    kind: str = ""
    number: str = ""
    """E.164."""
    offence: str = ""
    """Which block of the number it is: a number from 1 on, or `unsure`."""
    facts: dict[str, str] = field(default_factory=dict)
    """As typed, in the words that `Wizard.start` takes."""
    later: list[str] = field(default_factory=list)
    """Facts that the person would rather be asked later."""
    another: bool = False
    """Whether the case is wanted although the number has an open one."""

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost with it that takes more than a key to tell again."""
        return replace(self, way="", messenger="") == Draft()


class Intake:
    """One draft and what follows from it. Raises what `Wizard.diagnose` and `Wizard.start` raise."""

    def __init__(self, wizard: Wizard, draft: Draft) -> None:
        self.wizard, self.draft = wizard, draft
        self._known: dict[str, tuple[Any, Any]] = {}

    # ------------------------------------------------------------------ the order of the questions

    def following(self, step: str) -> str:
        """The step after this one.

        Steps are `what`, `paste`, `file`, `messenger`, SYMPTOMS, SETTLE, `kind`, `number`, `running`, `time`, `fact:NAME`, `summary`.
        """
        draft = self.draft
        if step == "what":
            return draft.way if draft.way in ("paste", "file") else "messenger"
        if step in ("paste", "file"):
            return "kind" if draft.messenger else "messenger"
        if step == "messenger":
            return SYMPTOMS if draft.way == "list" else "kind"
        if step in (SYMPTOMS, SETTLE):
            return "kind"
        if step == "kind":
            return "number"
        if step == "number" and self.running and not draft.another:
            return "running"
        if step in ("number", "running"):
            return "time"
        wanted = self.next_need(self.preview())
        return f"fact:{wanted.fact}" if wanted else "summary"

    def after_a_change(self, step: str) -> str:
        """The step after one answer of a complete draft was changed: what has to be asked anew because of it, else `summary`."""
        found = self.following(step)
        while self._answered(found):
            found = self.following(found)
        return found

    def _answered(self, step: str) -> bool:
        known = {"messenger": self.draft.messenger, "kind": self.draft.kind, "number": self.draft.number, "time": self.draft.offence}
        return bool(known.get(step)) or step == SYMPTOMS

    # ------------------------------------------------------------------ what it is

    @property
    def found(self) -> Diagnosis | None:
        """What the text and the symptoms say, or None where there is neither."""
        draft = self.draft
        if not (draft.text.strip() or draft.seen):
            return None
        return self._once("found", lambda: self.wizard.diagnose(self._about, draft.seen, draft.text or None))

    @property
    def settling(self) -> tuple[str, ...]:
        """The symptoms that would settle an unsure verdict or change it, if they were seen too."""
        return self._once("settling", lambda: self.wizard.settling(self.draft.messenger, self.draft.seen, self.draft.text or None))

    @property
    def _about(self) -> str | None:
        return self.draft.messenger or None

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Judging a long text takes a while: once for each thing told."""
        key = (self.draft.text, self.draft.messenger, tuple(self.draft.seen))
        if name not in self._known or self._known[name][0] != key:
            self._known[name] = (key, make())
        made: T = self._known[name][1]
        return made

    def see_text(self, text: str) -> None:
        """Take a text, and the messenger that it tells of; an empty one takes the former away. Raises BadInput if there is none."""
        text = clean(text)
        if not text.strip():
            if not self.draft.text:
                raise BadInput("empty_paste")
            self.draft.text, self.draft.kind = "", ""
            return
        if text == self.draft.text and self.draft.messenger:
            return
        found = self.wizard.diagnose(None, (), text)
        self.draft.text, self.draft.kind = text, ""
        if found.messenger is not None:
            self.choose_messenger(found.messenger)

    def toggle(self, symptom: str) -> None:
        """See a symptom, or see it no more."""
        seen = self.draft.seen
        seen.remove(symptom) if symptom in seen else seen.append(symptom)
        self.draft.kind = ""

    def choose_messenger(self, messenger: str) -> None:
        """Facts and symptoms belong to a messenger: those of another one are dropped."""
        if messenger != self.draft.messenger:
            self.draft.messenger, self.draft.kind = messenger, ""
            self.draft.seen, self.draft.facts, self.draft.later = [], {}, []

    def symptoms(self, names: Sequence[str] | None = None) -> dict[str, list[Symptom]]:
        """The messenger's symptoms (of those named), by the place where they are seen."""
        known = self.wizard.library.symptoms(self.draft.messenger).symptoms.values()
        wanted = [each for each in known if names is None or each.id in names]
        return {where: found for where in WHERE if (found := [each for each in wanted if each.where == where])}

    @property
    def kinds(self) -> list[str]:
        """The kinds of the messenger, the one that was found first."""
        entries = list(self.wizard.playbook(self.draft.messenger).entries)
        found = self.found.kind if self.found else "unclear"
        found = found if found in entries else "unclear"
        return [found, *(kind for kind in entries if kind != found)]

    @property
    def asked_of_kind(self) -> tuple[str, str, str]:
        """The words, by their keys, that ask for the kind, take the first and lead to the others: what is unclear cannot be affirmed."""
        if self.kinds[0] == "unclear":
            return "what_is_it", "kind_unclear", "kind_known"
        return "is_that_right", "kind_yes", "kind_other"

    # ------------------------------------------------------------------ whose, and which time

    @property
    def mentioned(self) -> tuple[Phone, ...]:
        """The numbers that the text may be about: to be proposed, never taken by themselves."""
        from ban_wizard.case.mentioned import mentioned

        return self._once("mentioned", lambda: mentioned(self.draft.text)) if self.draft.text else ()

    @property
    def counted(self) -> int:
        """Which block of the number it is, as far as its history here tells."""
        return self.wizard.offence_of(self.draft.messenger, self.draft.number)

    @property
    def running(self) -> str | None:
        """The open case of the same number and messenger."""
        return self.wizard.open_case_of(self.draft.messenger, self.draft.number)

    def tell_time(self, typed: str) -> None:
        """Which block of the number it is, as typed; an empty text is what its history tells. Raises BadInput."""
        told = fact_values.parse_offence(typed or str(self.counted), self.counted)
        self.draft.offence = "unsure" if fact_values.is_unsure(told) else str(told)

    # ------------------------------------------------------------------ facts

    @property
    def read(self) -> dict[str, str]:
        """Facts that the text tells, as typed, where it tells of the kind that was chosen."""
        found = self.found
        if found is None or found.kind != self.draft.kind:
            return {}
        from ban_wizard.application.diagnosing import facts_of

        known, now, read = self.wizard.playbook(self.draft.messenger).facts, self.wizard.clock.now(), {}
        for name, said in facts_of(found, known).items():
            with suppress(BadInput):
                fact_values.parse(known[name], said, at=now, zone=self.wizard.local_zone())
                read[name] = said
        return read

    @property
    def told(self) -> dict[str, str]:
        """All facts: those that the text tells, and what the person says."""
        return {**self.read, **self.draft.facts}

    @property
    def all_facts(self) -> list[str]:
        """The facts told or put off, in the order in which that was done; those of the text first."""
        return list(dict.fromkeys((*self.told, *self.draft.later)))

    def preview(self) -> Card:
        """The case as it would begin now; nothing is kept."""
        draft = self.draft
        return self.wizard.start(
            draft.messenger, draft.number, kind=draft.kind, offence=draft.offence or None, facts=self.told, override=True, record=False
        )

    def next_need(self, card: Card) -> Need | None:
        """The next fact worth asking at the start, after the `preview`; None when the rest can wait."""
        playbook = card.playbook
        for name in self._worth_asking(card):
            if name not in card.view.facts and name not in self.draft.later:
                return need(playbook.facts[name])
        return None

    def _worth_asking(self, card: Card) -> list[str]:
        """What the way asks before its first letter or wait; of the letters there what only memory keeps: times, days, names."""
        playbook = card.playbook
        way = ahead(playbook, card.view, self.draft.later)
        names = list(way.facts)
        for ref in way.letters:
            names += [name for _, guard in playbook.channels[ref.channel].told for name, _ in guard if name in playbook.facts]
            fields = self.wizard.letters(ref.letter).fields
            known = [playbook.facts[name] for name in fields if name in playbook.facts]
            names += [fact.id for fact in known if fact.type == "time" or fact.dated or fact.id in _names(playbook.channels)]
        return list(dict.fromkeys(names))

    def put_off_all(self) -> None:
        """Be asked everything else later."""
        while wanted := self.next_need(self.preview()):
            self.put_off(wanted.fact)

    def put_off(self, fact: str) -> None:
        """Be asked later."""
        self.draft.facts.pop(fact, None)
        if fact not in self.draft.later:
            self.draft.later.append(fact)

    def tell(self, fact: str, typed: str) -> Card:
        """Tell a fact, or another value of it; the case as it would begin then. Raises BadInput, and keeps what was told before."""
        before = self.draft.facts.get(fact)
        self.draft.facts[fact] = typed
        try:
            card = self.preview()
        except BadInput:
            if before is None:
                del self.draft.facts[fact]
            else:
                self.draft.facts[fact] = before
            raise
        if fact in self.draft.later:
            self.draft.later.remove(fact)
        return card

    # ------------------------------------------------------------------ opening

    @property
    def masked(self) -> tuple[str, ...]:
        """What will not be kept of the text, in words."""
        return self.wizard.would_mask(self.draft.text, self.draft.number) if self.draft.text else ()

    def open(self) -> Card:
        """Open the case."""
        draft = self.draft
        known = self.wizard.library.symptoms(draft.messenger).symptoms
        return self.wizard.start(
            draft.messenger,
            draft.number,
            kind=draft.kind,
            symptoms=[name for name in known if name in draft.seen],
            text=draft.text or None,
            offence=draft.offence or None,
            facts=draft.facts,
            override=draft.another and self.running is not None,
        )


def _names(channels: Sequence[str] | Any) -> set[str]:
    """The facts that name who is at the other end of a channel: a provider, a gateway."""
    return {f"{channel}_name" for channel in channels}
