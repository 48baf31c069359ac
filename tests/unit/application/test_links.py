"""Cases of one portfolio find each other by the numbers that one of them names."""

from __future__ import annotations

from pathlib import Path

import pytest

from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, desk

OTHER, THIRD = "+79161234502", "+79161234503"


def named(wizard: Wizard, told: str, messenger: str = "whatsapp_api") -> str:
    return wizard.start(messenger, NUMBER, kind="portfolio_block", facts={"other_numbers": told}).case


@pytest.mark.parametrize(
    "told",
    [
        f"{OTHER}, {THIRD}",
        f"{OTHER} and {THIRD}",
        "8 (916) 123-45-02; 8 (916) 123-45-03",
        f"{OTHER}\n{THIRD}",
        "+7 916 123\N{NON-BREAKING HYPHEN}45\N{NON-BREAKING HYPHEN}02",
    ],
)
def test_a_number_that_another_case_names_is_linked_with_it_both_ways(tmp_path: Path, told: str) -> None:
    wizard = desk(tmp_path)
    blocked = named(wizard, told)
    assert wizard.show(blocked).links == ()
    watched = wizard.start("whatsapp_api", OTHER, kind="quality_drop").case
    assert wizard.show(watched).links == (("portfolio", blocked),)
    assert wizard.show(blocked).links == (("portfolio", watched),)


def test_numbers_that_are_named_later_link_cases_that_were_there_before(tmp_path: Path) -> None:
    wizard = desk(tmp_path)
    watched = wizard.start("whatsapp_api", OTHER, kind="quality_drop").case
    blocked = wizard.start("whatsapp_api", NUMBER, kind="portfolio_block").case
    assert wizard.show(watched).links == wizard.show(blocked).links == ()
    wizard.amend(blocked, "other_numbers", OTHER)
    assert wizard.show(watched).links == (("portfolio", blocked),)
    wizard.undo(blocked, reason="a slip")
    assert wizard.show(watched).links == wizard.show(blocked).links == ()


def test_its_own_number_and_words_link_nothing(tmp_path: Path) -> None:
    wizard = desk(tmp_path)
    blocked = named(wizard, f"{NUMBER}, two more, 12345")
    other = wizard.start("whatsapp_api", OTHER, kind="quality_drop").case
    assert wizard.show(blocked).links == wizard.show(other).links == ()


def test_an_erased_case_leaves_no_link_and_no_number(tmp_path: Path) -> None:
    wizard = desk(tmp_path)
    blocked = named(wizard, f"{OTHER}, {THIRD}")
    watched = wizard.start("whatsapp_api", THIRD, kind="quality_drop").case
    assert wizard.show(watched).links
    wizard.forget(blocked)
    assert wizard.show(watched).links == ()
    digits = OTHER.lstrip("+").encode()
    assert not any(digits in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
