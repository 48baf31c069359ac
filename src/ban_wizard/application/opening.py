"""Opening a case: whose number, which kind, what a text and the person tell of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ban_wizard.application.cards import Card
from ban_wizard.application.casebook import Casebook
from ban_wizard.application.notes import ahead_note, assumed_note, masked_note, to_keep
from ban_wizard.case import facts as fact_values
from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say
from ban_wizard.playbook.model import Playbook

if TYPE_CHECKING:
    from ban_wizard.case.diagnosis import Diagnosis


class Opening(Casebook):
    """New cases, also such as are in the middle of their way."""

    def start(
        self,
        messenger: str,
        number: str,
        *,
        kind: str | None = None,
        symptoms: Collection[str] = (),
        text: str | None = None,
        offence: int | str | None = None,
        facts: Mapping[str, str] | None = None,
        zone: str | None = None,
        at: str | None = None,
        override: bool = False,
        record: bool = True,
    ) -> Card:
        """Open a case, also one that is in the middle of its way; answers with the open case of the same number if there is one.

        `offence` is which block of the number it is, as typed (`case.facts.parse_offence`); None: as the store counts.
        Without `record` it is only tried: the card shows where the case would begin, has no id, and nothing is kept.
        """
        from ban_wizard.case.phone import normalise

        playbook = self.playbook(messenger)
        phone = normalise(number)
        text = None if text is None or not text.strip() else text
        found = self.diagnose(messenger, symptoms, text) if symptoms or text else None
        judged = self._judged(found) if kind is None and text and found else ()
        if kind is None:
            kind = found.kind if found and found.kind in playbook.entries else "unclear"
        if kind not in playbook.entries:
            raise BadInput("kind_not_here", kind=kind, messenger=messenger, values=", ".join(playbook.entries))
        case_zone = self._zone(zone)
        now = self.clock.now().astimezone(case_zone)
        when = fact_values.parse_time(at, at=now, zone=case_zone, name="--at") if at else now
        typed = dict(facts or {})
        as_fact = typed.pop("offence", None)
        said = as_fact if offence is None else str(offence)
        counted = self.offence_of(messenger, phone.e164)
        which = counted if said is None else fact_values.parse_offence(said, counted)
        read = self._read_from(found, playbook, typed, when, case_zone) if found and found.kind == kind else {}
        values = {**read, **self._values(playbook, typed, at=when, zone=case_zone)}
        running = self.open_case_of(messenger, phone.e164)
        if running and not override:
            return self.show(running, notes=(say(self.lang, "note.open_case", number=phone.shown, case=running),))
        kept = to_keep(text, phone.e164) if text else None
        shown = {each.symptom for each in found.evidence} if found else set()
        opened = {
            "kind": kind,
            "number": phone.e164,
            "number_shown": phone.shown,
            "offence": which,
            "offence_counted": counted,
            "zone": case_zone.key,
            "playbook": playbook.hash,
            "symptoms": [each for each in self.library.symptoms(messenger).symptoms if each in {*symptoms, *shown}],
            "text": kept.text if kept else None,
        }
        events = [self._event(None, 1, when, now, "opened", messenger, opened)]
        for name in self._in_order(playbook, values):
            events.append(self._event(None, len(events) + 1, when, now, "answered", name, values[name]))
        case, change = self._recorder.opening(self._new_case() if record else "", events, now)
        if record:
            self.store.append(change, playbooks={playbook.hash: self.library.bundle(messenger)})
        return self._card(
            case,
            now,
            notes=(
                *ahead_note(self.lang, when, now),
                *masked_note(self.lang, kept.counts if kept else {}),
                *judged,
                *assumed_note(self.lang, which),
            ),
        )

    def would_mask(self, text: str, number: str) -> tuple[str, ...]:
        """What would not be kept of a text about this number (E.164), in words."""
        return masked_note(self.lang, to_keep(text, number).counts)

    def _read_from(self, found: Diagnosis, playbook: Playbook, typed: Collection[str], when: datetime, zone: ZoneInfo) -> dict[str, Any]:
        """The facts that a text tells and the person has not typed. What does not fit the fact is left to be asked."""
        from ban_wizard.application.diagnosing import facts_of

        values = {}
        for name, said in facts_of(found, playbook.facts.keys() - set(typed)).items():
            with suppress(BadInput):
                values[name] = fact_values.parse(playbook.facts[name], said, at=when, zone=zone)
        return values

    def _judged(self, found: Diagnosis) -> tuple[str, ...]:
        """What a text was taken for, so that the person can object, and whether it was read whole."""
        told = self.told(found)
        taken = (say(self.lang, "note.judged", kind=told.kind, certainty=told.certainty),) if found.kind != "unclear" else ()
        return (*taken, *told.notes)
