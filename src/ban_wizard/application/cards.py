"""Where a case stands, in values and words: the one thing that every face shows and `--json` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from ban_wizard.case.allowed import Action, Due, allowed, current_letters, due, offered
from ban_wizard.case.forecast import Forecast, forecast
from ban_wizard.case.judge import Refused
from ban_wizard.case.progress import Progress, progress, soon
from ban_wizard.case.quotas import ScopeLog
from ban_wizard.case.view import View, zone_of
from ban_wizard.case.waits import Timing, spans, timing
from ban_wizard.i18n import has, moment, plural_index, say
from ban_wizard.playbook.model import LetterRef, Playbook, Words
from ban_wizard.values import frozen

FORMS: Final = {"en": ("one", "other"), "ru": ("one", "few", "many")}
"""The plural forms of a text that depends on a number, in the order of `plural_index`."""

ENGINE_RULES: Final = ("ended", "not_here", "too_early", "review_open")


@frozen
class Card:
    """A case as a face shows it. Times are in the case's zone; texts are in `lang`, filled, not yet escaped for any screen."""

    case: str
    lang: str
    now: datetime
    playbook: Playbook
    view: View
    words: Words
    actions: tuple[Action, ...]
    due: Due | None
    timing: Timing | None
    scope_log: ScopeLog
    """What other cases use and hold in the scopes of this one."""
    wait_words: str | None
    """What the source says of the present wait."""
    links: tuple[tuple[str, str], ...]
    """(relation, case): `previous`, `next`, `number`, `line`, `portfolio`."""
    field_words: Callable[[str], Mapping[str, Any]]
    """`label`, and where they exist `help`, `values` of a fact that only a letter declares; empty for any other."""
    here: str = ""
    """The time zone of the person at this terminal, by name."""
    notes: tuple[str, ...] = ()
    """What the person should hear about the call that made this card: warnings, what was masked."""

    # ------------------------------------------------------------------ words

    @property
    def title(self) -> str:
        return self.state_text("title") or self.view.state

    @property
    def text(self) -> str:
        return self.state_text("text") or ""

    @property
    def why(self) -> str | None:
        return self.state_text("why")

    @property
    def do_not(self) -> list[str]:
        return [fill(text, self) for text in self._state_words().get("do_not", ())]

    @property
    def items(self) -> list[tuple[str, tuple[str, ...]]]:
        """The step's checklist, or an outcome's advice: each line with its citations."""
        texts = self._state_words().get("items", {})
        return [(fill(texts[item.id], self), item.cites) for item in self.playbook.states[self.view.state].items]

    @property
    def kind_title(self) -> str:
        return fill(self.words["kinds"][self.view.kind], self)  # type: ignore[index]

    def state_title(self, state: str) -> str:
        """What another step of the way is called."""
        return fill(self._state_words(state).get("title", state), self)

    def state_text(self, key: str) -> str | None:
        text = self._state_words().get(key)
        return fill(text, self) if text is not None else None

    def action_title(self, action: str, state: str | None = None) -> str:
        """What an act is called in a step: the present one, unless another is named."""
        of_step: Mapping[str, Any] = self._state_words(state).get("actions", {})
        own = of_step.get(action) or self.words.get("actions", {}).get(action)  # type: ignore[attr-defined]
        if own is not None:
            return fill(own, self)
        return say(self.lang, f"action.{action}") if has(self.lang, f"action.{action}") else action

    @property
    def wait_says(self) -> str:
        """Whose words the present wait goes by, or what is known of its end; empty outside a wait."""
        own = self.playbook.states[self.view.state].wait
        if self.timing is None or own is None:
            return ""
        untold = own.until is not None and self.timing.shape != "exact"
        return self.wait_words or say(self.lang, "wait.end_not_known" if untold else f"wait.{self.timing.shape}")

    def fact_words(self, fact: str) -> Mapping[str, Any]:
        """`label`, and where they exist `question`, `help`, `values` of a fact."""
        words: Mapping[str, Any] = self.words.get("facts", {}).get(fact, {})  # type: ignore[attr-defined]
        return words

    @property
    def sure(self) -> dict[str, Any]:
        """The facts that are told, but for those answered with "I do not know"."""
        return {fact: value for fact, value in self.view.facts.items() if fact not in self.view.unsure}

    def value_text(self, fact: str, value: Any, words: Mapping[str, Any] | None = None) -> str:
        """A fact's value in words: the playbook's, or a letter's own `words` of its field (`label`, `values`)."""
        return value_text(self, fact, value, self.fact_words(fact) if words is None else words)

    def _state_words(self, state: str | None = None) -> Mapping[str, Any]:
        words: Mapping[str, Any] = self.words["states"].get(self.view.state if state is None else state, {})  # type: ignore[attr-defined]
        return words

    # ------------------------------------------------------------------ acts

    @property
    def allowed(self) -> list[Action]:
        return [action for action in self.actions if action.refused is None]

    @property
    def offered(self) -> list[LetterRef | Action]:
        """Letters and allowed acts as a person is offered them: the first is harmless (`case.allowed.offered`)."""
        return offered(self.playbook, self.view, self.actions)

    @property
    def refused(self) -> list[Action]:
        return [action for action in self.actions if action.refused is not None]

    @property
    def letters(self) -> list[str]:
        return current_letters(self.playbook, self.view)

    @property
    def cites(self) -> list[str]:
        state = self.playbook.states[self.view.state]
        wait = self.timing.wait.words if self.timing else None
        return list(dict.fromkeys([*state.cites, *([wait] if wait else []), *(cite for item in state.items for cite in item.cites)]))

    @property
    def result(self) -> str | None:
        return self.playbook.states[self.view.state].result

    # ------------------------------------------------------------------ the way

    @property
    def progress(self) -> Progress:
        """The steps done, the present one, those hoped for. Worked out anew each time."""
        return progress(self.playbook, self.view)

    @property
    def forecast(self) -> Forecast:
        """How long the rest may take. Worked out anew each time."""
        return forecast(self.playbook, self.view, self.now, self.scope_log)

    @property
    def refused_soon(self) -> tuple[list[Action], list[Action]]:
        """What is not allowed yet: the acts of this step and the next two, and those of steps far off or left behind."""
        refused = self.refused
        near = soon(self.playbook, self.view) if refused else frozenset()
        return [a for a in refused if a.action in near], [a for a in refused if a.action not in near]

    def rule_text(self, rule: str) -> str:
        """What a safety property, a quota or a lock demands; empty for a rule without words."""
        rules: Mapping[str, Any] = self.words.get("rules", {})  # type: ignore[assignment]
        return fill(rules[rule], self) if rule in rules else ""

    def refusal(self, refused: Refused, *, dated: bool = True) -> str:
        """Why not, in sentences: the rule, and (`dated`) from when on."""
        parts = []
        for rule in refused.rules:
            if rule in ENGINE_RULES:
                parts.append(say(self.lang, f"refused.{rule}", action=self.action_title(refused.action)))
            elif text := self.rule_text(rule):
                parts.append(text)
        if refused.holder:
            parts.append(say(self.lang, "refused.holder", case=refused.holder))
        if refused.earliest and dated:
            parts.append(say(self.lang, "refused.until", at=moment(self.lang, refused.earliest)))
        return " ".join(parts)


