"""Taking back an answer that was amended: with the amendment goes the reason that was given for it, and nothing else."""

from ban_wizard.wizard import Wizard
from tests.support.cases import cooling_down


def told(wizard: Wizard, case: str) -> list[tuple[str, str]]:
    return [(event.kind, event.name) for event in wizard.log(case)]


def test_undo_takes_back_an_amendment_together_with_its_reason(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    before = wizard.show(case).view
    amended = wizard.amend(case, "line", "Kiosk", reason="misheard")
    assert told(wizard, case)[-2:] == [("noted", "reason"), ("amended", "line")]
    assert amended.view.facts["line"] == "Kiosk" and amended.view.event.kind == "amended", "what undo would take back is the answer"
    back = wizard.undo(case)
    assert (back.view.facts, back.view.event, back.view.state) == (before.facts, before.event, before.state)
    assert [event.value["seq"] for event in wizard.log(case)[-2:]] == [event.seq for event in wizard.log(case)[-3:-5:-1]]
    wizard.undo(case, reason="a slip")
    former = before.before
    assert former is not None and wizard.show(case).view.event == former.event, "the next undo takes back what came before"


def test_undo_of_an_amendment_without_a_reason_leaves_a_remark_before_it(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    wizard.note(case, "the owner called")
    wizard.amend(case, "line", "Kiosk")
    back = wizard.undo(case)
    assert back.view.facts["line"] != "Kiosk" and back.view.event.value == "the owner called"


def test_the_reason_of_an_amendment_is_read_in_the_history(wizard: Wizard) -> None:
    from ban_wizard.faces.history import entries

    case = cooling_down(wizard)
    card = wizard.amend(case, "line", "Kiosk", reason="misheard")
    said = [entry.text for entry in entries(card, wizard.log(case))]
    assert "misheard" in said[-2] and "Kiosk" in said[-1]
    card = wizard.undo(case)
    assert [entry.taken_back for entry in entries(card, wizard.log(case))][-2:] == [True, True]
