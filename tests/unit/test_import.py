"""A case as one file: the same case elsewhere, never doubled, never half; and what is hostile is refused with one sentence."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ban_wizard.application.portable import MOST_BYTES, MOST_EVENTS
from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.faces.wording import sentence
from ban_wizard.i18n import LANGUAGES
from ban_wizard.playbook.index import flow_hash
from ban_wizard.playbook.model import MESSENGERS
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT, desk

FORMER = "# an older version\n"
"""A comment makes another version of a flow, which is as good as any."""


@pytest.fixture
def anna(tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    wizard = desk(tmp_path / "anna", clock=clock)
    yield wizard
    wizard.store.close()


@pytest.fixture
def boris(tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """At another machine."""
    wizard = desk(tmp_path / "boris", actor="boris", clock=clock)
    yield wizard
    wizard.store.close()


def walked(wizard: Wizard, number: str = NUMBER) -> str:
    case = wizard.start("whatsapp_app", number, kind="permanent_ban", offence=2, facts=OLCHAT).case
    for action in ("stopped", "cause_named"):
        wizard.do(case, action)
    wizard.do(case, "sent", text="Дорогая поддержка")
    for action in ("unblocked", "gateway_asked", "queue_cleared"):
        wizard.do(case, action)
    wizard.note(case, "«заметка»\nline two")
    wizard.amend(case, "line", "Other shop", reason="a slip")
    wizard.note(case, "nothing to remember")
    wizard.undo(case)
    return case


def log(wizard: Wizard, case: str) -> list[Any]:
    return [event.as_json() for event in wizard.log(case)]


def sealed(content: dict[str, Any]) -> str:
    """A file with a hash that fits, whoever wrote it."""
    content = {name: value for name, value in content.items() if name != "sha256"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return json.dumps({**content, "sha256": sha256(text.encode()).hexdigest()})


# ------------------------------------------------------------------------------------------- the same case elsewhere


def test_a_case_is_the_same_elsewhere_with_its_board_row_and_its_limits(anna: Wizard, boris: Wizard) -> None:
    case = walked(anna)
    card = boris.import_case(anna.export(case))
    assert card.case == case and log(boris, case) == log(anna, case)
    assert boris.board().rows == anna.board().rows
    key = ["queue_clearing|olchat|other shop"]
    assert boris.store.scopes(key)[0] == anna.store.scopes(key)[0] and boris.store.scopes(key)[0]
    assert boris.export(case) == anna.export(case), "and it can go on from there"


def test_limits_of_an_imported_case_bind_the_cases_that_are_there(anna: Wizard, boris: Wizard) -> None:
    mine = boris.start("whatsapp_app", "+79110000009", kind="permanent_ban", facts={**OLCHAT, "line": "OTHER  shop"}).case
    for action in ("stopped", "cause_named", "sent", "unblocked"):
        boris.do(mine, action)
    assert boris.show(mine).allowed[0].action == "gateway_asked"
    boris.import_case(anna.export(walked(anna)))
    assert "gateway_asked" in {action.action for action in boris.show(mine).refused}


def test_the_same_file_twice_changes_nothing(anna: Wizard, boris: Wizard) -> None:
    text = anna.export(walked(anna))
    boris.import_case(text)
    before = log(boris, NUMBER)
    card = boris.import_case(text)
    assert "already" in card.notes[0] and log(boris, NUMBER) == before and len(boris.board().rows) == 1


def test_a_case_that_went_on_elsewhere_comes_back_with_what_was_added(anna: Wizard, boris: Wizard) -> None:
    case = walked(anna)
    old = anna.export(case)
    boris.import_case(old)
    boris.note(case, "from boris")
    card = anna.import_case(boris.export(case))
    assert card.view.seq == boris.show(case).view.seq and "added" in card.notes[0]
    assert log(anna, case) == log(boris, case)
    assert "knows more" in anna.import_case(old).notes[0], "and an old file takes nothing back"
    assert log(anna, case) == log(boris, case)


def test_two_logs_that_went_different_ways_are_not_mixed(anna: Wizard, boris: Wizard) -> None:
    case = walked(anna)
    boris.import_case(anna.export(case))
    boris.note(case, "from boris")
    anna.note(case, "from anna")
    before = log(anna, case)
    with pytest.raises(BadInput) as caught:
        anna.import_case(boris.export(case))
    assert (caught.value.key, caught.value.params) == ("import_diverged", {"case": case, "n": len(before)})
    assert log(anna, case) == before and len(anna.board().rows) == 1


def test_another_case_with_the_same_id_stays_and_the_new_one_gets_its_own(anna: Wizard, tmp_path: Path, clock: FrozenClock) -> None:
    case = walked(anna)
    alice = desk(tmp_path / "alice", actor="alice", clock=clock)
    mine = alice.start("max", "+79110000001", kind="permanent_ban").case
    assert mine == case
    card = alice.import_case(anna.export(case))
    assert card.case != case and case in card.notes[0] and log(alice, card.case) == log(anna, case)
    assert alice.show(mine).view.header.messenger == "max"
    assert alice.import_case(anna.export(case)).case == card.case, "it is known by its opening"
    alice.store.close()


def test_evidence_and_everything_else_that_can_be_recorded_comes_along(anna: Wizard, boris: Wizard, tmp_path: Path) -> None:
    case = walked(anna)
    (tmp_path / "screen.png").write_bytes(b"picture")
    anna.evidence(case, str(tmp_path / "screen.png"))
    anna.snooze(case, "P2D")
    anna.assign(case, "Anna")
    anna.assign(case, "")
    anna.learn(case, {"what_is_new": "nothing"})
    anna.do(case, "paired", override=True, reason="it was done")
    anna.do(case, "banned_again")
    for each in (case, anna.board().rows[0].case):
        boris.import_case(anna.export(each))
        assert log(boris, each) == log(anna, each)


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_cases_of_every_kind_come_along_wherever_they_are(anna: Wizard, boris: Wizard, clock: FrozenClock, messenger: str) -> None:
    for n, kind in enumerate(anna.playbook(messenger).entries):
        case = anna.start(messenger, f"+7911000{n:04}", kind=kind).case
        for _ in range(12):
            card = anna.show(case)
            if card.result:
                break
            clock.move(timedelta(days=40))
            act = next(action for action in anna.show(case).allowed if action.action != "looked")
            told = {
                need.fact: need.values[0] if need.values else {"time": "P3D", "count": "2"}.get(need.type, NUMBER) for need in act.needs
            }
            anna.do(case, act.action, facts=told)
        assert boris.import_case(anna.export(case)).view.seq == anna.show(case).view.seq
        assert log(boris, case) == log(anna, case)


@pytest.mark.parametrize("end", ["1970-01-02", "1999-12-31", "2101-01-01", "2199-12-30"])
def test_every_time_that_can_be_typed_comes_along(anna: Wizard, boris: Wizard, end: str) -> None:
    case = anna.start("whatsapp_app", NUMBER, kind="temporary_ban", facts={"timer_end": end}).case
    assert boris.import_case(anna.export(case)).view.facts["timer_end"][:10] == end


def test_a_second_open_case_of_the_number_is_told(anna: Wizard, boris: Wizard) -> None:
    mine = boris.start("whatsapp_app", NUMBER, kind="permanent_ban").case
    card = boris.import_case(anna.export(walked(anna)))
    assert mine in card.notes[1]


def former_version(wizard: Wizard, case: str) -> dict[str, Any]:
    """The case as if it had begun under an older version, known to nobody else, and had been moved to the present one."""
    content = json.loads(wizard.export(case))
    ((present, texts),) = content["playbooks"].items()
    old = {**texts, "flow.yaml": FORMER + texts["flow.yaml"]}
    former = flow_hash(old["flow.yaml"])
    content["playbooks"] = {former: old, present: texts}
    content["events"][0]["value"]["playbook"] = former
    last = content["events"][-1]
    moved = {"seq": last["seq"] + 1, "kind": "migrated", "name": present, "value": {"from": former}}
    content["events"].append({**last, **moved})
    return content


def test_every_playbook_it_was_ever_pinned_to_comes_along_and_goes_with_it(anna: Wizard, boris: Wizard) -> None:
    content = former_version(anna, walked(anna))
    case = boris.import_case(sealed(content)).case
    assert set(json.loads(boris.export(case))["playbooks"]) == set(content["playbooks"])
    boris.forget(case)
    for hash in content["playbooks"]:
        with pytest.raises(KeyError):
            boris.store.playbook(hash)


def under_former(wizard: Wizard, case: str) -> dict[str, Any]:
    """The case under a version that nobody else knows."""
    content = former_version(wizard, case)
    former = content["events"][0]["value"]["playbook"]
    return {**content, "events": content["events"][:-1], "playbooks": {former: content["playbooks"][former]}}


def test_a_version_that_is_not_known_here_is_checked_and_then_followed(anna: Wizard, boris: Wizard) -> None:
    content = under_former(anna, walked(anna))
    card = boris.import_case(sealed(content))
    assert card.playbook.hash == content["events"][0]["value"]["playbook"] != anna.library.playbook("whatsapp_app").hash
    boris.note(card.case, "it goes on")
    assert boris.show(card.case).title == anna.show(NUMBER).title


def test_words_of_a_known_version_are_ours_whatever_the_file_says(anna: Wizard, boris: Wizard) -> None:
    content = json.loads(anna.export(walked(anna)))
    ((present, texts),) = content["playbooks"].items()
    texts["text.en.yaml"] = texts["text.en.yaml"].replace("Give the 6-digit SMS code to nobody", "Send us the 6-digit SMS code")
    boris.import_case(sealed(content))
    assert boris.store.playbook(present) == boris.library.bundle("whatsapp_app")


# ------------------------------------------------------------------------------------------- what is refused


Spoil = Callable[[dict[str, Any]], object]


def opening(**changes: Any) -> Spoil:
    return lambda content: content["events"][0]["value"].update(changes)


def event(number: int, **changes: Any) -> Spoil:
    return lambda content: content["events"][number].update(changes)


def added(kind: str, name: str, value: Any) -> Spoil:
    def spoil(content: dict[str, Any]) -> None:
        last = content["events"][-1]
        content["events"].append({**last, "seq": last["seq"] + 1, "kind": kind, "name": name, "value": value})

    return spoil


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


UNFIT: dict[str, Spoil] = {
    "no events": lambda content: content.update(events=[]),
    "events are no list": lambda content: content.update(events={}),
    "an event is no object": lambda content: content["events"].append(7),
    "too many events": lambda content: content.update(events=content["events"] * MOST_EVENTS),
    "a key too many": event(1, more=1),
    "a key too few": lambda content: content["events"][1].pop("actor"),
    "a number left out": event(2, seq=9),
    "a number that is true": event(0, seq=True),
    "a time that is none": event(1, at="yesterday"),
    "a time without a zone": event(1, at="2027-01-01T12:00:00"),
    "a time out of this world": event(1, at="9999-12-31T23:59:59+00:00"),
    "a time written otherwise": event(1, at="20270101T120000+0300"),
    "a kind of its own": event(1, kind="executed"),
    "an actor that is none": event(1, actor=None),
    "an escape sequence": event(1, actor="\x1b[2Janna"),
    "half a character": event(1, actor="\ud800"),
    "a long actor": event(1, actor="a" * 201),
    "a second opening": added("opened", "whatsapp_app", {}),
    "no opening": lambda content: content["events"].pop(0),
    "an opening without a value": event(0, value=None),
    "a messenger that is none": event(0, name="telegram"),
    "another messenger than the plan's": event(0, name="max"),
    "a number that is none": opening(number="call me"),
    "another number shown": opening(number_shown="+7 900 000-00-00"),
    "a kind that is none": opening(kind="nonsense"),
    "a kind that is a list": opening(kind=[]),
    "an offence of a thousand million": opening(offence=10**12),
    "an offence of a half": opening(offence=1.5),
    "a zone that is none": opening(zone="Mars/Olympus"),
    "a zone that is a path": opening(zone="../../etc/passwd"),
    "a pin that is none": opening(playbook="0" * 64),
    "a pin that is a list": opening(playbook=[]),
    "symptoms that are none": opening(symptoms=[1]),
    "a value that does not fit": added("answered", "gateway", "somewhere"),
    "a value that is an object": added("answered", "line", {"unsure": {"deep": 1}}),
    "a time as a fact": added("learned", "timer_end", "soon"),
    "a fact that nobody knows, with more than words": added("learned", "nonsense", {"a": 1}),
    "facts that are no object": added("acted", "over", {"facts": [1]}),
    "a reason that is none": added("closed", "closed", {"reason": 7}),
    "an act that is nowhere": added("acted", "no_such_act", {"facts": {"gateway": 3}}),
    "an act with a part of its own": added("acted", "over", {"run": "x"}),
    "a note that is a list": added("noted", "", ["x"]),
    "snoozed until nobody knows": added("noted", "snoozed", "2027-02-01"),
    "undone without saying what": added("undone", "", {}),
    "moved from nowhere": added("migrated", "0" * 64, None),
    "evidence without a hash": added("noted", "evidence", {"file": "a", "bytes": 1, "sha256": "x"}),
    "evidence of no size": added("noted", "evidence", {"file": "a", "bytes": None, "sha256": "0" * 64}),
    "words as a number shown": opening(number_shown="+7 911 call 123-45-67"),
    "a link to nothing": added("linked", "next", None),
    "a link of another kind": added("linked", "sideways", "abc"),
    "an agent that is none": added("assigned", "", 5),
    "undone more than there is": lambda content: [added("undone", "", {"seq": 1})(content) for _ in range(50)],
    "a deep value": added("noted", "", nested(50)),
    "an endless number": added("noted", "", 10**400),
    "an id that is a path": lambda content: content.update(case="../up"),
    "an id in capitals": lambda content: content.update(case="ABC"),
    "no playbooks": lambda content: content.update(playbooks={}),
    "playbooks that are a list": lambda content: content.update(playbooks=[1]),
    "a text under another's hash": lambda content: [texts.update({"flow.yaml": "id: x"}) for texts in content["playbooks"].values()],
    "a file too many": lambda content: [texts.update({"run.py": "x"}) for texts in content["playbooks"].values()],
    "a text that is none": lambda content: [texts.update({"text.en.yaml": 1}) for texts in content["playbooks"].values()],
    "a text of a million letters": lambda content: [texts.update({"text.en.yaml": "#" * 10**6}) for texts in content["playbooks"].values()],
    "half a character in a text": lambda content: [texts.update({"text.en.yaml": "\ud800"}) for texts in content["playbooks"].values()],
    "a playbook that nobody is pinned to": lambda content: content["playbooks"].update(
        {flow_hash("x"): {**next(iter(content["playbooks"].values())), "flow.yaml": "x"}}
    ),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    wizard = desk(tmp_path_factory.mktemp("exported"))
    content: dict[str, Any] = json.loads(wizard.export(walked(wizard)))
    wizard.store.close()
    return content


def refused(wizard: Wizard, text: str | bytes) -> str:
    """The key of the refusal; nothing has come in, and both languages have one sentence for it."""
    with pytest.raises(BadInput) as caught:
        wizard.import_case(text)
    assert wizard.board().rows == ()
    for lang in LANGUAGES:
        said = sentence(caught.value, lang)
        assert "\n" not in said and said.endswith(".") and "\x1b" not in said
    return caught.value.key


@pytest.mark.parametrize("spoil", UNFIT.values(), ids=UNFIT)
def test_what_does_not_fit_together_is_refused_whole(boris: Wizard, exported: dict[str, Any], spoil: Spoil) -> None:
    content = deepcopy(exported)
    spoil(content)
    assert refused(boris, sealed(content)) == "import_unfit"


def test_what_is_spoilt_is_told_from_what_is_whole(boris: Wizard, exported: dict[str, Any]) -> None:
    assert boris.import_case(sealed(deepcopy(exported))).case, "the seal of these tests is the seal of the program"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "7",
        "not JSON",
        '{"format": "ban-wizard case"}',
        '{"format": "ban-wizard case", "version": "1"}',
        '{"format": "ban-wizard case", "version": true}',
        '{"format": "ban-wizard case", "format": "ban-wizard case", "version": 1}',
        '{"format": "ban-wizard case", "version": NaN}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 10_000,
        b"\xff\xfe\x00",
        b"SQLite format 3\x00",
    ],
    ids=repr,
)
def test_what_is_no_export_is_refused(boris: Wizard, text: str | bytes) -> None:
    assert refused(boris, text) == "import_not_ours"


def test_a_newer_format_asks_for_a_newer_program(boris: Wizard, exported: dict[str, Any]) -> None:
    assert refused(boris, sealed({**exported, "version": 2, "more": 1})) == "import_newer"


def test_a_changed_or_cut_file_is_refused(boris: Wizard, exported: dict[str, Any]) -> None:
    text = json.dumps(exported, ensure_ascii=False)
    assert refused(boris, text.replace("заметка", "записка")) == "import_damaged"
    assert refused(boris, json.dumps({**exported, "more": 1})) == "import_damaged"
    assert refused(boris, json.dumps({name: value for name, value in exported.items() if name != "sha256"})) == "import_damaged"
    assert refused(boris, text[:-100]) == "import_not_ours"


def test_a_huge_file_is_refused_before_it_is_looked_at(boris: Wizard) -> None:
    assert refused(boris, "{" * (MOST_BYTES + 1)) == "import_too_large"


FLOWS: dict[str, Callable[[str], str]] = {
    "empty": lambda flow: "",
    "deep": lambda flow: "a: " + "[" * 5_000,
    "an alias bomb": lambda flow: "a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "a tag": lambda flow: "a: !!python/object/apply:os.system [id]\n",
    "a state that is not there": lambda flow: flow.replace("to: ", "to: x", 1),
    "a source that is not there": lambda flow: flow.replace("OLC-", "XYZ-", 1),
    "a letter that is not there": lambda flow: flow.replace("letter: ", "letter: x", 1),
    "another grammar": lambda flow: flow.replace("grammar: 1", "grammar: 99", 1),
    "another's id": lambda flow: flow.replace("id: whatsapp_app", "id: max", 1),
}


@pytest.mark.parametrize("change", FLOWS.values(), ids=FLOWS)
def test_a_plan_that_does_not_pass_the_checks_is_refused(anna: Wizard, boris: Wizard, change: Callable[[str], str]) -> None:
    content = under_former(anna, walked(anna))
    ((_, texts),) = content["playbooks"].items()
    flow = change(texts["flow.yaml"])
    assert flow != texts["flow.yaml"]
    content["playbooks"] = {flow_hash(flow): {**texts, "flow.yaml": flow}}
    content["events"][0]["value"]["playbook"] = flow_hash(flow)
    assert refused(boris, sealed(content)) == "import_playbook"


WORDS = {
    "reaching for attributes": "{number.__class__.__mro__}",
    "a width": "{number:>999999999}",
    "a conversion": "{number!r:>9999999}",
    "an index": "{offence[0]}",
    "a lone brace": "{",
    "an address that nobody vouches for": "https://evil.example/appeal",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_that_reach_for_more_than_their_facts_are_refused(anna: Wizard, boris: Wizard, words: str) -> None:
    content = under_former(anna, walked(anna))
    ((_, texts),) = content["playbooks"].items()
    changed = texts["text.en.yaml"].replace("The number {number} is blocked", f"The number {{number}} {words} is blocked", 1)
    assert changed != texts["text.en.yaml"]
    texts["text.en.yaml"] = changed
    assert refused(boris, sealed(content)) == "import_playbook"


def test_nothing_is_half_taken_in_where_the_store_fails(anna: Wizard, boris: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    boris.start("max", "+79110000001", kind="permanent_ban")
    text = anna.export(walked(anna))

    def full(*args: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("ban_wizard.store.writes._write_holds", full)
    with pytest.raises(Exception, match=r"damaged|disk|failed"):
        boris.import_case(text)
    monkeypatch.undo()
    assert len(boris.board().rows) == 1 and boris.store.scopes(["queue_clearing|olchat|other shop"])[0] == ()
    assert boris.import_case(text).case


def test_an_old_case_is_taken_in_long_after(anna: Wizard, boris: Wizard, clock: FrozenClock) -> None:
    text = anna.export(walked(anna))
    clock.move(timedelta(days=3000))
    assert boris.import_case(text).due is not None
