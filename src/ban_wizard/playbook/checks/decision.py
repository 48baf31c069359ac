"""The decision table as a whole. The first row that fits decides, so what stands first says which sign outranks which.

That is for the author to say, but for two things. Signs of a block must not be outranked by signs of none: a row that sees no
block may stand before a row that is sure of one only as its exception, naming all that the other names and more. And what the
messenger itself shows comes before what a gateway shows: a gateway's word alone is sure of no block, and takes nothing from a row
that is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from ban_wizard.playbook import author
from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import BLOCK_KINDS, UNNAMED_KIND
from ban_wizard.playbook.strict_yaml import Document, Steps

Seen = frozenset[str]
"""Symptoms that are seen together."""


class Case(NamedTuple):
    """A way in which a row fits: these symptoms are seen, those are not."""

    seen: Seen
    absent: Seen


def decision(checked: Checked) -> Iterator[Finding]:
    """Rows that say again what another says, that never decide, or that hide a block."""
    symptoms, document = checked.symptoms, checked.symptoms_file
    if symptoms is not None:
        yield from table(document, ("table",), symptoms.table, symptoms.symptoms)


def table(document: Document, at: Steps, rows: Sequence[author.Row], symptoms: Mapping[str, author.Symptom]) -> Iterator[Finding]:
    """What is wrong with the rows that stand at `at`; nothing where some of them were left out for a mistake of their own."""
    if any(steps[: len(at)] == at for steps in document.dropped):
        return
    useless: set[int] = set()
    first: dict[tuple[Seen, Seen, Seen], int] = {}
    line = document.line
    for number, row in enumerate(rows):
        same = first.setdefault(_conditions(row), number)
        if same != number:
            useless.add(number)
            says = "the same" if (rows[same].kind, rows[same].certainty) == (row.kind, row.certainty) else "something else"
            message = f"the row in line {line((*at, same))} has the same conditions and says {says}; keep one of them"
            yield document.error((*at, number), "duplicate-row", message)
        elif cases(row) and _decides(rows, number, cases(row)) is None:
            useless.add(number)
            takers = [n for n in range(number) if any(_fits(rows[n], case.seen) for case in cases(row))]
            lines = ", ".join(str(line((*at, n))) for n in takers)
            message = f"whatever fits this row fits one before it (line {lines}), so it never decides; put it before them, or take it out"
            yield document.error((*at, number), "shadowed-row", message)
    sure = [number for number, row in enumerate(rows) if _is_sure(row) and number not in useless]
    for number, row in enumerate(rows):
        for later in sure if _sees_none(row) and number not in useless else ():
            if later > number and (seen := _undecided(rows, number, later)) is not None:
                other = rows[later]
                message = (
                    f"{_listed(seen)} fit this row, which is sure of {other.kind}, and the one in line {line((*at, number))}, which comes "
                    f"first and says {row.kind}; put this one before it, or name in the other's `none` what speaks for a block"
                )
                yield document.error((*at, later), "table-overlap", message)
    yield from _idle(document, at, rows, symptoms)
    yield from _gateways(document, at, rows, symptoms, sure)


def _idle(document: Document, at: Steps, rows: Sequence[author.Row], symptoms: Collection[str]) -> Iterator[Finding]:
    """Symptoms that no row wants: whoever sees one is told what is told to those who see nothing."""
    wanted = {name for row in rows for name in (*row.all, *row.any)}
    told = wanted <= set(symptoms) and all(row.all or row.any for row in rows)  # else one may have been meant there
    for name in symptoms if told else ():
        if name not in wanted:
            message = f"no row of the table wants `{name}`, so who sees it learns nothing; name it in `all` or `any` of one, or take it out"
            yield document.error((*at[:-1], "symptoms", name), "idle-symptom", message)


def _gateways(
    document: Document, at: Steps, rows: Sequence[author.Row], symptoms: Mapping[str, author.Symptom], sure: Sequence[int]
) -> Iterator[Finding]:
    """Rows that believe a gateway more than the messenger itself."""
    by_gateway = {name for name, symptom in symptoms.items() if symptom.where == "gateway"}
    by_screen = symptoms.keys() - by_gateway
    screens = [number for number in sure if any(case.seen <= by_screen for case in cases(rows[number]))]
    for number, row in enumerate(rows):
        said = [case for case in cases(row) if case.seen and case.seen <= by_gateway]
        if said and number in sure:
            message = f"{_listed(said[0].seen)}: a gateway's word alone is sure of no {row.kind}; make it likely, with a question"
            yield document.error((*at, number), "gateway-believed", message)
        if not said or _sees_none(row):
            continue  # which is a `table-overlap`
        for later in screens:
            other = rows[later]
            shown = [case for case in cases(other) if case.seen <= by_screen]
            if later > number and (seen := _taken(rows[:number], said, shown)) is not None:
                message = (
                    f"where {_listed(seen)} are seen this row, which a gateway's word is enough for, decides before the one in line "
                    f"{document.line((*at, later))}, to which the messenger itself shows {other.kind}; put it behind that one"
                )
                yield document.error((*at, number), "gateway-believed", message)
                break


def _taken(before: Sequence[author.Row], said: Sequence[Case], shown: Sequence[Case]) -> Seen | None:
    """Symptoms that fit a case of either kind, and no row before."""
    for one, two in product(said, shown):
        both = Case(one.seen | two.seen, one.absent | two.absent)
        if not both.seen & both.absent and (seen := _unclaimed(before, (), both)) is not None:
            return seen
    return None


def cases(row: author.Row) -> list[Case]:
    """Every way in which a row fits; none for a row that contradicts itself."""
    wanted = [frozenset([*row.all, each]) for each in row.any] or [frozenset(row.all)]
    absent = frozenset(row.none)
    return [Case(seen, absent) for seen in wanted if not seen & absent]


def _sees_none(row: author.Row) -> bool:
    """Whether a row says that there is no block."""
    return row.kind not in BLOCK_KINDS and row.kind != UNNAMED_KIND


def _is_sure(row: author.Row) -> bool:
    """Whether a row is sure of a block."""
    return row.kind in BLOCK_KINDS and row.certainty == "sure"


def _undecided(rows: Sequence[author.Row], first: int, later: int) -> Seen | None:
    """Symptoms for which the first of two rows decides although it is no exception of the later one."""
    row, other = rows[first], rows[later]
    exceptions = [case for case in cases(row) if any(_within(case, general) for general in cases(other))]
    for one, two in product(cases(row), cases(other)):
        if one in exceptions:
            continue
        both = Case(one.seen | two.seen, one.absent | two.absent)
        if not both.seen & both.absent and (seen := _unclaimed(rows[:first], exceptions, both)) is not None:
            return seen
    return None


def _decides(rows: Sequence[author.Row], number: int, ways: Sequence[Case]) -> Seen | None:
    """Symptoms for which a row decides."""
    found = (_unclaimed(rows[:number], (), way) for way in ways)
    return next((seen for seen in found if seen is not None), None)


def _unclaimed(before: Sequence[author.Row], exceptions: Sequence[Case], case: Case) -> Seen | None:
    """Symptoms of a case that fit no row before, and are none of the exceptions: as few as can be.

    More symptoms can only keep a row from fitting by what stands in its `none`, so those are tried one by one.
    """
    tried: set[Seen] = set()
    ahead = [case.seen]
    while ahead:
        seen = ahead.pop(0)
        if seen in tried:
            continue
        tried.add(seen)
        claimed: Seen | None = next((frozenset(row.none) for row in before if _fits(row, seen)), None)
        if claimed is None:
            claimed = next((each.absent for each in exceptions if each.seen <= seen and not each.absent & seen), None)
        if claimed is None:
            return seen
        ahead += [seen | {more} for more in sorted(claimed - case.absent)]
    return None


def _fits(row: author.Row, seen: Seen) -> bool:
    return seen.issuperset(row.all) and (not row.any or not seen.isdisjoint(row.any)) and seen.isdisjoint(row.none)


def _within(case: Case, general: Case) -> bool:
    """Whether everything that fits one case fits another."""
    return general.seen <= case.seen and general.absent <= case.absent


def _conditions(row: author.Row) -> tuple[Seen, Seen, Seen]:
    return frozenset(row.all), frozenset(row.any), frozenset(row.none)


def _listed(seen: Seen) -> str:
    return " and ".join(f"`{name}`" for name in sorted(seen))
