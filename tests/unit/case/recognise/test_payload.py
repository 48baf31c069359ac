"""Payloads in texts: JSON wherever it stands, and the pairs of dumps."""

import json

import pytest

from ban_wizard.case.recognise.payload import MOST_OBJECTS, dump, path, payloads, values, without
from tests.unit.case.recognise.recognisers import seen, verdict

LOCKED = {"error": {"message": "(#131031) Business Account locked", "code": 131031}}


def shown(text: str, way: str) -> list[str]:
    return [value for payload in payloads(text) for value in dict(values(payload, payload.objects[0], path(way))).values()]


def test_json_is_found_between_other_words() -> None:
    text = f"12:01 POST {{broken {json.dumps({'a': 1})} then [{json.dumps({'B_c': [{'d': True}]})}] end"
    first, second = payloads(text)
    assert text[first.start : first.end] == '{"a": 1}'
    assert list(second.objects) == [{"bc": [{"d": True}]}, {"d": True}]
    assert without(text, [first, second]).split("\x1e")[0] == "12:01 POST {broken "
    assert len(without(text, [first, second])) == len(text)


@pytest.mark.parametrize(
    ("way", "found"),
    [
        ("error.code", ["5"]),
        ("error.code|error_code", ["5"]),
        ("*.details", ["wrong pin"]),
        ("details", []),
        ("error.list.k", ["v2"]),
        ("flag", ["true"]),
        ("packed.inside", ["7"]),
        ("nothing", []),
    ],
)
def test_paths_lead_through_objects_and_lists(way: str, found: list[str]) -> None:
    text = json.dumps(
        {
            "error": {"code": 5, "error_data": {"details": "wrong pin"}, "list": [{"k": "v1"}, {"k": "v2"}]},
            "flag": True,
            "packed": '{"inside": 7}',
            "nothing": None,
        }
    )
    assert shown(text, way) == found


@pytest.mark.parametrize(
    "text",
    [
        "{'event': 'X', 'expiration': 1796330498}",
        "array (\n  'event' => 'X',\n  'expiration' => 1796330498,\n)",
        "stdClass Object\n(\n    [event] => X\n    [expiration] => 1796330498\n)",
        "event=X expiration=1796330498",
        '{"event": "X", "expiration": 1796330498, "cut off',
        "&{Event:X Expiration:1796330498}",
    ],
)
def test_dumps_are_read_by_their_pairs(text: str) -> None:
    assert payloads(text) == []
    pairs = dump(text)
    assert pairs is not None
    assert (pairs.objects[0]["event"], pairs.objects[0]["expiration"]) == (["X"], ["1796330498"])


@pytest.mark.parametrize("text", ["", "no pairs here", "{", "[[[[", "{}", "[]", "[NOWEB] sent", "{not json}", '"a"'])
def test_where_nothing_stands_nothing_is_found(text: str) -> None:
    assert payloads(text) == []


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(LOCKED),
        json.dumps(LOCKED, indent=2),
        json.dumps({"data": json.dumps(LOCKED)}),
        f"[2026-11-02 10:00:01] production.ERROR: {json.dumps(LOCKED)} in /app/send.php:12",
        f"{json.dumps({'ok': 1})}\n{json.dumps(LOCKED)}\n{{broken",
        str(LOCKED),
        json.dumps({"entry": [{"changes": [{"value": {"statuses": [{"errors": [{"code": 131031}]}]}}]}]}),
        json.dumps({"errorCode": "131031"}),
    ],
)
def test_a_code_counts_in_whatever_it_is_wrapped(text: str) -> None:
    found = verdict(text)
    assert (found.messenger, found.kind, found.certainty) == ("whatsapp_api", "account_lock", "likely")
    assert "131031" in (found.evidence[0].matched or "")


def test_the_words_of_a_payload_that_showed_its_code_are_not_read() -> None:
    media = {"code": 131053, "title": "Media upload error", "error_data": {"details": "your account is restricted right now, error 429"}}
    assert verdict(json.dumps(media)).kind == "not_a_ban"
    unknown = {"code": 999, "title": "Your account is restricted right now"}
    assert verdict(json.dumps(unknown)).kind == "new_chat_restriction"


def test_words_of_json_are_read_as_they_are_meant_not_as_they_are_escaped() -> None:
    text = json.dumps({"text": "Этот номер не может использовать WhatsApp"})
    assert "\\u" in text
    assert [each.matched for each in seen(text).sightings["whatsapp_app"]] == ["Этот номер не может использовать WhatsApp"]


def test_of_many_objects_those_that_say_something_new_are_looked_at_and_it_is_said_where_some_are_left_out() -> None:
    alike = payloads("[" + ",".join(['{"code": 131031}'] * 1000) + "]")
    assert [(len(each.objects), each.whole) for each in alike] == [(1, True)]
    repeated = payloads('{"code": 1, "title": "a"} ' * 1000)
    assert len(repeated) == 1000
    assert sum(len(each.objects) for each in repeated) == 1 and all(each.whole for each in repeated)
    differing = payloads("[" + ",".join(f'{{"id": {n}}}' for n in range(MOST_OBJECTS + 1)) + "]")
    assert [(len(each.objects), each.whole) for each in differing] == [(MOST_OBJECTS, False)]


def test_a_huge_array_is_read_in_part_and_that_is_said() -> None:
    found = verdict("[" + ",".join(['{"code": 131031}'] * 200_000) + "]")
    assert (found.kind, found.certainty, found.cut) == ("account_lock", "likely", True)
    assert verdict("[" + ",".join(f'{{"code": 190, "id": {n}}}' for n in range(MOST_OBJECTS + 1)) + "]").kind == "unclear"