def make_card(
    case: str,
    view: View,
    playbook: Playbook,
    words: Words,
    *,
    lang: str,
    now: datetime,
    scope_log: ScopeLog,
    links: tuple[tuple[str, str], ...],
    says: Callable[[str], str],
    field_words: Callable[[str], Mapping[str, Any]],
    here: str = "",
    notes: tuple[str, ...] = (),
) -> Card:
    """The card of a view at `now`; `says` gives the words of a source's fact, `field_words` those of a letter's field."""
    present = timing(playbook, view)
    return Card(
        case=case,
        lang=lang,
        now=now,
        playbook=playbook,
        view=view,
        words=words,
        actions=tuple(allowed(playbook, view, scope_log, now)),
        due=due(playbook, view, now, scope_log),
        timing=present,
        scope_log=scope_log,
        wait_words=says(present.wait.words) if present and present.wait.words else None,
        links=tuple(dict.fromkeys((*view.links, *links))),
        here=here,
        field_words=field_words,
        notes=notes,
    )


def wait_sentences(card: Card, *, dated: bool = False, bar: Callable[[float], str] | None = None) -> Iterator[str]:
    """The present wait as it is: whose words, what is assumed, how much is over, when to look.

    `dated` is for what is read later: it never says "tomorrow", nor how much is over. `bar` draws a share from 0 to 1.
    """
    wait, lang, now = card.timing, card.lang, None if dated else card.now
    if wait is None:
        return
    yield card.wait_says
    over = {} if dated else {span.end: span for span in spans(card.playbook, card.view, card.now)}
    if wait.shape == "exact" and wait.earliest:
        told = [("ends", "exact", wait.earliest)]
    else:
        told = [(end, end, at) for end, at in (("earliest", wait.earliest), ("assumed", wait.assumed)) if at]
    for key, end, at in told:
        parts = [say(lang, f"wait.{key}", at=moment(lang, at, now))]
        if span := over.get(end):
            parts += [bar(span.share)] if bar else []
            parts.append(say(lang, f"wait.over.{span.unit}", over=span.over, n=span.whole))
        yield " ".join(parts)
    for key, again in (("next_look", wait.next_look), ("give_up_at", wait.give_up_at)):
        if again:
            yield say(lang, f"wait.{key}", at=moment(lang, again, now))


