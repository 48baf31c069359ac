"""What tests of the screens do not wait for."""

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any

import pytest
from textual import screen
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import Token, tokenize_values

from ban_wizard.tui import board_detail


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the board tells once its bar has come to rest, it tells at once; and nothing is drawn by the clock, but once all is at rest."""
    monkeypatch.setattr(board_detail, "REST", 0.001)
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 3600.0)


_rules: dict[Hashable, tuple[RuleSet, ...]] = {}


@cache
def _tokens(variables: tuple[tuple[str, str], ...]) -> dict[str, list[Token]]:
    return tokenize_values(dict(variables))


def _parsed(scope: str, css: str, read_from: Any, variable_tokens: dict[str, list[Token]], **how: Any) -> Iterable[RuleSet]:
    key = (scope, css, read_from, id(variable_tokens), *how.items())
    if key not in _rules:
        _rules[key] = tuple(parse(scope, css, read_from, variable_tokens=variable_tokens, **how))
    return _rules[key]


@pytest.fixture(autouse=True)
def styles_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program has the same ones in the same colours; Textual itself keeps what it has parsed, but within one program."""
    monkeypatch.setattr(stylesheet, "tokenize_values", lambda variables: _tokens(tuple(variables.items())))
    monkeypatch.setattr(stylesheet, "parse", _parsed)
