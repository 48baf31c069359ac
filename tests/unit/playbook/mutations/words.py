"""The words of a playbook."""

from __future__ import annotations

from tests.unit.playbook.mutations.seeded import Seeded, of
from tests.unit.playbook.shipped import EN, RU, Shipped

_OTHERWISE = frozenset({"placeholder-mismatch", "number-mismatch"})
"""What follows where a text that named numbers is replaced in one language."""
_NOWHERE = ("business.facebook.com/appeal", "t.me/unban", "appeal-whatsapp.com")
_NOBODY = ("+1 650 543 4800", "8 (800) 555-35-35", "+74951234567")


@of("text missing")
def kind_without_words(copy: Shipped) -> Seeded:
    kind = copy.choose.choice(list(copy.flow["entries"]))
    copy.files[RU].remove(("kinds", kind))
    return Seeded("missing-text", RU, copy.line(RU, ("kinds",)), f"`kinds.{kind}` has no words here")


@of("text missing")
def reason_in_one_language(copy: Shipped) -> Seeded:
    state = copy.choose.choice([name for name in copy.states("do", "wait") if copy.has_words(EN, ("states", name, "why"))])
    copy.files[RU].remove(("states", state, "why"))
    return Seeded("text-in-one-language", RU, copy.line(RU, ("states", state)), f"`states.{state}.why` stands in text.en.yaml")


@of("text missing")
def another_placeholder(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter", "outcome"))
    copy.files[RU].replace(("states", state, "title"), '"Номер {number}, случай {offence}"')
    line = copy.line(RU, ("states", state, "title"))
    return Seeded("placeholder-mismatch", RU, line, "use the same placeholders here and in text.en.yaml")


@of("text missing")
def term_of_one_language(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter", "outcome"))
    copy.files[EN].replace(("states", state, "title"), '"For 1, 3, 5 or 7 days"')
    copy.files[RU].replace(("states", state, "title"), '"На 1, 3, 5 или 14 дней"')
    line = copy.line(RU, ("states", state, "title"))
    return Seeded("number-mismatch", RU, line, "14, 7: numbers in one language only")


@of("text missing")
def address_of_nobody(copy: Shipped) -> Seeded:
    return _unsourced(copy, EN, "Write to appeals@support.whatsapp.com.", "names the address appeals@support.whatsapp.com")


@of("text missing")
def address_without_its_beginning(copy: Shipped) -> Seeded:
    there = copy.choose.choice(_NOWHERE)
    return _unsourced(copy, EN, f"Go to {there}.", f"carries the address {there};")


@of("text missing")
def telephone_of_nobody(copy: Shipped) -> Seeded:
    number = copy.choose.choice(_NOBODY)
    return _unsourced(copy, RU, f"Позвоните {number}.", f"carries the telephone {number};")


def _unsourced(copy: Shipped, file: str, title: str, says: str) -> Seeded:
    """The title of some state sends somebody to what no fact has."""
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter", "outcome"))
    copy.files[file].replace(("states", state, "title"), f'"{title}"')
    return Seeded("unsourced-address", file, copy.line(file, ("states", state, "title")), says, _OTHERWISE)


@of("text missing")
def english_paragraph_in_russian(copy: Shipped) -> Seeded:
    state, words = copy.choose.choice(copy.states("do", "wait", "letter")), "Then write to Meta in your own words and wait for an answer."
    copy.files[RU].replace(("states", state, "text"), _two("Сначала остановите рассылки.", words))
    line = copy.line(RU, ("states", state, "text"))
    return Seeded("untranslated", RU, line, "begins `Then write", _OTHERWISE)


@of("text missing")
def russian_paragraph_in_english(copy: Shipped) -> Seeded:
    state, words = copy.choose.choice(copy.states("do", "wait", "letter")), "Потом напишите в Meta своими словами и ждите ответа."
    copy.files[EN].replace(("states", state, "text"), _two("First stop the mailings.", words))
    line = copy.line(EN, ("states", state, "text"))
    return Seeded("untranslated", EN, line, "begins `Потом напишите", _OTHERWISE)


@of("text missing")
def paragraph_to_be_written(copy: Shipped) -> Seeded:
    state, later = (
        copy.choose.choice(copy.states("do", "wait", "letter")),
        copy.choose.choice(["TODO", "FIXME: cases", "[перевести]", "Перевести."]),
    )
    copy.files[RU].replace(("states", state, "text"), _two("Сначала остановите рассылки.", later))
    line = copy.line(RU, ("states", state, "text"))
    return Seeded("unfinished-text", RU, line, "stands where words for a reader belong", _OTHERWISE)


@of("text missing")
def plural_in_one_language(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter", "outcome"))
    copy.files[RU].replace(("states", state, "title"), "{count: offence, one: Раз, few: Раза, many: Раз, other: Раза}")
    line = copy.line(RU, ("states", state, "title"))
    return Seeded("plural-mismatch", RU, line, "depends on a number in one language only", frozenset({"placeholder-mismatch"}))


@of("text missing")
def plural_without_a_form(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter", "outcome"))
    copy.files[EN].replace(("states", state, "title"), "{count: offence, one: Once, other: Again}")
    copy.files[RU].replace(("states", state, "title"), "{count: offence, one: Раз, other: Раза}")
    line = copy.line(RU, ("states", state, "title"))
    return Seeded("plural-forms", RU, line, "the form few, many is missing")


def _two(one: str, other: str) -> str:
    """Two paragraphs, as YAML."""
    return f'"{one}\\n\\n{other}"\n'
