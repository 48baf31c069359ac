"""The log in words: what was chosen is named, not only what was asked."""

from ban_wizard.faces.history import entries, recorded_words
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER


def told(wizard: Wizard, case: str) -> list[str]:
    return [entry.text for entry in entries(wizard.show(case), wizard.log(case))]


def test_the_kind_that_was_chosen_is_named(either: Wizard) -> None:
    case = either.start("max", NUMBER, kind="unclear").case
    card = either.do(case, "kind_changed", facts={"kind": "permanent_ban"})
    kind = {"en": "Permanent ban", "ru": "Постоянная блокировка"}[either.lang]
    assert told(either, case)[-1].endswith(f" — {kind}") and recorded_words(card) == told(either, case)[-1]


def test_what_an_act_was_told_is_named(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "nowhere"}).case
    wizard.do(case, "locked_out", facts={"login_says": "?"})
    label = wizard.show(case).fact_words("login_says")["label"]
    assert f" — {label}" in told(wizard, case)[-1] and told(wizard, case)[-1].endswith("I do not know")


def test_an_act_that_ends_with_a_reason_keeps_it(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    wizard.close(case, "the customer fell silent")
    assert told(wizard, case)[-1].endswith(" — the customer fell silent")


def test_an_act_keeps_the_words_of_its_own_step_where_the_next_calls_another_act_so(either: Wizard) -> None:
    facts = {"gateway": "phone_only", "sim_in_hand": "yes", "review": "none"}
    case = either.start("whatsapp_app", NUMBER, kind="permanent_ban", facts=facts).case
    either.do(case, "stopped")
    either.do(case, "cause_named")
    card = either.do(case, "sent")
    said = {"en": "I have sent it", "ru": "Письмо отправлено"}[either.lang]
    assert recorded_words(card) == told(either, case)[-1] == said != card.action_title("sent")
