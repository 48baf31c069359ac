import pytest

from ban_wizard.case.secrets import MASK, mask

OWN = "+79111234567"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Authorization: Bearer abc.DEF-123456", f"Authorization: Bearer {MASK}"),
        ("token EAAGm0PX4ZCpsBAKxyzxyzxyzxyzxyz end", f"token {MASK} end"),
        ("https://x.example/?access_token=s3cretvalue&v=2", f"https://x.example/?access_token={MASK}&v=2"),
        ('{"apiTokenInstance": "d75b3a66374942c5b3c0"}', f'{{"apiTokenInstance": "{MASK}"}}'),
        ("Your WhatsApp code is 123-456", f"Your WhatsApp code is {MASK}"),
        ("код 482913, никому не говорите", f"код {MASK}, никому не говорите"),
        ("client +44 7700 900123 wrote", f"client {MASK} wrote"),
        ("89161234567 жаловался", f"{MASK} жаловался"),
        ("again in 23:59:10\n8 (916) 123-45-67", f"again in 23:59:10\n{MASK}"),
        ("звоните +7 916\n123-45-67", f"звоните {MASK}"),
    ],
)
def test_secrets_are_not_kept(text: str, kept: str) -> None:
    assert mask(text, OWN).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "My number +7 911 123-45-67 is blocked",
        "номер 8 (911) 123-45-67",
        '"expiration": 1641330498',
        "on 2026-11-21 at 12:30:45",
        "Graph 131031, 368",
        "You can use WhatsApp again in 23:59:10",
        "again in 23:59:10\n8 (911) 123-45-67",
    ],
)
def test_the_own_number_codes_of_errors_and_dates_stay(text: str) -> None:
    assert mask(text, OWN) == mask(text, OWN).__class__(text, {})


def test_the_person_is_told_how_much_was_masked() -> None:
    assert mask("123456 and 654321, +1 415 555 2671, Bearer abcdefghij", OWN).counts == {"token": 1, "code": 2, "number": 1}


def test_words_that_are_on_record_anyway_stay() -> None:
    told = ["call +7 495 000-00-00 or 654321", "no secret", "a", "the office"]
    text = "Please call +7 495 000-00-00 or 654321, not +1 415 555 2671."
    assert mask(text, OWN, told) == mask(text, OWN).__class__("Please call +7 495 000-00-00 or 654321, not •••.", {"number": 1})
    assert mask("654321", OWN, told).text == "•••", "a part of what was told is not what was told"
