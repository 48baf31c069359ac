"""The command `playbook`, for authors."""

from __future__ import annotations

import os
from pathlib import Path

from ban_wizard.arguments import Arguments
from ban_wizard.case.errors import BadInput
from ban_wizard.commands.common import DONE, REFUSED, dumps, write_lines


def playbook(options: Arguments, lang: str) -> int:
    """For authors: `check`, `paths`, `graph`, `schema`. `name` is a folder of playbooks, a playbook, or a schema."""
    from ban_wizard.desktop.locations import cache_dir, playbooks_dir
    from ban_wizard.faces import authoring
    from ban_wizard.playbook.cache import Library

    root, name, cache = playbooks_dir(), options.name, cache_dir(Path(options.data_dir) if getattr(options, "data_dir", None) else None)
    if options.what == "check":
        root = _of_playbooks(Path(name)) if name else root
        if not os.path.isdir(root):  # a name too long for one is none either
            raise BadInput("no_folder", folder=root)
        told = authoring.check(root, _letters_of(root), cache, lang)
    elif options.what == "schema":
        told = authoring.schema(name)
    else:
        if name and os.path.isfile(Path(name) / "flow.yaml"):  # an author's own
            root, name = Path(name).resolve().parent, Path(name).resolve().name
        library = Library(root, _letters_of(root), cache)
        if name not in library.ids():
            raise BadInput("unknown_playbook", name=name or "", values=", ".join(library.ids()))
        told = authoring.paths(library, name) if options.what == "paths" else authoring.graph(library, name, lang)
    write_lines([dumps(told.object)] if options.json else told.lines)
    return REFUSED if told.mistakes else DONE


def _of_playbooks(named: Path) -> Path:
    """The folder that holds all playbooks, for somebody who names one playbook, or what lies around them all."""
    if os.path.isfile(named / "flow.yaml"):
        return named.parent if named.name not in ("", "..") else named.resolve().parent
    around = not os.path.exists(named / "sources.yaml") and os.path.isdir(named / "playbooks")
    return named / "playbooks" if around else named


def _letters_of(playbooks: Path) -> Path:
    """The letters beside a folder of playbooks: an author's copy of both is taken as a whole; else the shipped ones."""
    from ban_wizard.desktop.locations import templates_dir

    beside = playbooks.resolve().parent / "appeal_templates"
    return beside if beside.is_dir() else templates_dir()
