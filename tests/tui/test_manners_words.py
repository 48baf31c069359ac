"""In every place, in Russian, with words of people in it that mean harm: shown as typed, to be read, and nothing left in English."""

import re

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.tui.places import BLOCKED, Visitor, a_visit
from tests.tui.test_theme import too_faint

SHOWN = "[@click=app.quit]x[/] [/b] [red]y"
HOSTILE = SHOWN + " \x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\ \x1b[2J\x9b31m\x07\u202eabc\u200b\u061c\ud800 \ttab\nline z" + "\u0301" * 20
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

SAME_IN_EVERY_LANGUAGE = frozenset(
    "ban wizard WhatsApp WA MAX Meta Business Manager API Cloud OLChat Green GREEN Wappi Evolution Baileys WAHA suspendedUntil "
    "Support Home SIM SMS CRM PIN QR VPN ID Facebook Instagram Telegram Android iPhone Web BSP WABA Graph FAIL WRONG PASSWORD "
    "Enter Esc Del Home End Tab Space PgUp PgDn Ctrl md txt ics json Markdown SHA UTC In English".split()
)
"""Names of things, of keys and of endings of files; and the command that leads to English."""

CODES = re.compile(
    r"\b[A-Z]{2,5}-\d+\b|\bacase\d+\b|\bF\d+\b|https?://\S+|/\S+|\b[\w-]+\.(?:txt|md|ics|json)\b|\b(?=[a-f]*\d)[0-9a-f]{6,}\b|“[^”]*”|«[^»]*»"
)
"""Sources, cases, keys, addresses, files, fingerprints and quotes."""


def in_english(visitor: Visitor) -> set[str]:
    """Latin words that are nobody's own and no names, codes or keys; one that is cut off cannot be told."""
    own = [SHOWN, "link abc tab line anna zzz", BLOCKED, *(area.text for area in visitor.app.screen.query("TextArea"))]  # type: ignore[attr-defined]
    own.append(getattr(visitor.app.screen, "text", ""))  # a letter that is compared
    known = SAME_IN_EVERY_LANGUAGE | set(re.findall(r"[A-Za-z]+", " ".join(own)))
    return set(re.findall(r"[A-Za-z]{2,}", CODES.sub(" ", re.sub(r"\w+…", " ", visitor.sees)))) - known


async def test_everywhere_in_russian(russian: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    seen = 0
    async with a_visit(russian, clock, monkeypatch, words=HOSTILE) as visitor:
        async for place in visitor.everywhere():
            assert visitor.app.is_running, f"{place}: a name has ended the program"
            if words := in_english(visitor):
                wrong.append(f"{place}: in English: {sorted(words)}")
            if faint := too_faint(visitor):
                wrong.append(f"{place}: too faint: {faint}")
            if found := [line for line in visitor.frame if INVISIBLE.search(line)]:
                wrong.append(f"{place}: cannot be seen: {found!r}")
            if wide := [line for line in visitor.frame if len(line) > 80 + line.count("\u0301")]:
                wrong.append(f"{place}: too wide: {wide!r}")
            seen += SHOWN in visitor.sees
    assert not wrong, "\n".join(wrong)
    assert seen > 12, "else nothing was tested"
