"""A letter in Markdown reads as it was written."""

import pytest

from ban_wizard.letter.markdown import markdown


def test_paragraphs_and_items_stay_what_they_are() -> None:
    text = "Hello,\n\nMeasures:\n- One.\n- Two.\n\nThank you."
    assert markdown("To support", text) == f"# To support\n\n{text}"


def test_line_breaks_of_a_letter_stay() -> None:
    assert markdown("T", "Anna\nRomashka\n- item\nend") == "# T\n\nAnna\\\nRomashka\n- item\nend"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("*all* of_it [b](c) <d> `e` \\", r"\*all\* of\_it \[b\](c) \<d\> \`e\` \\"),
        ("# no heading", r"\# no heading"),
        ("1. not a list", r"1\. not a list"),
        ("+7 911 123-45-67", r"\+7 911 123-45-67"),
        ("---", r"\---"),
        ("2027-02-01: cleaned", "2027-02-01: cleaned"),
    ],
)
def test_what_looks_like_markdown_is_text(typed: str, written: str) -> None:
    assert markdown("T", typed) == f"# T\n\n{written}"
