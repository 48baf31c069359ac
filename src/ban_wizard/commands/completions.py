"""Completions for the shell, written by shtab from the parser there is."""

from __future__ import annotations

from ban_wizard.arguments import Arguments, whole_parser


def completions(options: Arguments, lang: str) -> int:
    """Print the script for one shell. A case's id is not completed: ids are people's, and a script is for everybody."""
    import shtab

    print(shtab.complete(whole_parser({"FILE": shtab.FILE, "DIR": shtab.DIRECTORY}), shell=options.shell))
    return 0
