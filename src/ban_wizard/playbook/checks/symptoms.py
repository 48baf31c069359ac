"""The decision table: rows that can fit, and words that they use."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ban_wizard.playbook import author
from ban_wizard.playbook.checks.checked import Checked, misspelt_questions, undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps


def table(checked: Checked) -> Iterator[Finding]:
    """Unknown symptoms and kinds, rows that never fit, unclear verdicts without a question that settles them."""
    symptoms, document = checked.symptoms, checked.symptoms_file
    if symptoms is None:
        return
    yield from rows(document, (), symptoms.symptoms, symptoms.table, symptoms.otherwise)
    misspelt = misspelt_questions(checked)
    for steps, verdict in verdicts((), symptoms.table, symptoms.otherwise):
        for number, ask in enumerate(verdict.ask):
            if ask in misspelt:
                yield from undefined(document, (*steps, "ask", number), "question", ask, [misspelt[ask]], code="undefined-ask")
        if checked.flow is not None and not checked.flow_file.damaged(("entries",)) and verdict.kind != "unclear":
            entries = checked.names.of("entries")
            yield from undefined(
                document, (*steps, "kind"), "kind", verdict.kind, entries, remedy="add an entry for it to flow.yaml, or name another kind"
            )


def rows(
    document: Document, at: Steps, symptoms: Collection[str], table: list[author.Row], otherwise: author.Otherwise
) -> Iterator[Finding]:
    """What is wrong with a decision table by itself; `at` is the way to what holds it and its symptoms."""
    known = dict.fromkeys([*symptoms, *(str(steps[-1]) for steps in document.dropped if steps[:-1] == (*at, "symptoms"))])
    for number, row in enumerate(table):
        steps: Steps = (*at, "table", number)
        for key in ("all", "any", "none"):
            for place, name in enumerate(getattr(row, key)):
                yield from undefined(document, (*steps, key, place), "symptom", name, known)
        if not row.all and not row.any and not document.damaged(steps):
            yield document.error(steps, "contradictory-row", "this row fits nobody in particular; name symptoms in `all` or `any`")
        if both := set(row.none) & {*row.all, *row.any}:
            message = f"`{', '.join(sorted(both))}` is wanted and forbidden in one row; take it out of one list"
            yield document.error(steps, "contradictory-row", message)
    if (otherwise.kind, otherwise.certainty) != ("unclear", "unclear"):
        message = f"nothing speaks for `{otherwise.kind} {otherwise.certainty}` where no row fits; make it unclear, and add a row for this"
        yield document.error((*at, "otherwise"), "unfounded-verdict", message)
    for steps, verdict in verdicts(at, table, otherwise):
        if verdict.certainty != "sure" and not verdict.ask and not document.damaged((*steps, "ask")):
            message = f"a verdict that is {verdict.certainty} must say what would settle it; add `ask: [..]`"
            yield document.error(steps, "unclear-without-question", message)


def verdicts(at: Steps, table: list[author.Row], otherwise: author.Otherwise) -> Iterator[tuple[Steps, author.Otherwise]]:
    """Every row of a table and what follows it, each with its place."""
    yield from (((*at, "table", number), row) for number, row in enumerate(table))
    yield (*at, "otherwise"), otherwise
