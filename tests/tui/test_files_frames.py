"""What is read before a case is erased, as it is drawn, at two sizes and in both languages; people's text in them is text."""

from pathlib import Path

import pytest

from ban_wizard.wizard import Wizard
from tests.support.cases import TO_THE_COOL_DOWN
from tests.support.desk import NUMBER, OLCHAT
from tests.tui.files_page import at_the_files
from tests.tui.pages import Size

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_what_goes_with_a_case(either: Wizard, size: Size) -> None:
    case = either.start("whatsapp_app", NUMBER, kind="permanent_ban", facts=OLCHAT).case
    for action in TO_THE_COOL_DOWN:
        either.do(case, action)
    async with at_the_files(either, size) as person:
        await person.press("delete")
        person.golden("forget")


@pytest.mark.parametrize("text", ["[@click=app.quit]x[/]", "[b]bold[/b]", "{number}", "%s \\["])
async def test_markup_in_a_lines_name_or_a_files_is_shown_as_typed(wizard: Wizard, tmp_path: Path, text: str) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={**OLCHAT, "line": text})
    async with at_the_files(wizard, (120, 40)) as person:
        await person.press("delete")
        assert text.casefold() in person.article
        await person.press("escape", "w")
        await person.write(str(tmp_path / "no such folder" / text))
        assert text in person.notice and person.app.is_running
