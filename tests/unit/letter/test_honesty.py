"""Whatever is known, the letters that ship say that and nothing else, alike in both languages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ban_wizard.letter.fields import field_facts
from ban_wizard.letter.model import BadLetterInput, Confirmed
from ban_wizard.letter.render import render
from ban_wizard.playbook.model import MILESTONES, Fact
from ban_wizard.text import one_line
from tests.unit.letter import sample
from tests.unit.letter.honest import LANGS, assert_honest, is_supported, lint_codes
from tests.unit.letter.sample import NAMES, TODAY

WORD = st.text("абвгдеёжзABCdef -,'()№&", min_size=1, max_size=25).filter(one_line)
DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 31)).map(date.isoformat)
FEWER = 2 * settings.default.max_examples // 5
"""Examples of each letter: tests/properties/test_letters_on_the_way.py holds the same on every way and on random ones."""
TIMES = st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 21), timezones=st.just(UTC))


def values(fact: Fact) -> st.SearchStrategy[Any]:
    match fact.type:
        case "choice":
            return st.sampled_from(fact.values)
        case "many" if fact.dated:
            return st.dictionaries(st.sampled_from(fact.values), st.fixed_dictionaries({"on": DAYS, "planned": st.booleans()}))
        case "many":
            return st.lists(st.sampled_from(fact.values), unique=True)
        case "time":
            return DAYS.map(lambda day: f"{day}T12:00:00+03:00")
        case _:
            return WORD


@st.composite
def cases(draw: st.DrawFn, name: str) -> Confirmed:
    """Any case of a messenger that uses the letter: any facts known, any of them answered with "I do not know"."""
    playbook = draw(st.sampled_from(sample.users(name)))
    letter = sample.letter(name)
    facts = {f: draw(values(fact)) for f, fact in field_facts(letter, playbook.facts).items() if draw(st.booleans())}
    return sample.case(
        name,
        facts,
        messenger=playbook.id,
        kind=draw(st.sampled_from(sorted(playbook.entries))),
        offence=draw(st.integers(1, 3)),
        zone=draw(st.sampled_from(["Europe/Moscow", "America/New_York", "Asia/Kamchatka"])),
        unsure=draw(st.sets(st.sampled_from([*letter.fields, "kind", "offence"]), max_size=2)),
        milestones=draw(st.dictionaries(st.sampled_from(MILESTONES), TIMES, max_size=4)),
        declared=playbook.facts,
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_says_what_is_confirmed_and_nothing_else(name: str) -> None:
    @given(st.data())
    @settings(max_examples=FEWER)
    def property_holds(data: st.DataObject) -> None:
        case = data.draw(cases(name))
        supported = sorted(claim for claim in sample.letter(name).claims if is_supported(case, claim, name, TODAY))
        chosen = data.draw(st.none() | st.lists(st.sampled_from(supported), unique=True)) if supported else None
        for result in assert_honest(case, name, TODAY, chosen):
            assert not lint_codes(result, case) & {"threat", "blame", "contradiction", "placeholder"}

    property_holds()


HARMFUL = re.compile("[^\\n -~\\xa0-\U0010ffff]|[\u202e\u200b\ufeff]")
HOSTILE = st.sampled_from(
    [
        "{{7*7}}",
        "{% for x in y %}",
        "{{ number }}",
        "[/b]",
        "[@click=app.quit]x[/]",
        "\x1b[2J\x1b[31mred",
        "a\x00b\x9bc",
        "\u202edlrow",
        "<b>&lt;",
        "%s {0} $(x)",
    ]
) | st.text(max_size=40)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_person_typed_comes_out_as_typed_and_harmless(name: str) -> None:
    letter = sample.letter(name)
    texts = [f for f, fact in sample.facts_of(name).items() if fact.type == "text"]
    milestones = {"unblocked": {}, "appealed": sample.APPEALED}["unblocked" if name != "client_apology" else "appealed"]

    @given(st.data())
    @settings(max_examples=FEWER)
    def property_holds(data: st.DataObject) -> None:
        typed = {f: data.draw(HOSTILE) for f in texts}
        facts = sample.everything(name, gateway="other_support", seen_where="nowhere", **typed)
        kind = "account_lock" if name == "provider_note" else sample.KINDS.get(name, "permanent_ban")
        for lang in LANGS:
            result = render(letter, lang=lang, facts=sample.case(name, facts, milestones=milestones, kind=kind), today=TODAY)
            assert not HARMFUL.search(result.draft)
            for f in texts:
                assert one_line(typed[f]) in result.draft
                needed = letter.fields[f].required and f in letter.asked({"kind": kind})
                assert (f in result.missing) == (needed and not one_line(typed[f]))

    property_holds()


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_is_too_long_is_answered_not_cut(name: str) -> None:
    letter = sample.letter(name)
    kind = "account_lock" if name == "provider_note" else sample.KINDS.get(name, "permanent_ban")
    for f, fact in sample.facts_of(name).items():
        if fact.type == "text":
            limit = letter.fields[f].max
            assert limit is not None
            case = sample.case(name, {f: "я" * limit}, kind=kind)
            assert "я" * limit in render(letter, lang="ru", facts=case, today=TODAY).draft
            with pytest.raises(BadLetterInput) as bad:
                render(letter, lang="ru", facts=sample.case(name, {f: "я" * (limit + 1)}), today=TODAY, ui="ru")
            assert (
                bad.value.fields[f] == f"{letter.label(f, 'ru')}: знаков {limit + 1}, а в письме место для {limit}. Сократите, пожалуйста."
            )
