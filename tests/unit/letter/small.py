"""A letter made for tests, with every type of field and every kind of claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ban_wizard.letter.model import Claim, Confirmed, Field, Letter
from ban_wizard.playbook.model import Fact

EN = """Hello,

{% if claim("number") %}
My number {{ number }} is at stake{% if claim("blocked") %} and blocked{% endif %}.
{% endif %}
{% if claim("purpose") %}
It serves {{ purpose | sentence }}
{% endif %}

{% if claim("line") %}
- Line {{ line }}
{% endif %}
{% if claim("stopped") %}
- {% if done("stopped") %}Stopped on {{ done("stopped") }}{% else %}Will stop on {{ planned("stopped") }}{% endif %}.
{% endif %}
{% if claim("told") %}
- Told.
{% endif %}
{% if claim("since") %}
- Since {{ since }}.
{% endif %}
{% if claim("staff") %}
- {{ staff }} people.
{% endif %}
{% if claim("second") %}
- Call {{ second }}.
{% endif %}
{% if claim("how") %}
- By {% if how == "hand" %}hand{% else %}tool{% endif %}.
{% endif %}

Please answer.
"""
FIELDS = {
    "line": Field("line", required=True, max=20),
    "purpose": Field("purpose"),
    "measures": Field("measures"),
    "told_whom": Field("told_whom", fact=Fact("told_whom", "many", ("clients", "bank"))),
    "since": Field("since", fact=Fact("since", "time")),
    "staff": Field("staff", fact=Fact("staff", "count")),
    "second": Field("second", fact=Fact("second", "phone")),
    "how": Field("how", fact=Fact("how", "choice", ("hand", "tool"), "tool")),
}
CLAIMS = {
    "number": Claim("number"),
    "blocked": Claim("blocked", (("kind", ("permanent_ban", "temporary_ban")), ("milestone.unblocked", ("missing",)))),
    "purpose": Claim("purpose", (("known.purpose", ("known",)),)),
    "line": Claim("line", (("known.line", ("known",)),)),
    "stopped": Claim("stopped", (("measures", ("stopped",)),)),
    "told": Claim("told", (("told_whom", ("clients",)),)),
    "since": Claim("since", (("known.since", ("known",)),)),
    "staff": Claim("staff", (("known.staff", ("known",)),)),
    "second": Claim("second", (("known.second", ("known",)), ("offence", ("repeat",)))),
    "how": Claim("how", (("how", ("hand", "tool")),), only_if_chosen=True),
}
PLAYBOOK_FACTS = {
    "line": Fact("line", "text"),
    "purpose": Fact("purpose", "text"),
    "measures": Fact("measures", "many", ("stopped", "cleaned"), dated=True),
}
LETTER = Letter(
    id="small",
    language="en",
    reader="clients",
    limit=1000,
    fields=FIELDS,
    claims=CLAIMS,
    title={"en": "Small", "ru": "Малое"},
    words={
        lang: {"fields": {name: {"label": f"{name} ({lang})"} for name in FIELDS}, "claims": {name: f"the {name}" for name in CLAIMS}}
        for lang in ("en", "ru")
    },
    templates={"en": EN, "ru": EN},
)
CASE = Confirmed(
    number="+79111234567",
    number_shown="+7 911 123-45-67",
    messenger="whatsapp_app",
    kind="permanent_ban",
    offence=1,
    zone="Europe/Moscow",
    facts={},
    declared=PLAYBOOK_FACTS,
)


def knowing(facts: Mapping[str, Any], **changes: Any) -> Confirmed:
    return replace(CASE, facts=facts, **changes)
