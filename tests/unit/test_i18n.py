"""The words of the interface are the same set in both languages, and each is said somewhere."""

import re
from collections import Counter
from datetime import datetime
from importlib import import_module
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from ban_wizard.i18n import PARTS, language, moment, plural, say
from ban_wizard.store.protocol import STORE_ERRORS
from tests.support.walk import ROOT

I18N = ROOT / "src" / "ban_wizard" / "i18n"
SOURCE = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py") if path.parent.parent != I18N)


def words(lang: str) -> dict[str, str]:
    """Every sentence of a language; one key stands in one file, the one that `say` looks into."""
    found = {}
    for path in (I18N / lang).glob("[a-z]*.py"):
        for key, text in import_module(f"ban_wizard.i18n.{lang}.{path.stem}").WORDS.items():
            assert PARTS.get(key.partition(".")[0], "core") == path.stem, key
            found[key] = text
    return found


EN, RU = words("en"), words("ru")


def placeholders(text: str) -> Counter[str]:
    return Counter({name: 1 for part in text.split("|") for _, name, _, _ in Formatter().parse(part) if name})


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    assert EN.keys() == RU.keys()
    for key, text in EN.items():
        assert placeholders(text) == placeholders(RU[key]), key
        assert text.strip() and RU[key].strip()


def test_every_fault_of_a_store_has_its_sentence() -> None:
    assert {key for key in EN if key.startswith("store.")} == {f"store.{code}" for code in STORE_ERRORS}


def test_sentences_with_a_number_have_all_their_forms() -> None:
    for key, text in EN.items():
        if "|" in text:
            assert (text.count("|"), RU[key].count("|")) == (1, 2), key


def test_no_word_is_left_that_nobody_says() -> None:
    """A key stands in the source as a whole, or begins with what is put together there, or ends in a word of it."""
    said = set(re.findall(r"""["']([\w.]+)["']""", SOURCE))
    begun = {found.rstrip(".") for found in re.findall(r"""["']([\w.]+\.)(?=["'{])""", SOURCE)}
    for key in EN:
        parts = key.split(".")
        beginnings = {".".join(parts[:n]) for n in range(1, len(parts))}
        assert key in said or beginnings & begun or parts[-1] in said, key


@pytest.mark.parametrize(
    ("n", "form"),
    [(1, "день"), (2, "дня"), (4, "дня"), (5, "дней"), (11, "дней"), (12, "дней"), (21, "день"), (22, "дня"), (111, "дней"), (0, "дней")],
)
def test_russian_plurals(n: int, form: str) -> None:
    assert plural("ru", n, ["день", "дня", "дней"]) == form
    assert say("ru", "days", n=n) == f"{n} {form}"


def test_a_moment_is_said_as_people_say_it() -> None:
    at = datetime(2027, 1, 2, 10, tzinfo=ZoneInfo("Europe/Moscow"))
    assert moment("en", at) == "Sat 2 Jan 2027, 10:00"
    assert moment("ru", at) == "сб 2 января 2027, 10:00"
    assert moment("en", at, at.replace(day=1, hour=23)) == "tomorrow, 10:00"
    assert moment("ru", at, at.replace(day=2, hour=23)) == "сегодня, 10:00"


@pytest.mark.parametrize(
    ("asked", "environ", "lang"),
    [
        ("ru", {"LANG": "en_GB.UTF-8"}, "ru"),
        (None, {"LANG": "ru_RU.UTF-8"}, "ru"),
        (None, {"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {}, "en"),
        ("xx", {"LANG": "ru_RU"}, "ru"),
    ],
)
def test_the_language_is_what_was_asked_for_else_the_locales(asked: str | None, environ: dict[str, str], lang: str) -> None:
    assert language(asked, environ) == lang
