"""Two themes of our own. Every text that is drawn stands at 4.5:1 or better on what it is drawn upon, in both."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = "ban-wizard-dark"
LIGHT: Final = "ban-wizard-light"
NAMES: Final = {"dark": DARK, "light": LIGHT}
"""By what stands in the settings."""


def _theme(
    name: str,
    *,
    dark: bool,
    ground: str,
    panel: str,
    bar: str,
    text: str,
    muted: str,
    title: str,
    stop: str,
    good: str,
    here: str,
    edge: str,
) -> Theme:
    return Theme(
        name,
        primary=title,
        secondary=muted,
        accent=title,
        warning=stop,
        error=stop,
        success=good,
        foreground=text,
        background=ground,
        surface=panel,
        panel=bar,
        dark=dark,
        variables={
            "bw-muted": muted,  # less important words
            "bw-title": title,  # headings, keys
            "bw-stop": stop,  # what not to do, what went wrong
            "bw-good": good,  # what is done
            "bw-here": here,  # behind the line that is chosen
            "bw-edge": edge,  # lines between parts; no text
            "block-cursor-background": here,
            "block-cursor-foreground": text,
            "block-cursor-blurred-background": here,
            "block-cursor-blurred-foreground": text,
            "block-cursor-text-style": "bold",
            "border": title,
            "border-blurred": edge,
            "input-cursor-background": text,
            "input-cursor-foreground": ground,
            "input-selection-background": here,
            "input-selection-foreground": text,
            "text-disabled": muted,
            "text-muted": muted,
            "scrollbar": edge,
            "scrollbar-hover": muted,
            "scrollbar-active": title,
            "scrollbar-background": panel,
            "scrollbar-background-hover": panel,
            "scrollbar-background-active": panel,
            "scrollbar-corner-color": panel,
            "screen-selection-background": here,
            "screen-selection-foreground": text,
        },
    )


THEMES: Final = (
    _theme(
        DARK,
        dark=True,
        ground="#12161c",
        panel="#191f28",
        bar="#242d39",
        text="#e7ebf0",
        muted="#aab6c3",
        title="#8cc8ff",
        stop="#ffb08a",
        good="#9adfa2",
        here="#24436a",
        edge="#4a5869",
    ),
    _theme(
        LIGHT,
        dark=False,
        ground="#fcfcfa",
        panel="#f1f3f1",
        bar="#e1e6e8",
        text="#1a2027",
        muted="#48535d",
        title="#0a4a86",
        stop="#8f2d00",
        good="#12582a",
        here="#cfe2f6",
        edge="#8b98a3",
    ),
)


def fitting(colorfgbg: str | None) -> str:
    """The theme for a terminal that tells its colours in COLORFGBG (`15;0` is light on dark); dark where nothing is told."""
    ground = (colorfgbg or "").rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else DARK
