"""What the app, a gateway or the API says on an ordinary day, in several languages; and that beside a block, or of another service.

A line of the text files is the messenger, the kinds that are right, and the text.
"""

from pathlib import Path

import pytest

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.case.recognise.recognisers import verdict


def told(name: str) -> list[tuple[str | None, set[str], str]]:
    lines = (line.split("|", 2) for line in (Path(__file__).parent / name).read_text("utf-8").splitlines())
    return [(None if messenger == "unknown" else messenger, set(kinds.split(",")), text) for messenger, kinds, text in lines]


@pytest.mark.parametrize(("messenger", "kinds", "text"), told("ordinary_told.txt"))
def test_what_is_said_on_an_ordinary_day_is_known(messenger: str | None, kinds: set[str], text: str) -> None:
    found = verdict(text)
    assert (found.messenger, found.kind in kinds) == (messenger, True), found


@pytest.mark.parametrize(("messenger", "kinds", "text"), told("ordinary_beside.txt"))
def test_beside_a_block_or_of_another_service_it_is_no_verdict_of_its_own(messenger: str | None, kinds: set[str], text: str) -> None:
    found = verdict(text)
    assert found.kind in kinds, found
    assert found.messenger == messenger or found.kind not in BLOCK_KINDS
