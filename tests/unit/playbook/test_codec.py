"""What is written to the cache is read back equal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.playbook import codec, codec_symptoms
from ban_wizard.playbook.index import actions_of, arcs_of
from ban_wizard.playbook.load import load, load_recognition, load_sources
from ban_wizard.playbook.model import Arc, Channel, Fact, Item, LetterRef, Limit, Lock, Playbook, Quota, Safety, State, Wait
from ban_wizard.playbook.sources import Contested, Source, SourceFact, Sources
from ban_wizard.playbook.symptoms import Row, Signs, Symptom, Symptoms
from tests.unit.playbook.example import FIXTURE, LETTERS

PINNED = (8, "8e336bfd6ac00ca5")
"""The compiler's version, and what the example compiles to under it."""


def through_json(value: Any, write: Callable[[Any], Any], read: Callable[[Any], Any]) -> Any:
    return read(json.loads(json.dumps(write(value))))


def test_the_example_survives() -> None:
    sources = load_sources(FIXTURE / "sources.yaml")
    loaded = load(FIXTURE / "example", sources=sources, letters=LETTERS)
    again = through_json(loaded.playbook, codec.write_playbook, codec.read_playbook)
    assert again == loaded.playbook
    assert [state.arcs for state in again.states.values()] == [state.arcs for state in loaded.playbook.states.values()]
    assert through_json(loaded.symptoms, codec_symptoms.write_symptoms, codec_symptoms.read_symptoms) == loaded.symptoms
    assert through_json(sources, codec.write_sources, codec.read_sources) == sources
    recognition = load_recognition(FIXTURE / "recognise.yaml", sources)
    assert through_json(recognition, codec_symptoms.write_recognition, codec_symptoms.read_recognition) == recognition
    assert loaded.symptoms.symptoms["ban_screen"].signs.payload and recognition.others and recognition.timer


def test_other_output_means_another_version_of_the_compiler() -> None:
    """Else a start would believe an old cache. When this fails: raise codec.COMPILER, and pin what the message shows.

    (If only the example was changed, pin the new digest under the same version.)
    """
    sources = load_sources(FIXTURE / "sources.yaml")
    loaded = load(FIXTURE / "example", sources=sources, letters=LETTERS)
    written = [codec.write_playbook(loaded.playbook), codec_symptoms.write_symptoms(loaded.symptoms), codec.write_sources(sources)]
    written.append(codec_symptoms.write_recognition(load_recognition(FIXTURE / "recognise.yaml", sources)))
    assert (codec.COMPILER, hashlib.sha256(json.dumps(written).encode()).hexdigest()[:16]) == PINNED


words = st.text("abc_", min_size=1, max_size=4)
maybe = st.none() | words
some = st.lists(words, max_size=3).map(tuple)
guards = st.lists(st.tuples(words, some), max_size=2).map(tuple)
waits: st.SearchStrategy[Wait] = st.deferred(lambda: st.builds(Wait, words, *[maybe] * 10, st.none() | waits))
arcs = st.builds(Arc, maybe, maybe, guards, maybe, some, maybe, maybe, some, maybe, st.booleans())
reviews = st.lists(st.tuples(words, guards), max_size=2).map(tuple)


@st.composite
def states(draw: st.DrawFn) -> State:
    following = tuple(draw(st.lists(arcs, max_size=4)))
    items = st.lists(st.builds(Item, words, some), max_size=2).map(tuple)
    letters = st.lists(st.builds(LetterRef, words, words), max_size=2).map(tuple)
    parts = draw(st.tuples(words, words, some, some, st.just(following), maybe, items, letters, st.none() | waits, maybe))
    return State(*parts, arcs_of(following))


def by_id(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(values, max_size=4).map(lambda found: {value.id: value for value in found})


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    found = draw(by_id(states()))
    limits = st.lists(st.builds(Limit, st.integers(1, 9), words), max_size=2).map(tuple)
    return Playbook(
        draw(st.integers(1, 9)),
        draw(words),
        draw(st.integers(1, 99)),
        draw(words),
        draw(by_id(st.builds(Fact, words, words, some, maybe, maybe, st.booleans(), st.booleans(), some, *[st.booleans()] * 3))),
        draw(by_id(st.builds(Channel, words, st.none() | waits, maybe, some, reviews))),
        draw(st.dictionaries(words, words, max_size=3)),
        draw(by_id(st.builds(Quota, words, some, words, words, limits, guards, some))),
        draw(by_id(st.builds(Lock, words, some, some, words, guards, some))),
        found,
        tuple(draw(st.lists(st.builds(Safety, words, words, maybe, guards, maybe, some), max_size=3))),
        actions_of(found),
    )


@given(playbooks())
def test_any_playbook_survives(playbook: Playbook) -> None:
    again = through_json(playbook, codec.write_playbook, codec.read_playbook)
    assert again == playbook
    assert {name: state.arcs for name, state in again.states.items()} == {name: state.arcs for name, state in playbook.states.items()}


rows = st.builds(Row, words, words, some, some, some, some)
payloads = st.lists(st.lists(st.tuples(words, some), max_size=2).map(tuple), max_size=2).map(tuple)
signs = st.builds(Signs, some, some, payloads)
symptoms = by_id(st.builds(Symptom, words, words, some, signs, st.booleans()))
facts = st.dictionaries(words, st.dictionaries(words, signs, max_size=2), max_size=2)


@given(st.builds(Symptoms, symptoms, st.lists(rows, max_size=4).map(tuple), rows, facts))
def test_any_symptoms_survive(symptoms: Symptoms) -> None:
    assert through_json(symptoms, codec_symptoms.write_symptoms, codec_symptoms.read_symptoms) == symptoms


says = st.dictionaries(words, words, max_size=2)


@given(
    st.builds(
        Sources,
        by_id(st.builds(Source, words, says, words)),
        by_id(st.builds(SourceFact, words, words, words, says, maybe, maybe)),
        by_id(st.builds(Contested, words, some, some, says)),
    )
)
def test_any_sources_survive(sources: Sources) -> None:
    assert through_json(sources, codec.write_sources, codec.read_sources) == sources
