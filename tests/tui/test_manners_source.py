"""What is promised of the code of the screens: private names in one file, no markup, no parts known to be unfit, no emoji."""

import ast
import pkgutil
import re
import unicodedata
from importlib import import_module
from pathlib import Path

import pytest
import textual
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, OptionList, Static, TextArea

from ban_wizard import i18n, tui
from tests.support.walk import ROOT

SOURCES = sorted(Path(tui.__file__).parent.rglob("*.py"))
OTHERS = [path for path in SOURCES if path.name != "compat.py"]

PRIVATE = {
    name
    for owner in (App, Screen, Input, OptionList, Static, TextArea, Strip, Driver)
    for cls in owner.__mro__
    if cls.__module__.startswith(("textual", "rich"))
    for name in (*vars(cls), *getattr(cls, "__annotations__", {}))
    if re.match("_[^_]", name)
}
"""Names that Textual keeps for itself."""

UNFIT = {"MaskedInput", "deliver_text", "deliver_binary", "deliver_screenshot"}
"""MaskedInput dies on a pasted number; what is delivered is written over another file."""


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_private_names_of_textual_stand_in_one_file(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert node.attr not in PRIVATE - own, f"{path.name}:{node.lineno}"
            assert node.attr not in UNFIT, f"{path.name}:{node.lineno}"
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(("textual", "rich")):
            assert not any(part.startswith("_") for part in (*node.module.split("."), *(each.name for each in node.names))), path
            assert not UNFIT & {each.name for each in node.names}, path
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.name not in PRIVATE, f"{path.name}:{node.lineno}: overrides a private name"


def test_the_one_file_does_use_some() -> None:
    (compat,) = (path for path in SOURCES if path.name == "compat.py")
    assert {node.attr for node in ast.walk(ast.parse(compat.read_text("utf-8"))) if isinstance(node, ast.Attribute)} & PRIVATE, textual


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_given_to_markup(path: Path) -> None:
    """Static and OptionList take markup unless told not to; Content.from_markup and rich's Text.from_markup always do."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        assert name not in ("from_markup", "notify", "render_markup"), f"{path.name}:{node.lineno}"
        if name in ("Static", "Label", "OptionList"):
            told = {keyword.arg: keyword.value for keyword in node.keywords}
            assert isinstance(told.get("markup"), ast.Constant) and told["markup"].value is False, f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]


def test_no_emoji_anywhere() -> None:
    """What has a picture of its own in a terminal is two cells wide in some and one in others, and cannot be read aloud."""
    said = {f"i18n/{lang}": module_words(lang) for lang in i18n.LANGUAGES}
    for folder in ("playbooks", "appeal_templates", "src/ban_wizard/tui"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in (".yaml", ".j2", ".py", ".tcss"):
                said[str(file.relative_to(ROOT))] = file.read_text(encoding="utf-8")
    for where, text in said.items():
        assert not [c for c in text if is_emoji(c)], where


def module_words(lang: str) -> str:
    package = import_module(f"ban_wizard.i18n.{lang}")
    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    return "\n".join(word for module in modules for word in module.WORDS.values())


def is_emoji(character: str) -> bool:
    return (
        ord(character) >= 0x1F000
        or character in "\ufe0f\u200d"
        or (unicodedata.east_asian_width(character) == "W" and unicodedata.category(character) == "So")
    )


def test_an_emoji_would_be_found() -> None:
    assert all(map(is_emoji, "\N{GRINNING FACE}\N{WHITE HEAVY CHECK MARK}\N{WATCH}")) and not any(map(is_emoji, "×▌█░•│ёЖ→·…"))
