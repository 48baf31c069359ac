"""The decision table of symptoms.yaml."""

from __future__ import annotations

from typing import Any

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.playbook.mutations.seeded import Seeded, of
from tests.unit.playbook.shipped import SYMPTOMS, Shipped


@of("a decision table")
def no_otherwise(copy: Shipped) -> Seeded:
    copy.files[SYMPTOMS].remove(("otherwise",))
    return Seeded("table-gap", SYMPTOMS, 1, "the key `otherwise` is missing", frozenset({"unknown-text"}))


@of("a decision table")
def nothing_seen_is_no_block(copy: Shipped) -> Seeded:
    copy.files[SYMPTOMS].replace(("otherwise",), f"{{kind: not_a_ban, certainty: sure, ask: [{_question(copy)}]}}")
    line = copy.line(SYMPTOMS, ("otherwise",))
    return Seeded("unfounded-verdict", SYMPTOMS, line, "nothing speaks for `not_a_ban sure`", frozenset({"undefined-kind", "unknown-text"}))


@of("a decision table")
def row_said_otherwise(copy: Shipped) -> Seeded:
    number, row = copy.choose.choice(list(enumerate(copy.symptoms["table"])))
    same = ", ".join(f"{key}: [{', '.join(row[key])}]" for key in ("all", "any", "none") if key in row)
    copy.files[SYMPTOMS].insert(("table",), f"{{{same}, {_unclear(copy)}}}")
    line = copy.line(SYMPTOMS, ("table", number + 1))
    return Seeded("duplicate-row", SYMPTOMS, line, "has the same conditions", frozenset({"shadowed-row"}))


@of("a decision table")
def row_that_never_decides(copy: Shipped) -> Seeded:
    narrow = [(n, row) for n, row in enumerate(copy.symptoms["table"]) if "all" in row and len(_wanted(row)) + ("none" in row) > 1]
    number, row = copy.choose.choice(narrow)
    copy.files[SYMPTOMS].insert(("table",), f"{{all: [{row['all'][0]}], {_unclear(copy)}}}")
    line = copy.line(SYMPTOMS, ("table", number + 1))
    return Seeded("shadowed-row", SYMPTOMS, line, "so it never decides", frozenset({"duplicate-row"}))


@of("a decision table")
def block_hidden_by_none(copy: Shipped) -> Seeded:
    sure = [n for n, row in enumerate(copy.symptoms["table"]) if row["certainty"] == "sure" and row["kind"] in BLOCK_KINDS]
    number = sure[-1]
    row = copy.symptoms["table"][number]
    used = {name for row in copy.symptoms["table"] for key in ("all", "any", "none") for name in row.get(key, ())}
    spare = next((name for name in copy.symptoms["symptoms"] if name not in used), _wanted(copy.symptoms["table"][-1])[0])
    copy.files[SYMPTOMS].insert(("table",), f"{{all: [{spare}], kind: not_a_ban, certainty: likely, ask: [{_question(copy)}]}}")
    line = copy.line(SYMPTOMS, ("table", number + 1))
    return Seeded("table-overlap", SYMPTOMS, line, f"which is sure of {row['kind']}", frozenset({"shadowed-row", "duplicate-row"}))


@of("a decision table")
def symptom_that_lost_its_row(copy: Shipped) -> Seeded:
    rows = copy.symptoms["table"]
    wanting = {name: [n for n, row in enumerate(rows) if name in _wanted(row)] for name in copy.symptoms["symptoms"]}
    name, (number,) = copy.choose.choice([(name, numbers) for name, numbers in wanting.items() if len(numbers) == 1])
    copy.files[SYMPTOMS].remove(("table", number))
    line = copy.line(SYMPTOMS, ("symptoms", name))
    return Seeded("idle-symptom", SYMPTOMS, line, f"no row of the table wants `{name}`", frozenset({"unknown-text", "table-overlap"}))


@of("a decision table")
def gateway_before_the_screen(copy: Shipped) -> Seeded:
    copy.files[SYMPTOMS].insert(("table",), f"{{any: [{_of_a_gateway(copy)}], {_unclear(copy)}}}")
    line = copy.line(SYMPTOMS, ("table", 0))
    return Seeded("gateway-believed", SYMPTOMS, line, "put it behind that one", frozenset({"shadowed-row", "duplicate-row"}))


@of("a decision table")
def gateway_that_is_sure(copy: Shipped) -> Seeded:
    sign, kind = _of_a_gateway(copy), copy.choose.choice([kind for kind in copy.flow["entries"] if kind in BLOCK_KINDS])
    copy.files[SYMPTOMS].insert(("table",), f"{{all: [{sign}], kind: {kind}, certainty: sure}}")
    line, also = copy.line(SYMPTOMS, ("table", 0)), frozenset({"shadowed-row", "duplicate-row"})
    return Seeded("gateway-believed", SYMPTOMS, line, f"`{sign}`: a gateway's word alone is sure of no {kind}", also)


def _of_a_gateway(copy: Shipped) -> str:
    """A symptom that only a gateway shows."""
    return copy.choose.choice([name for name, symptom in copy.symptoms["symptoms"].items() if symptom["where"] == "gateway"])


def _unclear(copy: Shipped) -> str:
    return f"kind: unclear, certainty: unclear, ask: [{_question(copy)}]"


def _question(copy: Shipped) -> str:
    return str(copy.symptoms["otherwise"]["ask"][0])


def _wanted(row: dict[str, Any]) -> list[str]:
    return [*row.get("all", ()), *row.get("any", ())]
