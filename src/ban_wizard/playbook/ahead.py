"""Compiling playbooks ahead of their use, in a process of its own: a screen neither waits for that nor pays for its memory."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from ban_wizard.playbook.cache import Library


def compile_ahead(library: Library) -> None:
    """Have every playbook compiled that is not in the cache yet, and return once that is done; nothing stays in memory here."""
    if library.cache is not None and library.not_kept():
        folders = (library.root, library.letters, library.cache)
        command = [sys.executable, "-m", "ban_wizard.playbook.ahead", *map(str, folders)]
        with suppress(OSError):  # it will be compiled when it is needed
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def main(root: str, letters: str, cache: str) -> None:
    """Compile what has not been compiled. A playbook with mistakes is told to whoever comes to need it."""
    from ban_wizard.playbook.findings import BadPlaybook

    library = Library(Path(root), Path(letters), Path(cache))
    for messenger in library.not_kept():
        with suppress(BadPlaybook):
            library.playbook(messenger)


if __name__ == "__main__":
    main(*sys.argv[1:])
