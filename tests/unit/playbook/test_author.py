"""The author's models: JSON Schema comes from them, and they know no conversions."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ban_wizard.playbook.author import Author, Sources, Symptoms, Text
from ban_wizard.playbook.author_flow import Flow
from ban_wizard.playbook.model import KINDS, MILESTONES, STATE_KINDS, WAIT_SHAPES
from ban_wizard.playbook.strict_yaml import parse
from ban_wizard.playbook.validate import PATTERNS, validate

FILES = [Flow, Symptoms, Text, Sources]


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.__name__)
def test_json_schema_is_derived_and_closed(model: type[Author]) -> None:
    schema = model.model_json_schema()
    assert json.loads(json.dumps(schema)) == schema
    objects = [schema, *schema["$defs"].values()]
    assert all(found["additionalProperties"] is False for found in objects if found["type"] == "object")


def test_the_schema_of_a_flow_offers_the_fixed_words() -> None:
    definitions = Flow.model_json_schema()["$defs"]
    kinds = {found["properties"]["kind"]["const"] for name, found in definitions.items() if name.endswith("State")}
    shapes = {found["properties"]["shape"]["const"] for name, found in definitions.items() if name.endswith("Wait")}
    assert kinds == set(STATE_KINDS)
    assert shapes == set(WAIT_SHAPES)
    assert definitions["Never"]["properties"]["milestone"]["enum"] == list(MILESTONES)
    assert "for" in definitions["ExactWait"]["properties"]
    assert Flow.model_json_schema()["properties"]["entries"]["propertyNames"]["enum"] == list(KINDS)


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.__name__)
def test_every_pattern_says_what_to_do(model: type[Author]) -> None:
    assert patterns(model.model_json_schema()) <= PATTERNS.keys()


def test_every_pattern_is_used() -> None:
    assert set().union(*(patterns(model.model_json_schema()) for model in FILES)) == PATTERNS.keys()


def patterns(schema: Any) -> set[str]:
    """Every pattern in a schema, those of keys included."""
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        own |= set(schema.get("patternProperties", ()))
        return own.union(*(patterns(value) for value in schema.values()))
    return set().union(*map(patterns, schema)) if isinstance(schema, list) else set()


class Inner(Author):
    called = "an inner thing"
    size: int


class Outer(Author):
    """A file of somebody else's, such as a letter's."""

    name: str
    inner: list[Inner] = []  # noqa: RUF012
    extra: dict[str, Inner] = {}  # noqa: RUF012


def test_other_files_can_be_validated_the_same_way() -> None:
    document = parse("name: x\ninner: [{size: 1}, {size: two}, {sise: 3}]\nextra:\n  a: {size: 1}\n  b: 7\n", "letter.yaml")
    found, findings = validate(Outer, document)
    assert found == Outer(name="x", inner=[Inner(size=1)], extra={"a": Inner(size=1)})
    assert [(finding.code, finding.line) for finding in sorted(findings)] == [
        ("missing-key", 2),
        ("unknown-key", 2),
        ("wrong-type", 2),
        ("wrong-type", 5),
    ]
    unknown = next(finding for finding in findings if finding.code == "unknown-key")
    assert re.fullmatch(r"an inner thing has no key `sise`; did you mean `size`\?", unknown.message)


def test_a_file_that_is_no_mapping_at_all() -> None:
    for text in ("- a\n- b\n", "just words\n", "7\n"):
        found, findings = validate(Outer, parse(text, "f"))
        assert found is None
        assert [(finding.code, finding.line) for finding in findings] == [("wrong-type", 1)]
