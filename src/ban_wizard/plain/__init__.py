"""The plain wizard: the same questions and acts as on the screen, in lines. For screen readers, dumb terminals and pipes.

Lines of 78 characters at most, no colours, no cursor tricks. A question takes a number, a word or the beginning of a line
offered; `?` explains and lists the words that may be typed. The end of the input loses nothing.
"""

from __future__ import annotations

from typing import TextIO

from ban_wizard.case.errors import BadInput
from ban_wizard.plain.home import Home
from ban_wizard.plain.talk import InputEnded, Leave, Talk
from ban_wizard.wizard import Wizard


def run_plain(wizard: Wizard, source: TextIO, out: TextIO) -> int:
    """Talk until the person leaves (exit code 0); raises BadInput, which says how to go on, when the input ends in the middle."""
    talk = Talk(wizard.lang, source, out)
    home = Home(wizard, talk)
    try:
        home.begin()
    except Leave:
        if home.new and home.unfinished:
            talk.say(talk.word("go_on_with", how=home.unfinished))
        else:
            talk.say(talk.word("kept"))
    except InputEnded:
        key = "eof_unopened" if home.new and home.unfinished else "eof"
        raise BadInput(key, how=home.unfinished or "ban-wizard --plain") from None
    return 0
