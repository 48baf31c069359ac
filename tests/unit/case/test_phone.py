"""Telephone numbers: as typed in any common way, and while they are being typed."""

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.case.phone import check, normalise

WHOLE = "+79111234567"


@pytest.mark.parametrize(
    "typed",
    [
        WHOLE,
        "8 911 123-45-67",
        "8(911)1234567",
        "7 911 1234567",
        "+7 (911) 123 45 67",
        "00 7 911 123 45 67",
        "\u00a0+7\u00a0911\u00a01234567",
    ],
)
def test_common_ways_of_writing(typed: str) -> None:
    phone = normalise(typed)
    assert (phone.e164, phone.shown) == (WHOLE, "+7 911 123-45-67") and check(typed).phone == phone


@pytest.mark.parametrize("typed", ["+", "call 8 911 123-45-67", "+7 911 123-45-6", "+7 911 123-45-67-89", "+999 123456789", "12-34"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(BadInput, match="not_a_phone"):
        normalise(typed)
    assert check(typed).phone is None and check(typed).wanting


def test_nothing_typed_is_asked_for_and_not_quoted() -> None:
    with pytest.raises(BadInput, match="no_phone"):
        normalise("  ")
    assert check("").wanting == "empty"


@pytest.mark.parametrize("number", [WHOLE, "+442079460958", "+12025550147", "+375291234567", "+8613800138000", "+380441234567"])
def test_every_digit_typed_is_one_less_missing(number: str) -> None:
    told = [check(number[:length]) for length in range(5, len(number))]
    missing = [found.missing for found in told if found.missing]  # a few digits do not tell the country's lengths yet
    assert missing and missing == sorted(missing, reverse=True)
    assert all(found.wanting == "short" for found in told if found.phone is None)
    assert check(number).phone is not None and check(number).region is not None


def test_an_eight_is_russian_as_long_as_it_may_be_and_another_country_if_it_must() -> None:
    assert check("8911").region == "RU" and check("89111234567").region == "RU"
    assert check("8613800138000").region == "CN"


def test_a_number_of_the_right_length_that_nobody_has_is_told_and_taken() -> None:
    found = check("+7 000 000-00-00")
    assert found.wanting == "unknown" and found.phone is not None and normalise("+7 000 000-00-00") == found.phone
