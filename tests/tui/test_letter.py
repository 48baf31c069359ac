"""A letter on the screen: only confirmed facts, live preview, ticks, honest copying, a new file, the exact text kept."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT
from tests.tui.pages import Person, at_the_screen


async def field(person: Person, wizard: Wizard, name: str) -> None:
    """Open a field of the letter."""
    await person.choose(wizard.letters("max_support").label(name, wizard.lang) + ":")


async def test_what_is_taken_into_a_field_is_recorded_and_stays(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await field(person, wizard, "business_name")
        await person.write("Romashka Ltd")
        assert any("Romashka Ltd" in choice for choice in person.choices) and "Romashka Ltd" in person.letter
        await person.press("f10")
    assert wizard.log(case)[-1].kind == "learned" and wizard.show(case).view.facts["business_name"] == "Romashka Ltd"
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        assert "Romashka Ltd" in person.letter


async def test_esc_goes_back_and_keeps_what_was_typed_without_recording_it(wizard: Wizard, case: str) -> None:
    before = len(wizard.log(case))
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await field(person, wizard, "purpose")
        await person.type("We answer")
        assert "We answer" in person.letter
        await person.press("escape")
        assert "We answer" not in person.letter, "the letter says only what has been confirmed"
        assert any("typed, not taken yet" in choice for choice in person.choices)
        await field(person, wizard, "purpose")
        assert person.panel.line.value == "We answer"
        await person.press("escape", "escape")
        assert person.place == "case"
    assert len(wizard.log(case)) == before


async def test_the_pasted_text_is_proposed_for_the_words_on_the_screen_and_counts_once_taken(wizard: Wizard) -> None:
    known = {"review": "none", "gateway": "phone_only", "sim_in_hand": "yes"}
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", text="This account can no longer use WhatsApp", facts=known).case
    wizard.do(case, "stopped")
    wizard.do(case, "cause_named")
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        assert "no longer use WhatsApp" not in person.letter
        await person.choose("What the screen says:")
        assert person.panel.line.value == "This account can no longer use WhatsApp"
        assert "the text you pasted" in " ".join(person.sees.split())
        await person.press("escape")
        assert "no longer use WhatsApp" not in person.letter and not wizard.show(case).view.facts.get("screen_text")
        await person.choose("What the screen says:")
        await person.press("enter")
        assert 'The app says: "This account can no longer use WhatsApp"' in person.letter
    assert wizard.log(case)[-1].name == "screen_text"


async def test_an_emptied_field_takes_its_fact_back(wizard: Wizard, case: str) -> None:
    wizard.learn(case, {"business_name": "Romashka Ltd"})
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await field(person, wizard, "business_name")
        assert person.panel.line.value == "Romashka Ltd"
        await person.write("")
        assert "Romashka" not in person.letter
    assert "business_name" in wizard.show(case).view.unsure


async def test_what_a_step_has_confirmed_is_not_shown_as_a_plan(wizard: Wizard, case: str) -> None:
    wizard.learn(case, {"measures": "stopped@2027-02-01"})
    async with at_the_screen(wizard) as person:
        await person.press("f2", "f7")
        assert "All mailings were stopped on 1 January 2027" in person.letter
        assert any("— 1 January 2027" in choice for choice in person.choices)
        assert not any("planned for" in choice for choice in person.choices)


async def test_measures_are_ticked_with_a_day_that_can_be_seen_and_changed(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2", "f7")
        await field(person, wizard, "measures")
        await person.press("1")
        await person.write("in May")
        assert "is not a day" in person.notice and person.panel.line.value == "in May"
        await person.write("30.12.2026")
        await person.press("2")
        assert person.panel.line.value == "2026-12-30", "the day named last is proposed"
        await person.write("2027-02-01")
        assert "30 December 2026" in person.choices[0] and "planned for 1 February 2027" in person.choices[1]
        option = person.panel.choices.highlighted_option
        assert option is not None and option.id == "go_on", "Enter alone ticks nothing more and takes no day"
        await person.press("enter")
        assert "All mailings were stopped on 30 December 2026" in person.letter
        assert "will be cleaned on 1 February 2027" in person.letter, "a day to come is a plan"
        assert any("planned for 1 February 2027" in choice for choice in person.choices)
        await field(person, wizard, "measures")
        await person.press("2")
        assert person.panel.line.value == "2027-02-01"
        await person.write("2027-03-01")
        await person.press("f5")
        assert "will be cleaned on 1 March 2027" in person.letter and "February" not in person.letter
        await field(person, wizard, "measures")
        await person.press("2")
        await person.write("")
        await person.press("f5")
        assert "cleaned" not in person.letter
    assert list(wizard.show(case).view.facts["measures"]) == ["stopped"]


async def test_ticks_that_were_not_taken_are_there_again(wizard: Wizard, case: str) -> None:
    before = len(wizard.log(case))
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await field(person, wizard, "measures")
        await person.press("2")
        await person.write("2027-02-01")
        await person.press("1")
        await person.press("escape")
        assert "planned for 1 February 2027" in person.choices[1], "from a day back to the list"
        await person.press("escape")
        assert any("typed, not taken yet" in choice for choice in person.choices) and len(wizard.log(case)) == before
        await person.press("escape", "f2")
        await field(person, wizard, "measures")
        assert "planned for 1 February 2027" in person.choices[1]
        await person.press("f5")
        assert not any("typed, not taken yet" in choice for choice in person.choices)
    assert list(wizard.show(case).view.facts["measures"]) == ["list_cleaned"]


async def test_a_tick_shows_its_sentence_and_taken_off_leaves_it_out(wizard: Wizard, case: str) -> None:
    wizard.learn(case, {"business_name": "Romashka Ltd"})
    claim = wizard.letters("max_support").words["en"]["claims"]["business_name"]
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        assert f"[x] {claim}\n" in "\n".join(person.choices) and "Название организации: Romashka Ltd." in "\n".join(person.choices)
        await person.choose(f"[x] {claim}")
        assert "Romashka" not in person.letter
        assert any(f"[ ] {claim}" in choice and "Название организации: Romashka Ltd." in choice for choice in person.choices)
        await field(person, wizard, "purpose")
        await person.write("Orders")
        assert "Orders." in person.letter and "Romashka" not in person.letter, "what is confirmed later is said"
        await person.press("escape")
        assert person.place == "case"
        await person.press("f2")
        assert "Romashka" not in person.letter, "what was ticked stays"
        await person.choose(f"[ ] {claim}")
        assert "Romashka" in person.letter


async def test_the_sentence_of_the_tick_at_hand_is_marked_in_the_letter(wizard: Wizard, case: str) -> None:
    wizard.learn(case, {"business_name": "Romashka Ltd", "measures": "list_cleaned@2026-12-30"})
    titles = wizard.letters("max_support").words["en"]["claims"]

    async def marked(title: str) -> str:
        index = next(n for n, choice in enumerate(person.choices) if f"] {title}" in choice)
        await person.burst("home", *["down"] * index)
        return person.app.screen.query_one(TextArea).selected_text

    async with at_the_screen(wizard, (120, 20)) as person:
        await person.press("f2")
        assert await marked(titles["list_cleaned"]) == "- 30 декабря 2026 г. очищен список получателей."
        assert "30 декабря 2026 г. очищен" in person.sees
        assert await marked(titles["business_name"]) == "Название организации: Romashka Ltd."
        await person.press("enter")
        assert await marked(titles["business_name"]) == "", "what is not said is nowhere"
        await person.press("home")
        assert person.app.screen.query_one(TextArea).selected_text == ""


async def test_what_is_left_out_is_shown_with_what_it_needs_and_asks_for_it(wizard: Wizard, case: str) -> None:
    titles = wizard.letters("max_support").words["en"]["claims"]
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await person.choose("statements left out")
        assert any(titles["purpose"] in choice and "needs: What the number is used for" in choice for choice in person.choices)
        await person.choose(titles["purpose"])
        assert person.question == "What the number is used for"
        await person.write("Orders")
        assert "Orders." in person.letter and "[x] " + titles["purpose"] in "\n".join(person.choices)
        await person.choose("statements left out")
        assert not any(titles["purpose"] in choice for choice in person.choices)
        await person.choose(titles["list_cleaned"])
        assert person.panel.line.value == "2027-01-01", "the day is asked for at once"
        await person.write("2027-02-01")
        await person.press("f5")
        assert "1 февраля 2027 г. будет очищен список получателей" in person.letter
        await person.choose("statements left out")
        await person.press("escape")
        assert person.place == "letter" and any("Copy it" in choice for choice in person.choices)


async def test_the_language_of_the_letter_is_its_own(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        assert person.letter.startswith("Здравствуйте"), "MAX reads Russian"
        await person.press("f7")
        assert person.letter.startswith("Reading copy.") and "Hello," in person.letter
        assert "This is the reading copy, for you. The letter to send is the Russian one. F7 shows it." in person.sees
        assert "Language of the letter: English" in person.choices[-1]


async def test_what_is_missing_is_listed_and_nothing_is_copied_saved_or_sent(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={**OLCHAT, "crm_mailing": "no"}).case
    for action in ("stopped", "cause_named", "sent"):
        wizard.do(case, action)
    async with at_the_screen(wizard) as person:
        await person.choose("Write the letter")
        assert "The letter still needs:" in person.sees and "needed" in person.choices[0]
        for key in ("f2", "f3", "f4", "f8"):
            await person.press(key)
            assert "The letter still needs:" in person.notice and person.place == "letter"
    assert wizard.show(case).view.state == "await_review"


@pytest.mark.parametrize(("where", "said"), [("clipboard", "Copied."), ("tmux", "tmux buffer"), (None, "does not say whether it did")])
async def test_copied_is_said_only_when_it_is_certain(wizard: Wizard, case: str, where: str | None, said: str) -> None:
    copied: list[str] = []

    def copier(text: str) -> str | None:
        copied.append(text)
        return where

    async with at_the_screen(wizard, copier=copier) as person:
        await person.press("f2", "f2")
        assert said in " ".join(person.notice.split()) and (where or "Copied." not in person.notice)
        assert copied == [person.letter] and person.app.clipboard == person.letter


async def test_saved_to_a_new_file_and_never_over_another(
    wizard: Wizard, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_the_screen(wizard) as person:
        await person.press("f2", "f3")
        proposed = Path(person.panel.line.value)
        assert proposed.parent == tmp_path and "9111234567" not in proposed.name
        await person.press("enter")
        assert proposed.read_text(encoding="utf-8") == person.letter + "\n" and proposed.stat().st_mode & 0o777 == 0o600
        await person.press("f3")
        assert person.panel.line.value != str(proposed)
        await person.write(str(proposed))
        assert "not overwritten" in " ".join(person.notice.split()) and person.panel.line.value == str(proposed)
        await person.write(str(tmp_path / "no" / "such" / "folder.txt"))
        assert "Cannot write" in person.notice


async def test_plain_text_alone_on_the_page_where_the_program_cannot_step_aside(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        letter = person.letter
        await person.press("f4")
        assert person.place == "PlainTextScreen"
        assert " ".join(letter.split()) == person.sees, "nothing else is drawn"
        await person.press("escape")
        assert person.place == "letter"


async def test_side_by_side_where_there_is_room_else_one_at_a_time(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard, (100, 24)) as person:
        await person.press("f2")
        assert "Здравствуйте" in person.sees and "Business name" in person.sees
    async with at_the_screen(wizard, (80, 24)) as person:
        await person.press("f2")
        assert "Здравствуйте" not in person.sees
        await person.press("f6")
        assert "Здравствуйте" in person.sees and "Business name" not in person.sees
        await person.press("f6")
        assert "Business name" in person.sees
        await person.press("f6", "escape")
        assert "Business name" in person.sees and person.place == "letter", "Esc goes back one level"


async def test_sent_keeps_the_exact_text_with_the_act(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        letter = person.letter
        await person.press("f8")
        assert person.place == "case" and "Recorded:" in person.notice
    sent = wizard.log(case)[-1]
    assert (sent.kind, sent.name, sent.value["text"]) == ("acted", "sent", letter)


async def test_what_somebody_else_has_sent_meanwhile_is_not_recorded_twice(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        wizard.do(case, "sent")  # at another terminal
        await person.press("f8")
        assert person.place == "case" and "anna wrote to this case" in person.notice
        assert person.article.startswith("Do not:"), "the step that is true now is shown"
    assert sum(event.name == "sent" for event in wizard.log(case)) == 1


async def test_an_answer_corrected_in_the_letter_asks_why_when_acts_fall_off_the_way(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await field(person, wizard, "seen_where")
        await person.press("3")
        assert "outside the way" in person.question
        await person.write("I misread it")
        assert person.place == "case", "the corrected way has no letter here"
    assert wizard.show(case).view.state == "recipient_check"
