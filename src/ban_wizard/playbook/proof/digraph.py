"""Circles in a graph of names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping


def components(leads: Mapping[str, Collection[str]]) -> Iterator[frozenset[str]]:
    """The strongly connected parts: names that lead to one another. Each comes after those it leads to (Tarjan)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    stacked: set[str] = set()
    for start in leads:
        ahead = [(start, iter(leads[start]))] if start not in number else []
        while ahead:
            name, targets = ahead[-1]
            if name not in number:
                number[name] = low[name] = len(number)
                stack.append(name)
                stacked.add(name)
            for target in targets:
                if target not in number:
                    ahead.append((target, iter(leads.get(target, ()))))
                    break
                if target in stacked:
                    low[name] = min(low[name], number[target])
            else:
                ahead.pop()
                if ahead:
                    low[ahead[-1][0]] = min(low[ahead[-1][0]], low[name])
                if low[name] == number[name]:
                    part = stack[stack.index(name) :]
                    del stack[-len(part) :]
                    stacked.difference_update(part)
                    yield frozenset(part)


def is_circle(leads: Mapping[str, Collection[str]], part: Collection[str]) -> bool:
    """Whether a strongly connected part goes round: more than one name, or one that leads to itself."""
    return len(part) > 1 or any(name in leads.get(name, ()) for name in part)


def in_order(names: Iterable[str], part: Collection[str]) -> list[str]:
    """The names of a part, in the order of all names."""
    return [name for name in names if name in part]
