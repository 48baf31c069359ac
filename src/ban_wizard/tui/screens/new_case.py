"""A new case: what there is to go by, what it means, whose number, what is known already. Esc goes one question back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from ban_wizard.application.cards import Card
from ban_wizard.desktop.files import named_to_read
from ban_wizard.desktop.pasted import read_whole
from ban_wizard.faces.intake import SETTLE, SYMPTOMS, WAYS, Draft, Intake
from ban_wizard.i18n import say
from ban_wizard.text import clean
from ban_wizard.tui import commands
from ban_wizard.tui.asks import TICKED, UNTICKED, Ask, Choice, Heading
from ban_wizard.tui.new_case_questions import FactQuestions, NumberQuestions
from ban_wizard.tui.new_case_text import diagnosis_lines, summary_choices
from ban_wizard.tui.screens.dialogue import Dialogue
from ban_wizard.tui.text import MUTED, Line, paragraphs, words
from ban_wizard.tui.widgets.panel import Panel
from ban_wizard.tui.widgets.paste import MOST, PastePage
from ban_wizard.tui.widgets.reading import KeyBar, Reading


@dataclass
class Begun:
    """A new case that is not opened yet. The app keeps it, so that leaving this screen loses nothing."""

    draft: Draft = field(default_factory=Draft)
    typed: dict[str, str] = field(default_factory=dict)
    """What was typed and not yet taken, by question."""
    path: list[str] = field(default_factory=list)
    """The questions that led to the present one, and that one."""

    @property
    def empty(self) -> bool:
        return self.draft.empty and not any(text.strip() for text in self.typed.values())


class NewCaseScreen(Dialogue):
    """Asks until a case can be opened. Nothing is recorded before that."""

    PLACE = "new_case"
    BINDINGS: ClassVar = commands.bindings("new_case")

    def __init__(self, begun: Begun, pasted: str = "") -> None:
        """`pasted`: what was pasted on the page before, as it came."""
        super().__init__()
        self.begun, self.drafts = begun, begun.typed
        self.pasted_before = pasted

    def compose(self) -> ComposeResult:
        yield Static(id="top", markup=False)
        with Reading(id="reading"):
            yield Static(id="text", markup=False)
        yield PastePage()
        yield Panel()
        yield KeyBar(self.PLACE, self.lang)

    def on_mount(self) -> None:
        self.intake = Intake(self.wizard, self.begun.draft)
        self.number, self.facts = NumberQuestions(self), FactQuestions(self)
        resumed = len(self.begun.path) > 1
        self.overtaken()
        if resumed:
            self.tell(self.own("resumed"), calm=True)
        if self.pasted_before:
            self.take_paste(self.pasted_before)

    def overtaken(self) -> None:
        """Ask what was asked before, with what is true now."""
        self.query_one("#top", Static).update(words(" " + self.own("title"), "bold"))
        self.asks = []
        for step in self.begun.path or ["what"]:
            if ask := self.attempt(lambda step=step: self.ask_for(step)):  # type: ignore[misc]
                self.asks.append(ask)
        self.show_ask()

    def own(self, key: str, /, **params: object) -> str:
        """The words for `new_case.KEY`."""
        return say(self.lang, f"new_case.{key}", **params)

    @property
    def interrupted(self) -> bool:
        """Never: its questions are the page."""
        return False

    @property
    def draft(self) -> Draft:
        return self.begun.draft

    # ------------------------------------------------------------------ the order of the questions

    def ask_for(self, step: str) -> Ask:
        """The question of one step, with what has been told so far."""
        sort, _, name = step.partition(":")
        asks: dict[str, Callable[[], Ask]] = {
            "what": self.what_ask,
            "paste": self.paste_ask,
            "file": self.file_ask,
            "messenger": self.messenger_ask,
            SYMPTOMS: lambda: self.symptoms_ask(SYMPTOMS),
            SETTLE: lambda: self.symptoms_ask(SETTLE),
            "kind": self.kind_ask,
            "number": self.number.ask,
            "running": self.number.running_ask,
            "time": self.number.time_ask,
            "summary": self.summary_ask,
        }
        return self.facts.ask(name) if sort == "fact" else asks[step]()

    def proceed(self, step: str) -> None:
        """Go on after a step: to the next question, or back to the list of all answers if one of them was being changed."""

        ids = [ask.id for ask in self.asks]
        changing = "summary" in ids
        since = ids.index("summary") if changing else 0

        found = self.attempt(lambda: self.intake.after_a_change(step) if changing else self.intake.following(step))
        if found is None:
            return
        if found in ids[since:]:  # asked already: the way goes on from there
            del self.asks[ids.index(found, since) :]
        if ask := self.attempt(lambda: self.ask_for(found)):
            if not step.startswith("search:"):
                self.used(step)
            self.ask(ask)

    def action_back(self) -> None:
        """The question before, with what has been told to it."""
        if len(self.asks) > 1 and (step := self.asks[-2].id).count(":") < 2 and (ask := self.attempt(lambda: self.ask_for(step))):
            self.asks[-2] = ask
        super().action_back()

    def show_ask(self) -> None:
        """Each question has its own text above it."""
        ask = self.asks[-1]
        self.begun.path = [each.id for each in self.asks if each.id.count(":") < 2]
        self.set_class(ask.id == "paste", "-pasting")
        self.read(self.above(ask.id))
        super().show_ask()
        if ask.id == "paste":
            page, text = self.query_one(PastePage), self.drafts.get("paste", self.draft.text)
            if page.text != text:
                page.load_text(text)
                page.move_cursor(page.document.end)
            page.focus()
        elif ask.id == "number":
            self.number.begin()

    def above(self, step: str) -> list[Line]:
        found = self.attempt(lambda: self.intake.found) if step in ("kind", "messenger", SETTLE) else None
        if found:
            return diagnosis_lines(self.intake, found)
        if step == "summary":
            return self.beginning_lines()
        key = {"what": "intro", SYMPTOMS: "symptoms_intro", "number": "number_intro"}.get(step)
        key = "kind_intro" if step == "kind" else key
        key = "facts_intro" if step.startswith("fact:") else key
        return paragraphs(self.own(key), MUTED) if key else []

    # ------------------------------------------------------------------ what there is to go by

    def what_ask(self) -> Ask:
        choices = [Choice(way, self.own(f"way.{way}")) for way in WAYS]
        if not self.begun.empty:
            choices.append(Choice("anew", self.own("anew")))
        return Ask("what", self.own("what"), self.way_picked, tuple(choices), start=self.draft.way or None, lettered=self.take_paste)

    def way_picked(self, way: str) -> None:
        if way == "anew":
            self.app.begun = self.begun = Begun()
            self.drafts, self.intake = self.begun.typed, Intake(self.wizard, self.begun.draft)
            self.overtaken()
            return self.tell(self.own("begun_anew"), calm=True)
        self.draft.way = way
        self.proceed("what")

    def paste_ask(self) -> Ask:
        return Ask("paste", self.own("paste"), help=self.own("paste_help"), go_on=self.pasted)

    def pasted(self) -> None:
        self.take_text(self.query_one(PastePage).text, "paste")

    def on_paste(self, event: events.Paste) -> None:
        """Whoever pastes at once, without choosing first, is understood; so is whoever types."""
        if self.asks[-1].id == "what":
            event.stop()
            self.take_paste(event.text)

    def take_paste(self, text: str) -> None:
        """Put a text on the page for it, below what stands there already, to be read over before it is judged."""
        whole = "\n\n".join(part for part in (self.drafts.get("paste", self.draft.text), clean(text)) if part.strip())
        if len(whole) > MOST:
            return self.on_paste_page_too_much()
        self.draft.way, self.drafts["paste"] = "paste", whole
        self.asks = [self.what_ask()]
        self.ask(self.paste_ask())

    def take_text(self, text: str, step: str) -> None:
        """Judge the text; it stays where it was pasted if there is nothing to judge."""

        def take() -> bool:
            self.intake.see_text(text)
            return True

        if self.attempt(take):
            self.proceed(step)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.asks[-1].id == "paste" and event.text_area.text != self.drafts.get("paste", self.draft.text):
            self.drafts["paste"] = event.text_area.text
            self.app.warned = False

    def on_paste_page_too_much(self) -> None:
        self.tell(self.own("too_much", most=MOST // 1000))

    def file_ask(self) -> Ask:
        def typed(file: str) -> None:
            text = self.attempt(lambda: read_whole(named_to_read(file)))
            if text is not None:
                self.take_text(text, "file")

        return Ask("file", self.own("which_file"), typed=typed, hint=self.own("file_hint"))

    # ------------------------------------------------------------------ the messenger, and what is seen

    def messenger_ask(self) -> Ask:
        choices = tuple(Choice(name, say(self.lang, f"messenger.{name}")) for name in self.wizard.messengers())
        return Ask("messenger", self.own("which_messenger"), self.messenger_picked, choices, start=self.draft.messenger or None)

    def messenger_picked(self, messenger: str) -> None:
        if self.attempt(lambda: self.wizard.library.symptoms(messenger)):
            self.intake.choose_messenger(messenger)
            self.proceed("messenger")

    def symptoms_ask(self, step: str) -> Ask:
        """All symptoms, or those that would settle it, by the place where they are seen."""
        titles = self.wizard.library.words(self.draft.messenger, self.lang)["symptoms"]
        seen = self.draft.seen
        names = None if step == SYMPTOMS else [*seen, *self.intake.settling]
        choices: list[Choice | Heading] = []
        for where, found in self.intake.symptoms(names).items():
            choices.append(Heading(self.own(f"seen.{where}")))
            choices += [Choice(s.id, str(titles[s.id]), mark=TICKED if s.id in seen else UNTICKED) for s in found]  # type: ignore[index]
        end = Choice("go_on", self.say("go_on_with", n=len(seen)) if seen else self.own("none_of_these"), always=True)

        def picked(choice: str) -> None:
            if choice == "go_on":
                return self.proceed(step)
            self.intake.toggle(choice)
            if step == SETTLE:  # one answer settles it: show what it has come to
                return self.proceed(step)
            self.ask_again(self.symptoms_ask(step))

        return Ask(
            step,
            self.own("what_do_you_see"),
            picked,
            (*choices, end),
            filters=True,
            hint=self.say("hint.search"),
            nothing_found=self.say("nothing_found"),
            go_on=lambda: self.proceed(step),
        )

    # ------------------------------------------------------------------ what that means

    def kind_ask(self) -> Ask:
        """The kind found, to be confirmed; what would settle it; all others that the messenger has."""
        titles = self.wizard.library.words(self.draft.messenger, self.lang)["kinds"]
        first, *others = self.intake.kinds
        question, yes, other = self.intake.asked_of_kind
        choices: list[Choice | Heading] = [Choice(f"kind:{first}", self.own(yes, kind=titles[first]))]  # type: ignore[index]
        found = self.intake.found
        if found is None:
            choices.insert(0, Choice("settle", self.own("look")))
        elif found.ask and self.intake.settling:
            choices.insert(0 if found.certainty == "unclear" else 1, Choice("settle", self.own("settle")))
        choices.append(Heading(self.own(other)))
        choices += [Choice(f"kind:{kind}", titles[kind]) for kind in others]  # type: ignore[index]
        start = f"kind:{self.draft.kind}" if self.draft.kind else None
        return Ask("kind", self.own(question), self.kind_picked, tuple(choices), start=start)

    def kind_picked(self, choice: str) -> None:
        if choice == "settle":
            return self.ask(self.symptoms_ask(SETTLE if self.intake.found else SYMPTOMS))
        self.draft.kind = choice.removeprefix("kind:")
        self.proceed("kind")

    # ------------------------------------------------------------------ all of it, and the case is opened

    def beginning_lines(self) -> list[Line]:
        """Where the case would begin."""
        card = self.attempt(self.intake.preview)
        return [Line(words(self.own("begins", step=card.title)))] if card else []

    def summary_ask(self) -> Ask:
        choices = summary_choices(self.intake, self.intake.preview(), self.number.shown)
        return Ask("summary", self.own("summary"), self.summary_picked, choices, go_on=self.start)

    def summary_picked(self, choice: str) -> None:
        if choice == "open":
            self.start()
        elif ask := self.attempt(lambda: self.ask_for(choice)):
            self.ask(ask)

    def start(self) -> None:
        """Open the case."""
        if card := self.attempt(self.intake.open):
            self.go_to(card)

    def go_to(self, card: Card) -> None:
        """Nothing that was told here is needed any more."""
        self.app.begun = None
        self.drafts.clear()
        self.app.open_case(card)
