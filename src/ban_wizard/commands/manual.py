"""What `--help` says, in the language of the interface, and the parser with all its words that completions are made from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ban_wizard.arguments import ALONE, COMMANDS, GLOBAL, PROGRAM, Argument, common_of
from ban_wizard.i18n import has, say


def page(command: str | None, lang: str) -> str:
    """The help of a command, or of all of them."""
    parser, commands = manual(lang)
    help = (commands[command] if command else parser).format_help()
    return help + "\n".join(_symptoms(lang)) if command == "diagnose" else help


def _symptoms(lang: str) -> Iterator[str]:
    """What `--symptom` takes, by messenger, in words."""
    from ban_wizard.desktop.locations import cache_dir, playbooks_dir, templates_dir
    from ban_wizard.faces.lines import wrapped
    from ban_wizard.playbook.cache import Library

    library = Library(playbooks_dir(), templates_dir(), cache_dir())
    for messenger in library.ids():
        words: Any = library.words(messenger, lang)["symptoms"]
        yield f"\n{say(lang, 'usage.title.symptoms', messenger=messenger)}:"
        for name in library.symptoms(messenger).symptoms:
            yield f"  {name}"
            yield from wrapped(str(words[name]), " " * 6)
    yield ""


def manual(lang: str, complete: Mapping[str, object] = {}) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser with every command and every word about it, and those of the commands.

    `complete` says what a shell shall complete an argument with, by the word in capitals that stands for it (FILE, DIR).
    """
    layout = partial(_Layout, lang=lang)
    parser = argparse.ArgumentParser(
        prog=PROGRAM, add_help=False, formatter_class=layout, description=say(lang, "usage.about"), epilog=say(lang, "usage.words")
    )
    _add(parser, "options", None, (*ALONE, *GLOBAL), lang, complete)
    title, metavar = say(lang, "usage.title.commands"), say(lang, "usage.word.COMMAND")
    commands = parser.add_subparsers(title=title, metavar=metavar, prog=PROGRAM)
    for name, arguments in COMMANDS.items():
        about = say(lang, f"usage.about.{name}")
        command = commands.add_parser(name, help=about, add_help=False, formatter_class=layout, description=about)
        _add(command, "words", name, [each for each in arguments if not each[0].startswith("-")], lang, complete)
        _add(command, "options", name, [each for each in arguments if each[0].startswith("-")], lang, complete)
        _add(command, "everywhere", name, common_of(name), lang, complete)
    return parser, commands.choices


class _Layout(argparse.HelpFormatter):
    """argparse's own, but for the word before the usage, which it has in English."""

    def __init__(self, prog: str, *, lang: str, **more: Any) -> None:
        super().__init__(prog, **more)
        self.lang = lang

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say(self.lang, "usage.prefix") if prefix is None else prefix)


def _add(
    parser: argparse.ArgumentParser,
    group: str,
    command: str | None,
    arguments: Sequence[Argument],
    lang: str,
    complete: Mapping[str, object],
) -> None:
    titled = parser.add_argument_group(say(lang, f"usage.title.{group}"))
    if GLOBAL[0] in arguments:
        titled.add_argument("-h", "--help", action="help", help=say(lang, "usage.any.help"))
    for flag, told in arguments:
        words = {} if "help" in told else {"help": about(command, flag, lang)}
        if "metavar" in told:
            words["metavar"] = metavar(told, lang)
        action = titled.add_argument(flag, **{**told, **words})
        if told.get("metavar") in complete:
            action.complete = complete[told["metavar"]]  # type: ignore[attr-defined]  # as shtab wants it


def about(command: str | None, flag: str, lang: str) -> str:
    """What is said of an argument: of this command's, else of every command's."""
    name = flag.lstrip("-")
    own = f"usage.{command}.{name}"
    return say(lang, own if has(lang, own) else f"usage.any.{name}")


def metavar(told: Mapping[str, Any], lang: str) -> str:
    """The word in capitals that stands for a value, or the values there are."""
    return say(lang, f"usage.word.{told['metavar']}") if "metavar" in told else "|".join(told["choices"])
