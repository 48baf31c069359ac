"""What support staff send on, and what they learn from their own cases."""

from datetime import UTC, datetime

from ban_wizard.application.stats import ENOUGH, groups
from ban_wizard.faces.reply import reply_text
from ban_wizard.store.protocol import BoardRow
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER


def test_a_question_goes_out_with_its_answers(wizard: Wizard) -> None:
    card = wizard.start("max", NUMBER, kind="permanent_ban")
    text = reply_text(card)
    words = card.fact_words("seen_where")
    assert "+7 911 123-45-67" in text and words["question"] in text
    assert [f"{n}. {value}" in text for n, value in enumerate(words["values"].values(), 1)] == [True, True, True, True]
    assert "If you do not know" in text


def test_a_step_goes_out_with_what_to_do_and_what_not_to(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    card = wizard.show(case)
    text = reply_text(card)
    assert card.title in text and all(sentence in text for sentence in card.do_not)
    assert "MAX-0" not in text and "--fact" not in text and case not in text, "no citations, no commands, no ids"


def test_a_wait_goes_out_with_its_dates_as_sure_as_they_are(wizard: Wizard) -> None:
    opened = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={"review": "open", "gateway": "phone_only"})
    card = wizard.do(opened.case, "stopped")
    assert "Look again tomorrow, 10:00" in reply_text(card)
    timed = wizard.start("whatsapp_app", "+79111234568", kind="temporary_ban", facts={"gateway": "phone_only"}).case
    for _ in range(3):
        card = wizard.show(timed)
        if card.timing:
            break
        wizard.do(timed, card.allowed[0].action, facts={n.fact: n.values[0] for n in card.allowed[0].needs})
    text = reply_text(wizard.do(timed, "looked", facts={"timer_end": "2027-01-03T15:00"}))
    assert "Ends Sun 3 Jan 2027, 15:00" in text


def row(result: str | None, offence: int = 1, kind: str = "permanent_ban") -> BoardRow:
    at = datetime(2027, 1, 1, tzinfo=UTC)
    return BoardRow("c", NUMBER, "max", kind, offence, "s", "do", None, None, None, result, "h", at, at)


def test_shares_have_a_denominator_and_are_not_told_of_a_few() -> None:
    few, many, *rest = groups(
        [
            *[row("recovered")] * (ENOUGH - 1),
            row(None),
            *[row("recovered", 2)] * 3,
            row("lost", 2),
            row("lost", 3),
            row("given_up", 1, "rate_limit"),
        ],
        lambda _: False,
    )
    assert (few.offence, few.open, few.ended, few.outcomes) == ("first", 1, 4, (("recovered", 4),))
    assert few.as_json()["outcomes"][0]["share"] is None
    assert (many.offence, many.ended, many.outcomes) == ("repeat", 5, (("recovered", 3), ("lost", 2)))
    assert many.as_json()["outcomes"][1] == {"result": "lost", "count": 2, "of": 5, "share": 0.4}
    assert [group.kind for group in rest] == ["rate_limit"]


def test_every_page_of_the_store_is_counted(wizard: Wizard) -> None:
    for n in range(120):
        wizard.start("max", f"+7911{n:07}", kind="rate_limit")
    (group,) = groups(wizard.all_rows(), wizard.offence_unknown)
    assert (group.open, group.ended) == (120, 0)
