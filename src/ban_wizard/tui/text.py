"""Words on their way to the screen: never as markup, without control characters, with hanging indents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from ban_wizard.text import clean

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
    """Paragraphs one under the other at any width."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines: Sequence[Line] = tuple(lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return max((len(line.lead) + line.text.get_optimal_width(rules, container_width) for line in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return sum(line.text.get_height(rules, max(1, width - len(line.lead))) for line in self.lines)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        strips: list[Strip] = []
        for line in self.lines:
            body = line.text.render_strips(max(1, width - len(line.lead)), None, style, options)
            if line.lead:
                first = words(line.lead, line.lead_style).render_strips(len(line.lead), None, style, options)
                rest = Strip.blank(len(line.lead), style.rich_style)
                body = [Strip.join([first[0] if n == 0 else rest, strip]) for n, strip in enumerate(body)]
            strips += body
        return strips if height is None else strips[:height]


def paragraphs(text: str, style: str = "") -> list[Line]:
    """The paragraphs of a playbook's text, an empty line between them."""
    lines: list[Line] = []
    for part in text.strip().split("\n\n"):
        lines += [Line(words(" ".join(part.split()), style)), BLANK]
    return lines[:-1]


BLANK = Line(Content(""))
