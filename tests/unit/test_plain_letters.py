"""Letters in lines: fields, claims by number, measures with days, what to look at, saved and sent."""

from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.wizard import Wizard
from tests.support.cases import at_the_letter
from tests.support.desk import NUMBER, desk
from tests.support.talk import talk

LETTER = "max_support"


@pytest.fixture
def wizard(wizard: Wizard) -> Wizard:
    """With a case at the step of its letter."""
    at_the_letter(wizard)
    return wizard


def letter_in(said: str, which: int = 0) -> str:
    """A letter as it stood between its two lines."""
    return said.split("=" * 60)[2 * which + 1].strip()


def test_fields_one_by_one_saved_and_sent_with_the_exact_text(wizard: Wizard, tmp_path: Path) -> None:
    saved = tmp_path / "letter.txt"
    said = talk(
        wizard, "", LETTER, "", "2026-12-30", "Romashka", "answers to clients", "stopped, list_cleaned@2026-12-29", "",
        "save", str(saved), "sent", "quit",
    )  # fmt: skip
    text = saved.read_text("utf-8")
    assert text.strip() == letter_in(said) and "Romashka" in text and "1 января 2027 г. остановлены" in text and "29 декабря 2026" in text
    sent = next(event for event in wizard.log(NUMBER) if event.name == "sent")
    assert sent.value["text"] == text.strip(), "the exact text that was sent is kept"
    assert wizard.show(NUMBER).view.reviews["support"].status == "open"


def test_a_letter_is_never_saved_over_another_file(wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    talk(wizard, "", LETTER, "rest", "save", "mine.txt", "", "quit")
    assert (tmp_path / "mine.txt").read_text() == "mine" and (tmp_path / f"{LETTER}-acase1.txt").is_file()


def test_a_field_that_does_not_fit_is_asked_again_and_what_was_given_is_kept_at_once(wizard: Wizard) -> None:
    with pytest.raises(BadInput, match="eof"):
        talk(wizard, "", LETTER, "", "soon", "2026-12-30")
    assert wizard.show(NUMBER).view.facts["blocked_at"].startswith("2026-12-30")


def test_when_the_block_began_is_not_asked_for_as_time_that_is_left(wizard: Wizard) -> None:
    said = " ".join(talk(wizard, "", LETTER, "", "23:59:10", "2027-01-02", "2026-12-30", "back", "quit").split())
    assert "what is left" not in said and said.count("is not a day or a time before now") == 2
    assert wizard.show(NUMBER).view.facts["blocked_at"].startswith("2026-12-30")


def test_claims_are_put_in_and_taken_out_by_number(wizard: Wizard) -> None:
    said = talk(
        wizard, "", LETTER, "", "2026-12-30", "Romashka", "rest", "claims", "99", "business_name", "claims", "business_name", "", "quit"
    )
    assert "[x] Название организации: Romashka." in said and "[ ] Название организации: Romashka." in said
    assert "Romashka" in letter_in(said, 0) and "Romashka" not in letter_in(said, 1) and "Romashka" in letter_in(said, 2)


def test_a_field_can_be_changed_and_the_other_language_read(wizard: Wizard) -> None:
    said = talk(wizard, "", LETTER, "", "", "Romashka", "rest", "field", "business_name", "Vasilek", "language", "", "quit")
    assert "Vasilek" in letter_in(said, 1) and "Romashka" not in letter_in(said, 1)
    assert "Vasilek" in letter_in(said, 2) and "Здравствуйте" not in letter_in(said, 2)


def test_what_is_sent_is_the_letter_even_if_the_copy_was_read_last(wizard: Wizard) -> None:
    talk(wizard, "", LETTER, "rest", "language", "sent", "quit")
    sent = next(event for event in wizard.log(NUMBER) if event.name == "sent")
    assert sent.value["text"].startswith("Здравствуйте")


def test_back_within_a_letter_leads_to_the_step(wizard: Wizard) -> None:
    said = talk(wizard, "", "letter", "rest", "save", "back", "back", "history", "quit")
    assert "Case opened" in said and all(event.name != "sent" for event in wizard.log(NUMBER))


def test_a_letter_says_what_is_missing(tmp_path: Path) -> None:
    wizard = desk(tmp_path / "other")
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={"review": "none", "gateway": "phone_only", "sim_in_hand": "yes"})
    for action in ("stopped", "cause_named", "sent", "refused"):
        wizard.do(NUMBER, action)
    wizard.do(NUMBER, "write_again", facts={"what_is_new": "the list is clean"})
    said = talk(wizard, "", "whatsapp_support", "rest", "", "quit")
    assert "the list is clean" in said or "still needs" in said
    wizard.store.close()


def test_a_pasted_text_is_taken_over_by_a_word(tmp_path: Path) -> None:
    wizard = desk(tmp_path / "other")
    known = {"review": "none", "gateway": "phone_only", "sim_in_hand": "yes"}
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", text="This account\ncan no longer use WhatsApp", facts=known)
    for action in ("stopped", "cause_named"):
        wizard.do(NUMBER, action)
    said = talk(wizard, "", "letter", "take", "rest", "quit")
    assert "type `take`" in said
    assert wizard.show(NUMBER).view.facts["screen_text"] == "This account can no longer use WhatsApp"
    wizard.store.close()
