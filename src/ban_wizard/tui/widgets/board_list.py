"""The cases as a list of any length, drawn line by line: a row is read when it comes into view, and few are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ban_wizard.faces.board import SECTIONS
from ban_wizard.i18n import say
from ban_wizard.store.protocol import BoardRow
from ban_wizard.tui.board_text import Wording

PAGE: Final = 100
"""Rows read at a time."""

KEPT_PAGES: Final = 20

Load = Callable[[int, int], Sequence[BoardRow]]
"""Reads rows: the index of the first, and how many."""


class BoardList(ScrollView, can_focus=True):
    """Rows under headings, one of them under the bar. Moving the bar and opening a row is all it does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"board--heading", "board--here", "board--late", "board--ended"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("enter", "open", show=False),
    ]

    class Opened(Message):
        """A case was chosen."""

        def __init__(self, row: BoardRow) -> None:
            super().__init__()
            self.row = row

    class Moved(Message):
        """The bar has come to another row, or what it stands on was read anew."""

    def __init__(self) -> None:
        super().__init__(id="board")
        self.load: Load = lambda first, count: ()
        self.wording: Wording | None = None
        self.counts: Sequence[int] = (0,) * len(SECTIONS)
        self.here = 0
        """The index of the row under the bar."""
        self.current: BoardRow | None = None
        """The row under the bar."""
        self.stood: BoardRow | None = None
        """The row that was under the bar last, also while there is none."""
        self.pages: OrderedDict[int, Sequence[BoardRow]] = OrderedDict()

    # ------------------------------------------------------------------ what it shows

    def show(self, load: Load, wording: Wording, counts: Sequence[int], *, here: int = 0) -> None:
        """Show these rows, the bar on the one of the index `here`."""
        self.load, self.wording, self.counts = load, wording, counts
        self.pages.clear()
        total = sum(counts)
        self.here = max(0, min(here, total - 1))
        headings = sum(bool(count) for count in counts)
        self.virtual_size = Size(0, total + headings)  # lines are as wide as there is room
        self.stand()
        self.refresh()

    def stand(self) -> None:
        """The bar has a new place: it comes into view, and others are told."""
        self.current = self.row(self.here) if sum(self.counts) else None
        self.stood = self.current or self.stood
        self.scroll_here()
        self.post_message(self.Moved())

    def rows(self, page: int) -> Sequence[BoardRow]:
        """A page of rows, read if it is not at hand."""
        found = self.pages.get(page)
        if found is None:
            found = self.pages[page] = self.load(page * PAGE, PAGE)
            while len(self.pages) > KEPT_PAGES:
                self.pages.popitem(last=False)
        else:
            self.pages.move_to_end(page)
        return found

    def row(self, index: int) -> BoardRow | None:
        rows = self.rows(index // PAGE) if index >= 0 else ()
        return rows[index % PAGE] if index % PAGE < len(rows) else None

    # ------------------------------------------------------------------ lines and rows

    def at_line(self, y: int) -> tuple[str, int | None]:
        """What stands on a line: a section's heading (None), or the row of an index."""
        first = 0
        for section, count in zip(SECTIONS, self.counts, strict=True):
            if not count:
                continue
            if y == 0:
                return section, None
            if y <= count:
                return section, first + y - 1
            y, first = y - count - 1, first + count
        return "", None

    def line_of(self, index: int) -> int:
        line = first = 0
        for count in self.counts:
            if not count:
                continue
            line += 1
            if index < first + count:
                break
            first += count
        return index + line

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        section, index = self.at_line(y + self.scroll_offset.y)
        blank = Strip.blank(width, self.visual_style.rich_style)
        if not section or self.wording is None:
            return blank
        if index is None:
            style = self.get_visual_style("board--heading").rich_style
            title = say(self.wording.lang, f"board.section.{section}")
            return Strip([Segment(f" {title} ({self.counts[SECTIONS.index(section)]})", style)]).adjust_cell_length(width, style)
        row = self.row(index)
        if row is None:
            return blank
        here = index == self.here
        classes = [name for name, fits in (("board--late", section == "overdue"), ("board--ended", section == "ended")) if fits]
        style = self.get_visual_style(*classes, *(["board--here"] if here else [])).rich_style
        return Strip([Segment("▌" if here else " ", style), Segment(self.wording.line(row, width - 1), style)], width)

    # ------------------------------------------------------------------ moving

    def move_to(self, index: int) -> None:
        total = sum(self.counts)
        index = max(0, min(index, total - 1))
        if index != self.here:
            before, self.here = self.here, index
            self.stand()
            for each in (before, index):
                self.refresh(Region(0, self.line_of(each) - self.scroll_offset.y, self.size.width, 1))

    def scroll_here(self) -> None:
        line = self.line_of(self.here)
        top = line - 1 if self.here == 0 or self.at_line(line - 1)[1] is None else line  # a heading comes into view with its first row
        self.scroll_to_region(Region(0, top, 1, line - top + 1), animate=False, force=True)

    def on_resize(self) -> None:
        """The bar stays in sight, also where a question takes some of the room."""
        self.scroll_here()

    def action_move(self, by: int) -> None:
        self.move_to(self.here + by)

    def action_page(self, pages: int) -> None:
        self.move_to(self.here + pages * max(1, self.size.height - 1))

    def action_go(self, index: int) -> None:
        self.move_to(index if index >= 0 else sum(self.counts) - 1)

    def action_open(self) -> None:
        if row := self.current:
            self.post_message(self.Opened(row))

    def on_click(self, event: events.Click) -> None:
        _, index = self.at_line(event.y + self.scroll_offset.y)
        if index is not None:
            self.move_to(index)
            self.action_open()
