"""Words on their way to the screen: never as markup, without control characters, with hanging indents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from ban_wizard.text import clean
from ban_wizard.tui.compat import folded

TITLE = "bold $bw-title"
MUTED = "$bw-muted"
STOP = "bold $bw-stop"
GOOD = "$bw-good"


def words(text: object, style: str = "") -> Content:
    """Any text, whoever typed it, as it was typed; square brackets are square brackets."""
    return Content.styled(clean(str(text)), style)


class Line(NamedTuple):
    """A paragraph; what wraps hangs under the first word after `lead`."""

    text: Content
    lead: str = ""
    lead_style: str = ""


class Lines(Visual):
    """Paragraphs one under the other at any width. Nearly all are of one style, which is drawn without Content's detours:
    half of the time from an answer to the next question went there."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines: Sequence[Line] = tuple(lines)
        self.folded: dict[int, list[list[str] | None]] = {}
        """By width, the rows of each paragraph; None for one of several styles."""

    def rows(self, width: int) -> list[list[str] | None]:
        """Each paragraph folded to its part of the width."""
        found = self.folded.get(width)
        if found is None:
            found = self.folded[width] = [self.fold(line, max(1, width - len(line.lead))) for line in self.lines]
        return found

    def fold(self, line: Line, width: int) -> list[str] | None:
        text = line.text.plain
        return None if len(line.text.spans) > 1 or not text.isprintable() else folded(text, width)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return max((len(line.lead) + line.text.get_optimal_width(rules, container_width) for line in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return sum(
            line.text.get_height(rules, max(1, width - len(line.lead))) if rows is None else len(rows)
            for line, rows in zip(self.lines, self.rows(width), strict=True)
        )

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        drawn: dict[str | Style, RichStyle] = {"": style.rich_style}

        def segment(text: str, own: str | Style) -> Segment:
            if own not in drawn:
                drawn[own] = (style + options.get_style(own)).rich_style
            return Segment(text, drawn[own])

        strips: list[Strip] = []
        for line, rows in zip(self.lines, self.rows(width), strict=True):
            if height is not None and len(strips) >= height:
                break
            leads = [segment(line.lead, line.lead_style), segment(" " * cell_len(line.lead), "")] if line.lead else []
            if rows is None:
                body = line.text.render_strips(max(1, width - len(line.lead)), None, style, options)
                if leads:
                    body = [Strip.join([Strip([leads[n > 0]]), strip]) for n, strip in enumerate(body)]
            else:  # each row at once: a Strip costs as much as all that is in it
                own = line.text.spans[0].style if line.text.spans else ""
                body = []
                for n, row in enumerate(rows):
                    parts = [leads[n > 0]] if leads else []
                    parts += [segment(row, own)] if row else []
                    body.append(Strip(parts, cell_len(line.lead) + cell_len(row)))
            strips += body
        return strips if height is None else strips[:height]


def paragraphs(text: str, style: str = "") -> list[Line]:
    """The paragraphs of a playbook's text, an empty line between them."""
    lines: list[Line] = []
    for part in text.strip().split("\n\n"):
        lines += [Line(words(" ".join(part.split()), style)), BLANK]
    return lines[:-1]


BLANK = Line(Content(""))
