"""What lies under other widgets and has nothing to show of its own."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Ground(Widget):
    """Mixed into a container, after its class, whose style sheet counts. Between its borders all rows are alike: one is drawn.

    Textual draws every row of what is covered too, which took a tenth of the time from an answer to the next question.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        if crop.height <= 3:
            return super().render_lines(crop)
        first, between = super().render_lines(Region(crop.x, crop.y, crop.width, 2))
        last = super().render_lines(Region(crop.x, crop.bottom - 1, crop.width, 1)) if self.styles.border_bottom[0] else [between]
        return [first, *[between] * (crop.height - 2), *last]
