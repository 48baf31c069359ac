"""A number on a page that goes from hand to hand: known again by its owner, told to nobody."""

import pytest

from ban_wizard.case.phone import masked


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ("+7 911 123-45-67", "+7 911 ***-**-67"),
        ("+1 202-555-0123", "+1 202-***-**23"),
        ("+380 50 123 4567", "+380 50 *** **67"),
        ("+44 7400 123456", "+44 **** ****56"),  # after its second group too little would be hidden
        ("+65 6123 4567", "+65 **** **67"),
        ("+290 12345", "+290 ***45"),
        ("+79111234567", "+7********67"),  # without spaces nothing tells where the country code ends
        ("", ""),
    ],
)
def test_the_middle_is_hidden_and_the_form_stays(shown: str, hidden: str) -> None:
    assert masked(shown) == hidden
