"""What holds of every playbook that ships: its table settles or asks, its words are short, and each step says what not to do."""

from typing import Any

import pytest

from ban_wizard.playbook.model import MESSENGERS
from tests.support.desk import library
from tests.unit.playbook.reading import first_row

LANGS = ("en", "ru")
LONGEST = {"max": 320}
"""Characters of a paragraph; elsewhere 400."""


def states_of(messenger: str, *kinds: str) -> list[str]:
    return [state.id for state in library().playbook(messenger).states.values() if state.kind in kinds]


def words_of(messenger: str, lang: str) -> dict[str, dict[str, Any]]:
    """The words of each state; a route has none."""
    found: dict[str, dict[str, Any]] = library().words(messenger, lang)["states"]  # type: ignore[assignment]
    return found


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_whatever_is_not_sure_names_the_question_that_settles_it(messenger: str) -> None:
    symptoms = library().symptoms(messenger)
    for row in (*symptoms.table, symptoms.otherwise):
        assert row.certainty == "sure" or row.ask, row


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_every_row_of_the_table_decides_something(messenger: str) -> None:
    """Each row is the first that fits the least it asks for; only of the API's some speak of signs that contradict each other."""
    symptoms = library().symptoms(messenger)
    for row in symptoms.table:
        least = [(*row.all, *one) for one in ([(name,) for name in row.any] or [()])]
        decides = any(first_row(symptoms, *seen) is row for seen in least)
        assert decides or (messenger == "whatsapp_api" and row.kind == "unclear"), row


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("messenger", MESSENGERS)
def test_titles_are_short_and_texts_are_a_few_paragraphs(messenger: str, lang: str) -> None:
    said = words_of(messenger, lang)
    assert said.keys() == set(states_of(messenger, "ask", "do", "letter", "wait", "outcome"))
    for state, words in said.items():
        assert len(words["title"]) <= 60, (state, words["title"])
        paragraphs = words["text"].split("\n\n")
        assert 1 <= len(paragraphs) <= 4, state
        assert max(map(len, paragraphs)) <= LONGEST.get(messenger, 400), state
        assert all(len(line) <= 200 for line in (*words.get("items", {}).values(), *words.get("do_not", ()))), state


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_a_person_is_told_what_not_to_do(messenger: str) -> None:
    for state in states_of(messenger, "do", "wait", "letter"):
        told = [len(words_of(messenger, lang)[state].get("do_not", ())) for lang in LANGS]
        assert told[0] == told[1] > 0, state
