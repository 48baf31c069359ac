"""The words of a playbook or a letter, one by one."""

from collections.abc import Iterator


def texts(words: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a language with its place."""
    if isinstance(words, dict):
        for key, inner in words.items():
            yield from texts(inner, f"{at}.{key}")
    elif isinstance(words, list):
        for number, inner in enumerate(words):
            yield from texts(inner, f"{at}.{number}")
    elif isinstance(words, str):
        yield at, words
