"""What every face says round the step: place, forecast, ledger, evidence, links, sources that disagree, what is far off."""

from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.application.card_json import card_json
from ban_wizard.application.cards import wait_sentences
from ban_wizard.application.overview import conflicts, due_sentence, forecast_sentences, here, place, size, zone_sentence
from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.faces.lines import case_lines, row_line
from ban_wizard.values import replace
from ban_wizard.wizard import Wizard
from tests.support.cases import cooling_down
from tests.support.desk import NUMBER, OLCHAT


def text_of(wizard: Wizard, case: str) -> str:
    """What `show` prints, its lines put together again."""
    return " ".join(" ".join(case_lines(wizard.show(case), sources=wizard.library.sources())).split())


# ------------------------------------------------------------------------------------------- show


def test_show_tells_all_that_the_screen_tells(either: Wizard, tmp_path: Path) -> None:
    case = cooling_down(either)
    linked = either.start("whatsapp_app", "+79111234568", kind="temporary_ban", facts=OLCHAT).case
    (tmp_path / "screen.png").write_bytes(b"x" * 1500)
    either.evidence(case, str(tmp_path / "screen.png"))
    card, text = either.show(case), text_of(either, case)
    way = card.progress
    assert place(card, way) in text and (way.step, way.of) == (7, 9)
    for state in (*(passed.state for passed in way.done), *way.later, way.end):
        assert card.state_title(str(state)) in text
    assert all(sentence in text for sentence in forecast_sentences(card))
    assert card.rule_text("queue_clearing") in text and "screen.png, 1.5 " in text and linked in text
    assert {"en": "0 of 3 days are over", "ru": "Позади 0 из 3 дней"}[either.lang] in text


