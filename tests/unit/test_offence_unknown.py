"""Nobody knows whether it is a repeat: the way is the cautious one, and nothing says that it is a repeat."""

from pathlib import Path
from typing import Any

import pytest

from ban_wizard.application.stats import groups
from ban_wizard.case.errors import BadInput
from ban_wizard.faces.lines import stats_lines
from ban_wizard.wizard import Wizard
from tests.support.commands import ran
from tests.support.desk import NUMBER, desk
from tests.support.talk import substance, talk

OLCHAT = {"gateway": "olchat", "line": "Shop"}
UNSURE = {"unsure": 2}


def opened(wizard: Wizard, **told: Any) -> Wizard:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", **told)
    return wizard


@pytest.mark.parametrize("told", [{"offence": "unsure"}, {"offence": "?"}, {"facts": {"offence": "?"}}, {"facts": {"offence": "Unsure"}}])
def test_it_can_be_said_at_the_start_and_steers_the_cautious_way(wizard: Wizard, told: dict[str, Any]) -> None:
    card = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", **told)
    assert wizard.log(card.case)[0].value["offence"] == UNSURE and len(wizard.log(card.case)) == 1
    assert (card.view.facts["offence"], card.view.offence) == ("repeat", 2) and "offence" in card.view.unsure and "offence" not in card.sure
    assert any("careful way" in note and "No letter says" in note for note in card.notes)


@pytest.mark.parametrize(("typed", "offence"), [("3", 3), ("1", 1), ("first", 1), ("repeat", 2), (" REPEAT ", 2)])
def test_as_a_fact_it_is_read_as_the_option_is(wizard: Wizard, typed: str, offence: int) -> None:
    view = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={"offence": typed}).view
    assert (view.offence, view.unsure) == (offence, frozenset())
    assert wizard.start("max", NUMBER, kind="permanent_ban", offence=typed).view.offence == offence


@pytest.mark.parametrize("typed", ["banana", "0", "-1", "", "1.5"])
def test_what_is_none_is_refused(wizard: Wizard, typed: str) -> None:
    for told in ({"facts": {"offence": typed}}, {"offence": typed}):
        with pytest.raises(BadInput, match="bad_offence"):
            opened(wizard, **told)
    assert not wizard.board().rows


@pytest.mark.usefixtures("started_before", "at_noon")
@pytest.mark.parametrize("typed", [("--offence", "unsure"), ("--offence", "?"), ("--offence=?",), ("--fact", "offence=?")])
def test_every_face_leaves_the_same_log(wizard: Wizard, tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...]) -> None:
    """The screen's part of this stands in tests/tui/test_new_case.py."""
    code, _, err = ran(capsys, "start", "--messenger", "whatsapp_app", "--kind", "permanent_ban", "--number", NUMBER, *typed)
    assert code == 0 and "careful way" in err
    said = talk(wizard, "unknown", "whatsapp_app", "permanent_ban", NUMBER, "unsure", "rest", "", "quit")
    assert "Which time: I do not know" in said and "careful way" in " ".join(said.split())
    _, log, _ = ran(capsys, "log", NUMBER, "--json")
    assert '"offence": {"unsure": 2}' in log
    other = opened(desk(tmp_path / "other"), offence="?")
    assert substance(wizard, NUMBER) == substance(other, NUMBER)
    other.store.close()


def test_the_plain_wizard_understands_its_own_words_and_says_how_to_go_on(wizard: Wizard) -> None:
    talk(wizard, "unknown", "max", "permanent_ban", NUMBER, "I do not know", "rest", "", "quit")
    assert wizard.log(NUMBER)[0].value["offence"] == UNSURE
    said = talk(wizard, "new", "unknown", "whatsapp_app", "unclear", "+7 922 333-44-55", "не знаю", "quit")
    assert "--number +79223334455 --offence unsure" in " ".join(said.split())


def test_an_unknown_repeat_rests_before_it_is_linked_again(wizard: Wizard) -> None:
    case = opened(wizard, offence="unsure", facts=OLCHAT).show(NUMBER).case
    refused = next(each for each in wizard.show(case).refused if each.action == "paired").refused
    assert refused and "cool_down_on_repeat" in refused.rules


def test_no_text_says_which_block_it_is(wizard: Wizard) -> None:
    """`{offence}` stands in a step of MAX; a word of ours marks it as supposed."""
    from ban_wizard.application.cards import fill

    card = wizard.start("max", NUMBER, kind="permanent_ban", offence="unsure")
    assert fill("no. {offence}", card) == "no. 2 (assumed, as nobody knows)"
    assert fill("no. {offence}", wizard.amend(card.case, "offence", "2")) == "no. 2"


def test_an_earlier_block_that_is_known_of_is_counted(wizard: Wizard) -> None:
    for _ in range(3):
        wizard.close(wizard.start("max", NUMBER, kind="permanent_ban").case, "silent")
    assert wizard.start("max", NUMBER, kind="permanent_ban", offence="?").view.offence == 4


def test_it_can_be_corrected_both_ways(wizard: Wizard) -> None:
    case = opened(wizard, offence=1).show(NUMBER).case
    card = wizard.amend(case, "offence", "?")
    assert (card.view.facts["offence"], card.view.unsure) == ("repeat", {"offence"}) and "careful way" in card.notes[0]
    card = wizard.amend(case, "offence", "1")
    assert (card.view.facts["offence"], card.view.unsure, card.notes) == ("first", frozenset(), ())
    said = talk(wizard, "1", "amend", "offence", "unsure", "amend", "offence", "3", "quit")
    assert "Which block of this number it is: I do not know" in said and wizard.show(case).view.offence == 3


def test_the_next_block_is_a_repeat_for_sure_and_no_number_is_made_up(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", offence="unsure", facts={"seen_where": "at_login"}).case
    wizard.do(case, "unblocked")
    following = wizard.do(case, "banned_again").view
    assert (following.offence, following.facts["offence"], following.unsure) == (2, "repeat", frozenset())


def test_it_travels_in_a_file(wizard: Wizard, tmp_path: Path) -> None:
    case = opened(wizard, offence="unsure").show(NUMBER).case
    wizard.amend(case, "offence", "3")
    wizard.amend(case, "offence", "?")
    other = desk(tmp_path / "other")
    assert other.import_case(wizard.export(case)).view.unsure == {"offence"}
    other.store.close()


def test_own_outcomes_do_not_count_it_as_a_repeat(wizard: Wizard) -> None:
    """Also where it became known later, was unknown only later, or was amended and that taken back."""
    one = opened(wizard, offence="unsure").show(NUMBER).case
    two = wizard.start("whatsapp_app", "+79221112233", kind="permanent_ban", offence="2").case

    def counted() -> list[tuple[str, int]]:
        return [(group.offence, group.open) for group in groups(wizard.all_rows(), wizard.offence_unknown)]

    assert counted() == [("repeat", 1), ("unknown", 1)]
    found = groups(wizard.all_rows(), wizard.offence_unknown)
    for lang, words in (("en", "not known whether a repeat"), ("ru", "неизвестно, первая ли блокировка")):
        assert [words in line for line in stats_lines(found, wizard.kind_words, lang) if line.startswith("WhatsApp")] == [False, True]
    assert [group.as_json()["offence"] for group in found] == ["repeat", "unknown"]
    wizard.amend(two, "offence", "?")
    assert counted() == [("unknown", 2)]
    wizard.amend(one, "offence", "3")
    assert counted() == [("repeat", 1), ("unknown", 1)]
    wizard.undo(one)
    assert counted() == [("unknown", 2)]
