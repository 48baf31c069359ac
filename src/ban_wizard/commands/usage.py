"""What is wrong with a command that cannot be read, said in one sentence; what can be read all the same, put into plain order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ban_wizard.arguments import ALONE, COMMANDS, GLOBAL, PROGRAM, Argument, Arguments, everything_of
from ban_wizard.case.errors import BadInput
from ban_wizard.commands.common import add_settings
from ban_wizard.commands.manual import metavar
from ban_wizard.i18n import say
from ban_wizard.nearest import nearest

HELP: Final = frozenset(("-h", "--help"))

MAY_BE_EMPTY: Final = frozenset(("--agent", "agent", "text", "--search", "--fact", "answer"))
"""Where nothing is a value as well, or has a sentence of its own. Elsewhere it is a slip: a variable of a script that was not set."""


def spoken(args: Sequence[str]) -> str:
    """The language to answer in: `--lang`, the settings' or the locale's. What comes behind `letter` is the letter's."""
    asked = Arguments()
    for word, following in zip(args, (*args[1:], None), strict=True):
        if word == "letter":
            break
        name, equals, value = word.partition("=")
        if name in ("--lang", "--data-dir"):
            setattr(asked, name[2:].replace("-", "_"), value if equals else following)
    return add_settings(asked)


def command_of(args: Iterable[str]) -> str | None:
    """The command that is meant, if there is one."""
    return next((word for word in args if word in COMMANDS), None)


def in_plain_order(args: Sequence[str], lang: str) -> list[str]:
    """The same words with the command's options before all that stands alone, which argparse does not always find between options.

    Raises BadInput for the first mistake.
    """
    command, before, behind, words = None, list[str](), list[str](), list[str]()
    options = dict((*ALONE, *GLOBAL))
    left = iter(args)
    for word in left:
        if word == "--":
            words += left
        elif _is_option(word, options):
            (behind if command else before).extend(_option(word, left, options, command, lang))
        elif command is not None:
            words.append(word)
        elif word in COMMANDS:
            command, options = word, {flag: told for flag, told in everything_of(word) if flag.startswith("-")}
        else:
            hint = _hint(word, COMMANDS, lang) or " " + say(lang, "usage.see", help=f"{PROGRAM} --help")
            raise BadInput("no_command", word=word, hint=hint)
    if command is None:
        raise BadInput("usage")
    _check_words(command, words, behind, lang)
    apart = ["--"] if any(_is_option(word, {}) for word in words) else []
    return [*before, command, *behind, *apart, *words]


def _is_option(word: str, known: Iterable[str]) -> bool:
    """As argparse tells options from words: a negative number and a remark that begins with a dash are words."""
    if word.partition("=")[0] in known:
        return True
    return len(word) > 1 and word.startswith("-") and " " not in word and not re.fullmatch(r"-\d+|-\d*\.\d+", word)


def _option(word: str, left: Iterator[str], known: dict[str, dict[str, Any]], command: str | None, lang: str) -> list[str]:
    """An option with its value, in one word; raises BadInput."""
    name, equals, value = word.partition("=")
    if name not in known:
        hint = _hint(name, known, lang) or " " + say(lang, "usage.see", help=" ".join(filter(None, (PROGRAM, command, "--help"))))
        raise BadInput("no_option", command=command or PROGRAM, option=name, hint=hint)
    told = known[name]
    if "action" in told and told["action"] != "append":
        if equals:
            raise BadInput("option_alone", option=name, value=value)
        return [word]
    if not equals:
        value = next(left, "--")
        if value == "--" or _is_option(value, known):
            raise BadInput("option_open", option=name, value=metavar(told, lang))
    if not value.strip() and name not in MAY_BE_EMPTY:
        raise BadInput("option_open", option=name, value=metavar(told, lang))
    if told.get("type") is int and not re.fullmatch(r"\s*[+-]?\d+(_\d+)*\s*", value):
        raise BadInput("not_a_count", text=value, fact=name)
    _check_choice(value, told, name, lang)
    return [f"{name}={value}"]


def _check_words(command: str, words: Sequence[str], behind: Sequence[str], lang: str) -> None:
    """Whether each word has its place, and nothing is missing."""
    places: list[Argument] = [each for each in COMMANDS[command] if not each[0].startswith("-")]
    missing = []
    for word, (name, told) in zip(words, places, strict=False):
        _check_choice(word, told, f"`{PROGRAM} {command}`", lang)
        missing += [metavar(told, lang)] if not word.strip() and name not in MAY_BE_EMPTY else []
    missing += [metavar(told, lang) for _, told in places[len(words) :] if told.get("nargs") != "?"]
    given = {word.partition("=")[0] for word in behind}
    missing += [f"{flag} {metavar(told, lang)}" for flag, told in COMMANDS[command] if told.get("required") and flag not in given]
    if missing:
        raise BadInput("usage_missing", command=f"{PROGRAM} {command}", what=", ".join(missing))
    if len(words) > len(places):
        raise BadInput("usage_too_much", command=f"{PROGRAM} {command}", word=words[len(places)])


def _check_choice(value: str, told: dict[str, Any], name: str, lang: str) -> None:
    if value not in (choices := told.get("choices", (value,))):
        raise BadInput("not_a_choice", text=value, name=name, values=", ".join(choices), hint=_hint(value, choices, lang))


def _hint(typed: str, known: Iterable[str], lang: str) -> str:
    bare = {each.lstrip("-"): each for each in known}
    near = nearest(typed.lstrip("-"), bare, 0.65)
    return say(lang, "error.hint", near=bare[near]) if near is not None else ""
