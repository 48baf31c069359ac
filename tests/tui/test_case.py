"""A case: what is shown first, what acts need, what is refused and why, taking back, notes, faults."""

from datetime import timedelta

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.faces.wording import store_sentence
from ban_wizard.store.protocol import StoreError
from ban_wizard.wizard import Wizard
from tests.support.cases import cooling_down
from tests.support.desk import NUMBER, raced
from tests.tui.pages import at_the_screen


async def test_what_not_to_do_comes_first_then_step_due_text_list_why_and_sources(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"})
    async with at_the_screen(wizard, (80, 50)) as person:
        card, text = wizard.show(NUMBER), person.article
        parts = ["Do not:", *card.do_not, card.title, "Your turn now.", card.items[0][0], "Why:", "Who says so:"]
        places = [text.index(part) for part in parts]
        assert places == sorted(places)
        assert "(a vendor's documentation)" in text, "each source with its strength"
        assert person.frame[1].strip() == "Do not:"


async def test_contested_sources_show_both_sides_and_the_ruling(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f3")
        state = wizard.show(case).playbook.states["write_support"]
        contested = wizard.library.sources().contested[state.contested[0]]
        assert contested.ruling["en"] in person.article
        assert "we do not follow this" in person.article and "we follow this" in person.article
        assert "Who says so:" in person.frame[1], "the key brings the sources to the top"
        await person.press("f3")
        assert "Do not:" in person.frame[1], "and back again"


async def test_an_honest_wait(wizard: Wizard) -> None:
    cooling_down(wizard)
    async with at_the_screen(wizard) as person:
        card = wizard.show(NUMBER)
        assert card.wait_words and card.wait_words in person.article
        assert "Not before Mon 4 Jan 2027, 12:00." in person.article
        assert "We assume Wed 6 Jan 2027, 12:00; nobody promises it." in person.article


async def test_i_do_not_know_is_an_answer(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        await person.choose("I do not know")
    view = wizard.show(NUMBER).view
    assert view.facts["seen_where"] == "nowhere" and "seen_where" in view.unsure


async def test_digits_choose_and_a_recorded_act_says_how_to_take_it_back(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        await person.press("1")
        assert wizard.show(NUMBER).view.state == "stop_all"
        card = wizard.show(NUMBER)
        label, answer = card.fact_words("seen_where")["label"], card.value_text("seen_where", "at_login")
        assert person.notice == f"Recorded: {label}: {answer}. F8 takes it back.", "the answer, not the question alone"
        await person.press("f8")
        assert "Take back the last entry?" in person.question and label in person.question
        await person.press("1")
    assert wizard.show(NUMBER).view.state == "where_seen"


async def test_an_act_asks_in_place_for_what_it_needs(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    async with at_the_screen(wizard) as person:
        await person.do("kind_changed")
        assert not any("Temporary" in choice for choice in person.choices), "the present kind is no change"
        await person.choose("Permanent ban")
        assert wizard.show(NUMBER).view.kind == "permanent_ban"
        await person.do("closed")
        await person.press("enter")
        assert wizard.show(NUMBER).result is None
        await person.type("gave up")
        await person.press("escape")
        assert wizard.show(NUMBER).result is None
        await person.do("closed")
        assert person.panel.line.value == "gave up", "Esc has lost nothing"
        await person.press("enter")
        assert person.place == "case" and person.choices == ["1 All cases"]
    assert wizard.log(case)[-1].value == {"reason": "gave up"}


async def test_a_step_that_is_there_to_name_the_kind_asks_for_it_at_once(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="unclear").case
    async with at_the_screen(wizard) as person:
        card = wizard.show(case)
        assert person.question == card.fact_words("kind")["question"]
        assert person.choices[:2] == ["1 Not clear yet", "2 " + card.words["kinds"]["temporary_ban"]]  # type: ignore[index]
        await person.press("enter", "enter")
        assert "Nothing was recorded" in person.notice and len(wizard.log(case)) == 1, "no kind is right by default"
        assert not any("I do not know" in choice or card.action_title("kind_changed") in choice for choice in person.choices)
        await person.do("phone_fine")
        assert wizard.show(case).view.state == "link_again", "what else may have happened stands below"
        await person.do("failed")
        assert person.question == card.fact_words("link_says")["question"]
        await person.choose("something else, an error of the gateway")
        await person.choose("Ban without a countdown")
    assert wizard.show(case).view.kind == "permanent_ban" and wizard.log(case)[-1].name == "kind_changed"


async def test_a_time_is_asked_with_a_hint_and_a_wrong_one_is_told(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    for action in ("stopped", "cause_found"):
        wizard.do(case, action)
    async with at_the_screen(wizard) as person:
        await person.do("timer_seen")
        assert "23:59:10" in person.panel.line.placeholder
        await person.write("soon")
        assert "is not a time" in person.notice and person.panel.line.value == "soon"
        await person.write("02.01.2027 9:30")
        assert "Ends tomorrow, 09:30." in person.article
        await person.do("timer_seen")
        await person.write("23:59:10")
        assert "Ends tomorrow, 11:59." in person.article


async def test_a_refused_act_shows_the_reason_and_the_date_and_its_page_the_sources(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    async with at_the_screen(wizard, (80, 40)) as person:
        title = wizard.show(case).action_title("paired")
        assert any(f"× {title}: not before Mon 4 Jan 2027, 12:00" in choice for choice in person.choices)
        await person.do("paired")
        assert "OLC-18" in person.article and "Not allowed yet" in person.article
        await person.press("enter")
        assert "Do not:" in person.frame[1], "back to the step"
    assert len(wizard.log(case)) == wizard.show(case).view.seq


async def test_what_happened_all_the_same_needs_words_and_a_second_yes(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    before = len(wizard.log(case))
    async with at_the_screen(wizard) as person:
        await person.do("paired")
        await person.choose("It has already happened")
        await person.press("enter")
        assert "few words" in person.notice
        await person.write("the owner scanned the code")
        await person.press("enter")
        assert len(wizard.log(case)) == before, "Enter alone records nothing against a rule"
        await person.press("enter")
        await person.choose("Yes, it has happened")
        assert "the owner scanned the code" in person.article, "the breach stays visible"
    (breach,) = wizard.show(case).view.breaches
    assert breach.reason == "the owner scanned the code" and wizard.show(case).view.state == "cool_down"


async def test_taking_back_what_happened_in_the_world_needs_a_reason(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    async with at_the_screen(wizard) as person:
        assert person.screen.lacks("undo"), "there is nothing to take back yet"
        await person.press("1", "f8", "2")
        await person.press("enter")
        assert "few words" in person.notice and wizard.show(case).view.state == "find_cause"
        await person.write("pressed by mistake")
        assert person.notice == "Taken back."
    assert wizard.log(case)[-1].value["reason"] == "pressed by mistake"
    assert wizard.show(case).view.state == "stop_new"


async def test_a_wrong_line_is_taken_back_without_an_essay(either: Wizard) -> None:
    case = either.start("max", NUMBER, kind="temporary_ban").case
    async with at_the_screen(either) as person:
        await person.press("enter", "f8", "3")
        assert either.show(case).view.state == "find_cause", "the last line leaves all as it is"
        await person.press("f8", "enter")
        assert either.show(case).view.state == "find_cause", "so does Enter"
        await person.press("f8", "1")
    assert either.log(case)[-1].value["reason"] == {"en": "I chose the wrong line", "ru": "Выбрана не та строка"}[either.lang]
    assert either.show(case).view.state == "stop_new"


async def test_notes_stand_in_the_history_and_secrets_in_them_do_not(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    async with at_the_screen(wizard) as person:
        await person.press("f4")
        await person.write("the code is 123456, call +79990001122")
        assert "Not kept from the text" in person.notice
        await person.press("f6")
        assert "Note: the code is" in person.article and "123456" not in person.article
    assert "123456" not in wizard.log(case)[-1].value


async def test_time_that_passes_opens_what_was_refused(wizard: Wizard, clock: FrozenClock) -> None:
    case = cooling_down(wizard)
    async with at_the_screen(wizard) as person:
        over = wizard.show(case).action_title("over")
        assert any("×" in choice and over in choice for choice in person.choices)
        clock.move(timedelta(days=3))
        person.screen.look_again()  # type: ignore[attr-defined]
        await person.settle()
        assert person.choices[0] == f"1 {over}"


async def test_somebody_else_was_first(wizard: Wizard, boris: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    raced(wizard, lambda: boris.note(case, "I am on it"))
    async with at_the_screen(wizard) as person:
        await person.press("1")
        assert "boris wrote to this case" in person.notice and wizard.show(case).view.state == "stop_new"
        await person.press("1")
        assert wizard.show(case).view.state == "find_cause", "the person, and nobody else, repeats it"


async def test_a_store_that_fails_is_told_and_what_was_typed_stays(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    wizard.start("max", NUMBER, kind="temporary_ban")
    async with at_the_screen(wizard) as person:
        await person.press("f4")

        def full(*changes: object, **more: object) -> None:
            raise StoreError("disk_full", "full", path="/data")

        with monkeypatch.context() as patched:
            patched.setattr(wizard.store, "append", full)
            await person.write("important")
            assert person.notice == store_sentence(StoreError("disk_full", "full", path="/data"), "en")
            assert person.panel.line.value == "important"
        await person.press("enter")
    assert wizard.log(NUMBER)[-1].value == "important"


async def test_banned_again_goes_on_in_the_next_case(wizard: Wizard) -> None:
    first = cooling_down(wizard)
    async with at_the_screen(wizard) as person:
        await person.do("banned_again")
        await person.choose("Yes, record it")
        assert person.screen.card.case != first and person.screen.card.view.offence == 3  # type: ignore[attr-defined]
        assert "A new case goes on from here" in person.notice


async def test_enter_alone_never_ends_a_case(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "nowhere"}).case
    async with at_the_screen(wizard) as person:
        for _ in range(7):
            await person.press("enter")
        assert person.question and [e.kind for e in wizard.log(case)] == ["opened", "answered"], "it was asked once more, again and again"
        await person.press("home", "enter") if person.choices[0] == "1 No, back" else None
        await person.do("worked")
        assert person.choices == ["1 No, back", "2 Yes, record it"] and "This ends the case" in person.question
        await person.press("escape")
        await person.do("worked")
        await person.press("2")
    assert wizard.show(case).result == "not_a_ban"


async def test_enter_in_a_wait_says_only_that_nothing_is_new(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login", "review": "open"}).case
    wizard.do(case, "stopped")
    assert wizard.show(case).view.state == "await_answer"
    async with at_the_screen(wizard) as person:
        await person.press("enter", "enter")
        assert wizard.show(case).view.state == "await_answer"
    assert [event.kind for event in wizard.log(case)][-2:] == ["looked", "looked"]


async def test_an_act_that_is_simply_next_has_no_hour(wizard: Wizard, clock: FrozenClock) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        assert "Your turn now." in person.article and "Overdue" not in person.sees
    clock.move(timedelta(days=3))
    async with at_the_screen(wizard) as person:
        assert "Overdue. Your turn now." in person.article and "12:00:" not in person.article


async def test_the_beginning_of_what_to_do_is_in_sight_where_enter_records_it(either: Wizard) -> None:
    card = either.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"})
    async with at_the_screen(either) as person:
        assert " ".join(card.text.split()[:12]) in person.sees


async def test_what_is_cut_off_at_the_top_of_a_small_terminal_is_shown_by_dots(russian: Wizard) -> None:
    russian.start("whatsapp_app", NUMBER, kind="temporary_ban")
    async with at_the_screen(russian, (60, 15)) as person:
        assert len(person.frame[0]) <= 60 and person.frame[0].endswith("…")


async def test_leave_at_any_time_and_come_back_to_the_same_step(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        await person.press("1", "1", "f10")
        assert not person.app.is_running
    async with at_the_screen(wizard) as person:
        assert person.screen.card.view.state == "find_cause"  # type: ignore[attr-defined]
