"""The decision table: rows that can fit, and words that they use."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook import author
from ban_wizard.playbook.checks.checked import Checked, undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Steps


def table(checked: Checked) -> Iterator[Finding]:
    """Unknown symptoms and kinds, rows that never fit, unclear verdicts without a question that settles them."""
    symptoms, document = checked.symptoms, checked.symptoms_file
    if symptoms is None:
        return
    known = [*symptoms.symptoms, *(str(steps[1]) for steps in document.dropped if len(steps) == 2 and steps[0] == "symptoms")]
    for number, row in enumerate(symptoms.table):
        steps: Steps = ("table", number)
        for key in ("all", "any", "none"):
            for place, name in enumerate(getattr(row, key)):
                yield from undefined(document, (*steps, key, place), "symptom", name, known)
        if not row.all and not row.any and not document.damaged(steps):
            yield document.error(steps, "contradictory-row", "this row fits nobody in particular; name symptoms in `all` or `any`")
        if both := set(row.none) & {*row.all, *row.any}:
            message = f"`{', '.join(sorted(both))}` is wanted and forbidden in one row; take it out of one list"
            yield document.error(steps, "contradictory-row", message)
    verdicts: list[tuple[Steps, author.Otherwise]] = [(("table", number), row) for number, row in enumerate(symptoms.table)]
    for steps, verdict in [*verdicts, (("otherwise",), symptoms.otherwise)]:
        if checked.flow is not None and checked.names.whole("entries") and verdict.kind != "unclear":
            entries = checked.names.of("entries")
            yield from undefined(
                document, (*steps, "kind"), "kind", verdict.kind, entries, remedy="this messenger has no entry for it; add one"
            )
        if verdict.certainty == "unclear" and not verdict.ask and not document.damaged((*steps, "ask")):
            message = "an unclear verdict must say what would settle it; add `ask: [..]`"
            yield document.error(steps, "unclear-without-question", message)
