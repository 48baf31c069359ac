"""Talking with the plain wizard: lines in, everything it said out."""

from __future__ import annotations

import io
from typing import Any, Final

from ban_wizard.plain import run_plain
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER

MAX_OPENING: Final = ("list", "max", "login_blocked", "", NUMBER, "", "at_login", "rest", "")
"""From the first question to the first step of a permanent ban in MAX."""


def talk(wizard: Wizard, *lines: str) -> str:
    """Everything the wizard said while these lines were typed."""
    out = io.StringIO()
    assert run_plain(wizard, io.StringIO("".join(line + "\n" for line in lines)), out) == 0
    return out.getvalue()


def substance(wizard: Wizard, case: str) -> list[Any]:
    """A log without what two runs of the same answers may differ in."""
    return [(e.seq, e.at, e.actor, e.kind, e.name, e.value) for e in wizard.log(case)]