# ------------------------------------------------------------------------------------------- filling texts


class _Values(dict[str, str]):
    """What a placeholder stands for."""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.card = card

    def __missing__(self, name: str) -> str:
        view = self.card.view
        if name == "number":
            return view.header.number_shown
        if name == "offence":
            return say(self.card.lang, "case.assumed", value=view.offence) if name in view.unsure else str(view.offence)
        value = view.facts.get(name)
        return say(self.card.lang, "case.not_known") if value in (None, {}, []) else self.card.value_text(name, value)


def fill(text: Any, card: Card) -> str:
    """A playbook's text with its placeholders filled; a text with plural forms is chosen by its fact."""
    if isinstance(text, Mapping):
        fact = text["count"]
        n = card.view.offence if fact == "offence" else int(card.view.facts.get(fact) or 0)
        form = FORMS[card.lang][plural_index(card.lang, n)]
        text = text.get(form) or text.get("other") or text["many"]
    return str(text).format_map(_Values(card))


def value_text(card: Card, fact: str, value: Any, words: Mapping[str, Any]) -> str:
    if value is None or value in ({}, []):
        return "—"
    known = card.playbook.facts.get(fact)
    values = words.get("values", {})
    if isinstance(value, Mapping):
        today = card.now.astimezone(zone_of(card.view)).date().isoformat()
        return ", ".join(f"{values.get(word, word)} — {day_words(card.lang, told['on'], today)}" for word, told in value.items())
    if isinstance(value, list):
        return ", ".join(str(values.get(word, word)) for word in value)
    if known is not None and known.type == "time":
        return moment(card.lang, datetime.fromisoformat(value).astimezone(zone_of(card.view)))
    return str(values.get(value, value))


def day_words(lang: str, day: str, today: str) -> str:
    """A measure's day (ISO 8601, as `today`): of one done, or of one that is planned."""
    from datetime import date

    from ban_wizard.letter.dates import date_text

    text = date_text(date.fromisoformat(day), lang)
    return say(lang, "letter.planned_for", day=text) if day > today else text
