"""A YAML text that is changed in one place, and in every other stays as its author wrote it, comments and line ends included."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from ban_wizard.playbook.strict_yaml import Steps


class Edited:
    """Places are told as everywhere: `("states", "stop", "next", 0, "to")`. Lines count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text

    def line(self, steps: Steps) -> int:
        """Of the key, or of the entry of a list."""
        return self.text.count("\n", 0, self._begin(steps)) + 1

    def value(self, steps: Steps) -> str:
        """A value as it is written."""
        node = self._node(steps)
        return self.text[node.start_mark.index : _end(node)]

    def replace(self, steps: Steps, new: str) -> None:
        node = self._node(steps)
        self._put(new, node.start_mark.index, _end(node))

    def rename(self, steps: Steps, new: str) -> None:
        """Write another key."""
        key, _ = self._pair(steps)
        self._put(new, key.start_mark.index, key.end_mark.index)

    def insert(self, steps: Steps, entry: str) -> None:
        """Put an entry (`key: value`, or an item) before all others of a mapping or a list."""
        node = self._node(steps)
        at = node.start_mark.index
        if node.flow_style:
            self._put(entry + (", " if node.value else ""), at + 1, at + 1)
        else:
            dash = "- " if isinstance(node, yaml.SequenceNode) else ""
            self._put(f"{dash}{entry}\n{' ' * node.start_mark.column}", at, at)

    def remove(self, steps: Steps) -> None:
        """Take out a key with its value, or an entry of a list."""
        parent = self._node(steps[:-1])
        begins = [self._begin((*steps[:-1], each)) for each in _keys(parent)]
        begin, end = self._begin(steps), _end(self._node(steps))
        later = [other for other in begins if other > begin]
        if later:
            self._put("", begin, min(later))
        elif parent.flow_style:
            before = self.text[:begin].rstrip(", \n")
            self._put("", len(before), end)
        else:
            self._put("", self.text.rindex("\n", 0, begin) + 1, self.text.index("\n", end) + 1)

    # ------------------------------------------------------------------------------------------- nodes

    def _put(self, new: str, begin: int, end: int) -> None:
        self.text = self.text[:begin] + new + self.text[end:]

    def _node(self, steps: Steps) -> Any:
        node = _composed(self.text)
        for step in steps:
            node = _within(node, step)[1]
        return node

    def _pair(self, steps: Steps) -> tuple[Any, Any]:
        return _within(self._node(steps[:-1]), steps[-1])

    def _begin(self, steps: Steps) -> int:
        """Where an entry begins: its key, or its dash."""
        key, value = self._pair(steps)
        if key is not None:
            return int(key.start_mark.index)
        at = int(value.start_mark.index)
        return at if self._node(steps[:-1]).flow_style else self.text.rindex("-", 0, at)


@lru_cache(maxsize=64)
def _composed(text: str) -> Any:
    return yaml.compose(text, Loader=getattr(yaml, "CLoader", yaml.Loader))


def _keys(node: Any) -> list[str | int]:
    return [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else list(range(len(node.value)))


def _within(node: Any, step: str | int) -> tuple[Any, Any]:
    """An entry's key (None in a list) and value; of two with one key the later."""
    if isinstance(node, yaml.SequenceNode):
        return None, node.value[step]
    return next((key, value) for key, value in reversed(node.value) if key.value == step)


def _end(node: Any) -> int:
    """Where a value's last character is: the end of a block is that of the last value in it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)
