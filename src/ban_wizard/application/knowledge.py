"""What the program knows before there is a case: playbooks, symptoms, sources, letters, and facts as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ban_wizard.case import facts as fact_values
from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say
from ban_wizard.playbook.model import MESSENGERS, Fact, Playbook

if TYPE_CHECKING:
    from ban_wizard.application.diagnosing import Told
    from ban_wizard.case.diagnosis import Diagnosis
    from ban_wizard.letter.model import Letter
    from ban_wizard.playbook.cache import Library


class Knowledge:
    """Playbooks and letters, in the language of one person. Raises BadInput for what they do not have."""

    def __init__(self, library: Library, letters: Callable[[str], Letter], lang: str) -> None:
        self.library, self.letters, self.lang = library, letters, lang

    def messengers(self) -> list[str]:
        """The messengers that have a playbook here."""
        here = self.library.ids()
        return [messenger for messenger in MESSENGERS if messenger in here]

    def playbook(self, messenger: str) -> Playbook:
        """The shipped playbook of a messenger; raises BadInput."""
        if messenger not in MESSENGERS:
            raise BadInput("unknown_messenger", messenger=messenger, values=", ".join(MESSENGERS))
        if messenger not in self.library.ids():
            raise BadInput("messenger_later", messenger=messenger, values=", ".join(self.messengers()))
        return self.library.playbook(messenger)

    def diagnose(self, messenger: str | None, seen: Collection[str] = (), text: str | None = None, *, part: bool = False) -> Diagnosis:
        """The kind of block for what is seen and for a text: a screen, an e-mail, an error, a webhook, somebody's own account of it.

        The messenger may be left out where the symptoms or the text tell it. `part`: the text is not all there is to read.
        Raises BadInput where there is nothing to judge.
        """
        from ban_wizard.application.diagnosing import judge

        return judge(self.library, messenger, seen, text, self.hint, part=part)

    def settling(self, messenger: str, seen: Collection[str] = (), text: str | None = None) -> tuple[str, ...]:
        """The symptoms that would settle what is not sure, or change it, if they were seen too; in the order of the messenger's list."""
        from ban_wizard.application.diagnosing import settling

        return settling(self.library, messenger, seen, text)

    def told(self, found: Diagnosis) -> Told:
        """A diagnosis in words."""
        from ban_wizard.application.diagnosing import told

        return told(self.library, found, self.lang)

    def hint(self, typed: str, known: Iterable[str]) -> str:
        """ " Did you mean ...?" for a word that is nearly one of the known ones, else nothing."""
        from ban_wizard.nearest import nearest

        near = nearest(typed, known)
        return say(self.lang, "error.hint", near=near) if near is not None else ""

    def kind_words(self, messenger: str, kind: str) -> str:
        """A kind of block as the messenger's playbook calls it."""
        kinds: Any = self.library.words(messenger, self.lang)["kinds"]
        return str(kinds.get(kind, kind))

    def used_facts(self) -> dict[str, list[str]]:
        """Where the product uses each fact of the sources: states, items, rules, symptoms, rulings, letters' claims."""
        from ban_wizard.playbook.usage import uses

        used: dict[str, dict[str, None]] = {}
        for messenger in self.messengers():
            playbook = self.library.playbook(messenger)
            for fact, place in uses(playbook, self.library.symptoms(messenger), self.library.sources()):
                used.setdefault(fact, {})[place] = None
            for name in {ref.letter: None for state in playbook.states.values() for ref in state.letters}:
                for claim in self.letters(name).claims.values():
                    for fact in claim.cites:
                        used.setdefault(fact, {})[f"{name}.{claim.id}"] = None
        recognition = self.library.recognition()
        for name, table in (("recognise", recognition.nobody), *recognition.others.items()):
            for symptom in table.symptoms.values():
                for fact in symptom.cites:
                    used.setdefault(fact, {})[f"{name}/symptoms.{symptom.id}"] = None
        return {fact: list(places) for fact, places in used.items()}

    def fact(self, playbook: Playbook, name: str) -> Fact:
        """A fact of the playbook, or a field that one of its letters declares; raises BadInput with the nearest name."""
        if name in playbook.facts:
            return playbook.facts[name]
        fields = self._letter_fields(playbook)
        if name in fields:
            return fields[name]
        raise BadInput("unknown_fact", fact=name, hint=self.hint(name, [*playbook.facts, *fields]))

    def field_words(self, playbook: Playbook, name: str) -> Mapping[str, Any]:
        """What a letter of the playbook calls a field of its own, and the field's values; empty where none has one of this name."""
        if name in playbook.facts:
            return {}
        letters = (letter for letter in self._letters_of(playbook) if name in letter.fields)
        return next((letter.words[self.lang]["fields"][name] for letter in letters), {})

    def _letter_fields(self, playbook: Playbook) -> dict[str, Fact]:
        return {f.id: f.fact for letter in self._letters_of(playbook) for f in letter.fields.values() if f.fact}

    def _letters_of(self, playbook: Playbook) -> Iterator[Letter]:
        return map(self.letters, dict.fromkeys(ref.letter for state in playbook.states.values() for ref in state.letters))

    def _values(self, playbook: Playbook, typed: Mapping[str, str], *, at: datetime, zone: ZoneInfo) -> dict[str, Any]:
        values = {}
        for name, text in typed.items():
            fact = self.fact(playbook, name)
            if fact.derived:
                raise BadInput("derived_fact", fact=name)
            if fact.type == "phone" and text.strip().casefold() not in fact_values.UNSURE:
                from ban_wizard.case.phone import normalise

                values[name] = normalise(text).e164
            else:
                values[name] = fact_values.parse(fact, text, at=at, zone=zone)
        return values

    def _in_order(self, playbook: Playbook, values: Mapping[str, Any]) -> list[str]:
        """Facts in the playbook's order, those of letters last."""
        order = list(playbook.facts)
        return sorted(values, key=lambda name: (order.index(name) if name in order else len(order), name))
