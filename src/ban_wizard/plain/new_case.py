"""A new case in lines: what there is to go by, what it means, whose number, what is known already, all of it, and it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ban_wizard.case.allowed import need
from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.files import named_to_read
from ban_wizard.desktop.pasted import MOST_BYTES, read_whole
from ban_wizard.faces.intake import SYMPTOMS, WAYS, Draft, Intake
from ban_wizard.faces.intake_words import fact_text, nth, number_sentence
from ban_wizard.faces.lines import diagnosis_lines
from ban_wizard.i18n import say
from ban_wizard.plain.answers import UNSURE, answer, question, unsure_or
from ban_wizard.plain.talk import END_OF_TEXT, Back, Choice, Said, Talk, chosen
from ban_wizard.text import brief, one_line
from ban_wizard.wizard import Wizard


class Running(Exception):
    """The person goes on with the open case of the number instead."""

    def __init__(self, case: str) -> None:
        super().__init__(case)
        self.case = case


class NewCase:
    """Asks until a case is opened; `back` goes one question back, and nothing told is lost."""

    def __init__(self, wizard: Wizard, talk: Talk) -> None:
        self.wizard, self.talk = wizard, talk
        self.intake = Intake(wizard, Draft())

    @property
    def draft(self) -> Draft:
        return self.intake.draft

    def own(self, key: str, /, **params: object) -> str:
        """The words for `new_case.KEY`, which the screen says too."""
        return say(self.talk.lang, f"new_case.{key}", **params)

    def begin(self) -> str:
        """The case that was opened, or the open one that the person would rather go on with. Raises Back from the first question."""
        way, step = list[str](), "what"
        while True:
            self.talk.place = "new"
            self.talk.say()
            try:
                self.ask(step)
                if step == "summary":
                    return self.open()
                way.append(step)
                step = self.intake.following(step)
            except Back:
                if not way:
                    raise
                step = way.pop()
            except Running as running:
                return running.case
            except BadInput as error:
                self.talk.fault(error)

    def ask(self, step: str) -> None:
        sort, _, name = step.partition(":")
        asks: dict[str, Callable[[], None]] = {
            "what": self.what,
            "paste": self.paste,
            "file": self.file,
            "messenger": self.messenger,
            SYMPTOMS: lambda: self.symptoms(None),
            "kind": self.kind,
            "number": self.number,
            "running": self.running,
            "time": self.time,
            "summary": self.summary,
        }
        if sort == "fact":
            self.fact(name)
        else:
            asks[step]()

    # ------------------------------------------------------------------ what there is to go by

    def what(self) -> None:
        self.talk.say(self.own("what"))
        self.draft.way = self.talk.choose([Choice(way, self.own(f"way.{way}")) for way in WAYS]).word

    def paste(self) -> None:
        """A text of several lines; an empty one leaves the one that was pasted before."""
        self.talk.say(self.talk.word("paste", end=END_OF_TEXT))
        self.talk.say(self.own("paste_help"))
        text = self.talk.text(MOST_BYTES)
        self.intake.see_text(text if text.strip() else self.draft.text)

    def file(self) -> None:
        file = self.talk.ask(self.own("which_file"))
        self.intake.see_text(read_whole(named_to_read(file)))

    def messenger(self) -> None:
        if self.draft.text and (found := self.intake.found):
            for line in diagnosis_lines(self.wizard.told(found)):
                self.talk.say(line)
        self.talk.say(self.own("which_messenger"))
        choices = [Choice(name, say(self.talk.lang, f"messenger.{name}")) for name in self.wizard.messengers()]
        self.intake.choose_messenger(self.talk.choose(choices).word)

    def symptoms(self, names: list[str] | None) -> None:
        """Those that are seen, of all or of those named; the most reliable first."""
        titles: Any = self.wizard.library.words(self.draft.messenger, self.talk.lang)["symptoms"]
        self.talk.say(self.own("what_do_you_see") + " " + self.talk.word("phone_first"))
        choices = [
            Choice(each.id, str(titles[each.id]), heading="" if number else self.own(f"seen.{where}") + ":")
            for where, found in self.intake.symptoms(names).items()
            for number, each in enumerate(found)
        ]
        self.talk.offer(choices)
        before = {*self.draft.seen} if names is None else set()
        kept = ", ".join(str(number) for number, choice in enumerate(choices, 1) if choice.word in before)
        prompt = self.talk.word("several_again", numbers=kept) if kept else self.talk.word("several")
        picked = {choice.word for choice, _ in self.talk.pick_several(choices, prompt)}
        for name in picked ^ before if picked else ():
            self.intake.toggle(name)

    # ------------------------------------------------------------------ what that means

    def kind(self) -> None:
        """The kind found, with what speaks for it; the question that would settle it; all others."""
        while True:
            titles: Any = self.wizard.library.words(self.draft.messenger, self.talk.lang)["kinds"]
            if found := self.intake.found:
                for line in diagnosis_lines(self.wizard.told(found)):
                    self.talk.say(line)
            first, *others = self.intake.kinds
            question, yes, _ = self.intake.asked_of_kind
            choices = [Choice(first, self.own(yes, kind=titles[first])), *(Choice(kind, titles[kind]) for kind in others)]
            unsure = found is None or (found.ask and self.intake.settling)
            if unsure:
                choices.append(Choice("look", self.own("settle" if found else "look")))
            self.talk.say(self.own(question))
            picked = self.talk.choose(choices, self.talk.word("enter_is", what=titles[first]), choices[0])
            if picked.word != "look":
                self.draft.kind = picked.word
                return
            self.symptoms(list(self.intake.settling) if found else None)

    # ------------------------------------------------------------------ the number, and which time

    def number(self) -> None:
        """A number that stands in the text is proposed; of several one is chosen, or another one typed."""
        self.talk.say(self.own("number_intro"))
        known = self.draft.number
        found = () if known else self.intake.mentioned
        choices = [Choice(phone.e164, phone.shown) for phone in found] if len(found) > 1 else []
        proposed = known or (found[0].e164 if len(found) == 1 else "")
        if choices:
            self.talk.say(self.talk.word("numbers_found"))
            self.talk.offer(choices)

        def take(typed: str) -> str:
            from ban_wizard.case.phone import check

            picked = chosen(typed, choices)
            typed = picked.word if picked else typed or proposed
            told, good = number_sentence(typed, self.talk.lang)
            if not good:
                raise BadInput("not_a_phone", text=typed) if check(typed).wanting == "letters" else BadInput("number_unfinished", what=told)
            self.talk.say("= " + told)
            phone = check(typed).phone
            assert phone is not None
            return phone.e164

        prompt = self.own("which_number")
        if choices:
            prompt = self.talk.word("number_or_other")
        elif known:
            prompt += " " + self.talk.word("number_known", number=self.shown)
        elif found:
            prompt += " " + self.talk.word("number_found", number=found[0].shown)
        number = self.talk.until_it_fits(prompt, take)
        if number != self.draft.number:
            self.draft.number, self.draft.offence, self.draft.another = number, "", False

    @property
    def shown(self) -> str:
        from ban_wizard.case.phone import normalise

        return normalise(self.draft.number).shown

    def running(self) -> None:
        running = self.intake.running or ""
        self.talk.say(self.own("already_open", number=self.shown))
        go_on = Choice("open", self.own("open_running", case=running))
        picked = self.talk.choose([go_on, Choice("another", self.own("start_another"))])
        if picked is go_on:
            raise Running(running)
        self.draft.another = True

    def time(self) -> None:
        counted = self.intake.counted
        self.talk.say(self.own("offence_help", n=counted - 1) if counted > 1 else self.own("offence_first_help"))

        prompt = self.talk.word("offence", number=self.shown, n=counted)
        self.talk.until_it_fits(prompt, lambda typed: self.intake.tell_time(unsure_or(typed)))

    # ------------------------------------------------------------------ what is known already

    def fact(self, name: str) -> None:
        """One fact, which can be told later as well: an empty line; `rest` leaves all others for later."""
        card = self.intake.preview()
        if not self.intake.told and not self.draft.later:
            self.talk.say(self.talk.word("facts_intro"))
        while True:
            try:
                asked = question(card, need(card.playbook.facts[name]), self.talk, skip=self.talk.word("later"))
                typed = answer(self.talk, asked, commands=True)
                assert isinstance(typed, str)
                if not typed or (asked.type == "many" and typed == UNSURE):
                    return self.intake.put_off(name)
                self.intake.tell(name, typed)
                return
            except Said as said:
                assert said.command.id == "rest"
                self.intake.put_off(name)
                return self.intake.put_off_all()
            except BadInput as error:
                self.talk.fault(error)

    # ------------------------------------------------------------------ all of it, and the case is opened

    def summary(self) -> None:
        """Every answer by its number, to be changed; an empty line opens the case."""
        while True:
            card, draft = self.intake.preview(), self.draft
            titles: Any = self.wizard.library.words(draft.messenger, self.talk.lang)["symptoms"]
            rows = [("paste", "text", self.own("matched", words=brief(one_line(draft.text), 48)))] if draft.text else []
            rows += [(SYMPTOMS, "seen", "; ".join(str(titles[name]) for name in draft.seen))] if draft.seen else []
            rows += [
                ("messenger", "messenger", say(self.talk.lang, f"messenger.{draft.messenger}")),
                ("kind", "kind", card.kind_title),
                ("number", "number", self.shown),
                ("time", "time", nth(self.talk.lang, draft.offence)),
            ]
            choices = [Choice(step, self.own("item", label=self.own(f"label.{label}"), value=value)) for step, label, value in rows]
            for name in self.intake.all_facts:
                label = str(card.fact_words(name).get("label") or name)
                choices.append(Choice(f"fact:{name}", self.own("item", label=label, value=fact_text(self.intake, card, name))))
            self.talk.say(self.own("begins", step=card.title))
            for note in self.intake.masked:
                self.talk.say(note)
            self.talk.say(self.own("summary"))
            nothing = Choice("", "")
            picked = self.talk.choose(choices, self.talk.word("enter_opens"), nothing)
            if picked is nothing:
                return
            self.change(picked.word)

    def change(self, step: str) -> None:
        """Ask one answer anew, and what has to be asked because of it; `back` changes nothing."""
        try:
            while step != "summary":
                self.ask(step)
                step = self.intake.after_a_change(step)
        except Back:
            return

    def open(self) -> str:
        card = self.intake.open()
        for note in card.notes:
            self.talk.say(note)
        return card.case
