"""Any change of an exported case, sealed as if it were whole: it is refused with a sentence, or it is a case that every face can show."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.case.errors import BadInput
from ban_wizard.faces.lines import case_lines, log_lines
from ban_wizard.faces.reply import reply_text
from ban_wizard.faces.wording import sentence
from ban_wizard.tui.case_history import history_lines, overview_lines
from ban_wizard.tui.case_text import source_lines, step_lines
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT, desk
from tests.unit.store.memory import MemoryStore
from tests.unit.test_import import sealed

Steps = tuple[str | int, ...]


@cache
def exported() -> dict[str, Any]:
    """A case with every kind of event."""
    wizard = desk(Path(), store=MemoryStore())
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts=OLCHAT).case
    for action in ("stopped", "cause_named"):
        wizard.do(case, action)
    wizard.do(case, "looked", next="2027-01-03T10:00") if wizard.show(case).view.clock else wizard.note(case, "a note")
    wizard.do(case, "sent", text="a letter")
    wizard.do(case, "looked", next="2027-01-03T10:00", facts={"what_is_new": "nothing"})
    for action in ("unblocked", "gateway_asked", "queue_cleared"):
        wizard.do(case, action)
    wizard.do(case, "paired", override=True, reason="it was done")
    wizard.undo(case, reason="it was not")
    wizard.amend(case, "line", "Other", reason="a slip")
    wizard.learn(case, {"measures": "stopped"} if "measures" in wizard.show(case).playbook.facts else {"what_is_new": "much"})
    wizard.assign(case, "Anna")
    content: dict[str, Any] = json.loads(wizard.export(case))
    return content


def places(value: Any, steps: Steps = ()) -> list[Steps]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [steps, *(place for key, each in inner for place in places(each, (*steps, key)))]


@cache
def changeable() -> list[Steps]:
    return [steps for steps in places(exported()["events"]) if steps]


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.text(max_size=12)
    | st.sampled_from(
        ["2027-01-01T12:00:00+03:00", "2099-12-31T23:59:59+14:00", "olchat", "permanent_ban", "unblocked", "closed", "evidence"]
    )
    | st.sampled_from(["answered", "learned", "acted", "looked", "undone", "amended", "overridden", "linked", "noted", "assigned"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["unsure", "facts", "reason", "text", "next", "seq", "rules", "on", "planned", "line"]), inner, max_size=3
        )
    ),
    max_leaves=4,
)


@given(st.data())
def test_a_changed_case_is_refused_or_can_be_shown_everywhere(data: st.DataObject) -> None:
    content = copy.deepcopy(exported())
    for _ in range(data.draw(st.integers(1, 3))):
        change(content["events"], data)
    wizard = desk(Path("."), store=MemoryStore())
    try:
        case = wizard.import_case(sealed(content)).case
    except BadInput as error:
        assert sentence(error, "ru") and wizard.board().rows == ()
    else:
        show_everywhere(wizard, case)
        assert desk(Path("."), store=MemoryStore()).import_case(wizard.export(case)).case == case


def change(events: Any, data: st.DataObject) -> None:
    """Put something else into a place, or take it away."""
    *way, last = data.draw(st.sampled_from(changeable()))
    holder = events
    try:
        for step in way:
            holder = holder[step]
        if data.draw(st.booleans()):
            holder[last] = data.draw(VALUES)
        else:
            del holder[last]
    except (KeyError, IndexError, TypeError):
        pass  # an earlier change has taken the place away


def show_everywhere(wizard: Wizard, case: str) -> None:
    """As the faces do; what cannot be shown raises."""
    sources = wizard.library.sources()
    for lang in ("en", "ru"):
        wizard.lang = lang
        card = wizard.show(case)
        shown = [*case_lines(card, sources=sources), *log_lines(card, wizard.log(case)), reply_text(card)]
        assert all(isinstance(line, str) for line in shown)
        assert [*step_lines(card), *source_lines(card, sources), *history_lines(card, wizard.log(case)), *overview_lines(card)]
        assert wizard.handout(case, "md") and wizard.handout(case, "txt") and wizard.forget_lines(case)
        if not card.result:
            assert wizard.calendar()
