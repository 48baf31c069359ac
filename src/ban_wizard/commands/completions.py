"""Completions for the shell, written by shtab from the parser there is."""

from __future__ import annotations

from ban_wizard.arguments import Arguments
from ban_wizard.commands.manual import manual


def completions(options: Arguments, lang: str) -> int:
    """Print the script for one shell. A case's id is not completed: ids are people's, and a script is for everybody."""
    import shtab

    parser, _ = manual(lang, {"FILE": shtab.FILE, "DIR": shtab.DIRECTORY})
    print(shtab.complete(parser, shell=options.shell))
    return 0
