"""Which known word somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that was probably meant. One slip is near in any word; for more, `cutoff` is difflib's."""
    words = list(known)
    slips = ((slip, place) for place, each in enumerate(words) if (slip := _slip(typed, each)) is not None)
    if (likeliest := min(slips, default=None)) is not None:
        return words[likeliest[1]]
    from difflib import get_close_matches  # most words are right

    return next(iter(get_close_matches(typed, words, n=1, cutoff=cutoff)), None)


def _slip(typed: str, meant: str) -> int | None:
    """What one slip made of a word, the likeliest first: two letters in the wrong order, one too many or too few, a wrong one."""
    if len(typed) < 2 or abs(len(typed) - len(meant)) > 1:
        return None
    same = next((n for n, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), min(len(typed), len(meant)))
    head, tail = typed[same:], meant[same:]
    if len(typed) != len(meant):
        return 1 if head[1:] == tail or head == tail[1:] else None
    if head[:2] == tail[1::-1] and head[2:] == tail[2:]:
        return 0
    return 2 if head and head[1:] == tail[1:] else None