def test_a_menu_is_not_flooded_with_what_stands_in_the_overview(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    text = " ".join(case_lines(wizard.show(case), commands=False))
    assert "Step 7 of about 9." in text and "At best" not in text and "Done:" not in text


def test_what_is_far_off_is_told_last(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    near, far = text_of(wizard, case).split("Also not yet, in other steps:")
    card = wizard.show(case)
    assert card.action_title("paired") in near.split("Not yet:")[1] and card.action_title("gateway_asked") in far
    assert sorted(a.action for part in card.refused_soon for a in part) == sorted(a.action for a in card.refused), "none is lost"


def test_a_limit_that_nobody_has_used_is_not_spoken_of(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts=OLCHAT).case
    assert "limits still allow" not in text_of(wizard, case)


# ------------------------------------------------------------------------------------------- sources that disagree


def test_both_sides_are_told_with_who_says_it_and_which_is_followed(either: Wizard) -> None:
    case = cooling_down(either)
    card, sources = either.show(case), either.library.sources()
    told = {conflict.ruling: conflict.statements for conflict in conflicts(card, sources)}
    contested = [sources.contested[group] for group in card.playbook.states["cool_down"].contested]
    assert list(told) == [each.ruling[either.lang] for each in contested]
    for each in contested:
        heads = " ".join(head for head, _ in told[each.ruling[either.lang]])
        assert all(cite in heads for cite in each.facts), "nobody is left out"
    second_chance = next(each for each in contested if each.id == "second_chance")
    not_followed = {"en": "we do not follow this", "ru": "не следуем этому"}[either.lang]
    for head, says in told[second_chance.ruling[either.lang]]:
        cites = head.split(" (")[0].split(", ")
        assert (not_followed in head) == (cites[0] in second_chance.not_followed)
        assert all(cite in card.cites for cite in cites) or says == sources.facts[cites[0]].says[either.lang]


# ------------------------------------------------------------------------------------------- forecast


def test_a_known_end_is_at_best_as_assumed_and_at_worst(wizard: Wizard) -> None:
    facts = {"template_state": "paused", "timer_end": "2027-01-03T12:00"}
    case = wizard.start("whatsapp_api", NUMBER, kind="template_paused_or_disabled", facts=facts).case
    assert list(forecast_sentences(wizard.show(case)))[:3] == [
        "At best Sun 3 Jan 2027, if every answer comes at once and nothing goes wrong.",
        "With waits as long as we assume: Sun 3 Jan 2027.",
        "At worst Sun 3 Jan 2027, by the ends that somebody stands for.",
    ]


def test_where_nothing_is_waited_for_nobody_stands_for_an_end(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "nowhere"}).case
    card = wizard.show(case)
    assert list(forecast_sentences(card)) == [
        "At best today, if every answer comes at once and nothing goes wrong.",
        "None of this is a promise.",
    ]
    assert place(card, card.progress) == "Step 1. If all goes well, it is the last one."


def test_a_wait_that_nobody_names_an_end_of_is_named(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    *_, depends, last = forecast_sentences(wizard.show(case))
    assert depends.startswith("Nobody names a usual or a longest time; it depends on “") and last == "None of this is a promise."


def test_an_ended_case_has_no_forecast(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="not_a_ban").case
    wizard.do(case, "worked")
    card = wizard.show(case)
    assert list(forecast_sentences(card)) == [] and place(card, card.progress) == ""
    assert card_json(card)["forecast"] is None


# ------------------------------------------------------------------------------------------- json


def test_json_tells_the_way_the_quotas_and_the_evidence(wizard: Wizard, tmp_path: Path, clock: FrozenClock) -> None:
    case = cooling_down(wizard)
    (tmp_path / "mail.eml").write_text("blocked")
    clock.move(timedelta(hours=1))
    card = card_json(wizard.evidence(case, str(tmp_path / "mail.eml")))
    assert card["progress"]["step"] == 7 and card["progress"]["of"] == 9
    assert [step["state"] for step in card["progress"]["later"]] == ["pair", "chats_only"]
    assert card["progress"]["done"][0].keys() == {"state", "title", "at"}
    assert card["quotas"] == [
        {
            "quota": "queue_clearing",
            "limits": [{"used": 1, "max": 1, "per": "P5D"}, {"used": 1, "max": 2, "per": "P1M"}],
            "next": "2027-01-06T00:00:00+03:00",
        }
    ]
    (piece,) = card["evidence"]
    assert (piece["file"], piece["bytes"], piece["at"]) == ("mail.eml", 7, "2027-01-01T13:00:00+03:00")


# ------------------------------------------------------------------------------------------- evidence, corrections


def test_evidence_is_dated_and_a_file_that_is_none_leaves_the_case_alone(wizard: Wizard, tmp_path: Path) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    (tmp_path / "screen.png").write_bytes(b"x")
    wizard.evidence(case, str(tmp_path / "screen.png"), at="2027-01-01T10:00")
    event = wizard.log(case)[-1]
    assert (event.kind, event.name, event.at.hour) == ("noted", "evidence", 10)
    with pytest.raises(BadInput, match="evidence_unreadable"):
        wizard.evidence(case, str(tmp_path / "missing"))
    assert len(wizard.log(case)) == 2


@pytest.mark.parametrize(("bytes", "told"), [(1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (2_900, "2.9 kB"), (12_345_678, "12.3 MB")])
def test_sizes_are_said_as_people_say_them(bytes: int, told: str) -> None:
    assert size("en", bytes) == told


def test_what_a_correction_would_change_is_told_and_not_recorded(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    before = wizard.log(case)
    found = wizard.would_amend(case, "gateway", "phone_only")
    assert found.strays == ("gateway_asked", "queue_cleared") and found.card.view.state == "phone_days"
    assert wizard.log(case) == before and wizard.show(case).view.state == "cool_down"
    assert wizard.would_amend(case, "line", "Kiosk").strays == ()
    with pytest.raises(BadInput, match="not_a_value"):
        wizard.would_amend(case, "gateway", "pigeon")


# ------------------------------------------------------------------------------------------- whose clock


def test_whose_clock_a_case_goes_by_is_said_where_it_is_not_ones_own(wizard: Wizard) -> None:
    own = wizard.start("max", NUMBER, kind="temporary_ban").case
    far = wizard.start("max", "+79110000001", kind="permanent_ban", facts={"review": "open"}, zone="Asia/Vladivostok").case
    wizard.do(far, "stopped")
    assert zone_sentence(wizard.show(own)) == ""
    card = wizard.show(far)
    assert zone_sentence(card) == "Times are those of Asia/Vladivostok; yours is Europe/Moscow."
    assert zone_sentence(card) in "\n".join(case_lines(card))
    assert "Look again tomorrow, 10:00." in " ".join(wait_sentences(card)) and due_sentence(card) == "Due tomorrow, 10:00: look again."
    by_ones_own = here(card)
    assert due_sentence(by_ones_own) == "Due tomorrow, 03:00: look again." and "tomorrow, 03:00" in " ".join(wait_sentences(by_ones_own))
    row = next(row for row in wizard.board().rows if row.case == far)
    assert "look again tomorrow, 03:00" in row_line(row, card, "en")


def test_it_is_ones_turn_in_the_very_moment_in_which_a_step_is_come_to(wizard: Wizard, clock: FrozenClock) -> None:
    card = wizard.show(wizard.start("max", NUMBER, kind="permanent_ban").case)
    assert due_sentence(replace(card, now=card.now - timedelta(microseconds=40))) == "Your turn now.", "clocks go on while one records"
    assert due_sentence(replace(card, now=card.now - timedelta(minutes=2))) == "This becomes possible today, 12:00."


def test_a_restriction_whose_end_is_not_known_does_not_contradict_itself(either: Wizard) -> None:
    facts = {"timer_end": "?", "restriction_types": "?", "level": "waba", "appeal_offered": "no"}
    case = either.start("whatsapp_api", NUMBER, kind="restriction_30d", facts=facts).case
    for action in ("stopped", "level_found", "others_checked", "cause_named"):
        either.do(case, action)
    either.do(case, "measures_noted", facts={"measures": "stopped@2027-01-01"})
    either.do(case, "clients_know")
    card, english = either.show(case), either.lang == "en"
    assert card.view.state == "sit_out" and "—" not in card.text
    assert ("End of the restriction: not known yet" if english else "Конец ограничения: пока неизвестно") in card.text
    begun = "It has an end, but nobody has recorded it" if english else "Конец у этого есть, но здесь он пока не записан"
    assert next(iter(wait_sentences(card))).startswith(begun)
    ahead = (
        "How long it takes can be said once the end is known"
        if english
        else "Сколько это займёт, можно будет сказать, когда станет известен конец"
    )
    assert [sentence.startswith(ahead) for sentence in forecast_sentences(card)] == [True]
