"""Pasted texts at the application object and on the command line: the verdict, the case that is opened from it, and refusals."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from ban_wizard.application.diagnosing import as_json, judge, tables, told
from ban_wizard.case.errors import BadInput
from ban_wizard.faces.lines import diagnosis_lines
from ban_wizard.playbook.cache import Library
from ban_wizard.wizard import Wizard
from tests.support.commands import Run, loaded
from tests.support.desk import NUMBER, library
from tests.unit.playbook.example import FIXTURE

pytestmark = pytest.mark.usefixtures("started_before")

SCREEN = "You're temporarily banned from WhatsApp because too many people blocked you. You'll be able to use WhatsApp again in 23 hours."
LOCKED = '{"error": {"code": 131031, "message": "Business Account locked"}}'


def typed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def diagnose(run: Run, *args: str) -> tuple[int, Any]:
    code, out, _ = run("diagnose", *args, "--json")
    return code, json.loads(out)


# ------------------------------------------------------------------------------------------- the application object


def test_a_case_is_opened_from_the_text_alone(anna: Wizard) -> None:
    card = anna.start("whatsapp_app", NUMBER, text=SCREEN)
    assert card.view.kind == "temporary_ban"
    assert card.view.facts["timer_end"] == "2027-01-02T11:00:00+03:00"
    assert card.view.facts["ban_reason"] == "blocked_by_many"
    assert card.view.header.symptoms == ("countdown",)
    assert card.view.header.text == SCREEN
    assert any("Temporary ban" in note for note in card.notes)


def test_what_a_restriction_forbids_and_when_it_ends_is_read_from_a_webhook(anna: Wizard) -> None:
    types = ("RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_ADD_PHONE_NUMBER_ACTION")
    restrictions = [{"restriction_type": name, "expiration": 1799330498} for name in types]
    webhook = json.dumps({"field": "account_update", "value": {"event": "ACCOUNT_RESTRICTION", "restriction_info": restrictions}})
    card = anna.start("whatsapp_api", NUMBER, text=webhook)
    assert card.view.kind == "restriction_timed"
    assert card.view.facts["timer_end"] == "2027-01-07T17:01:38+03:00"
    assert card.view.facts["restriction_types"] == ["add_phone_numbers", "start_conversations"]


def test_what_the_person_says_outranks_what_the_text_tells(anna: Wizard) -> None:
    card = anna.start("whatsapp_app", NUMBER, text=SCREEN, facts={"ban_reason": "groups", "timer_end": "P2D"})
    assert (card.view.facts["ban_reason"], card.view.facts["timer_end"]) == ("groups", "2027-01-03T12:00:00+03:00")
    other = anna.start("whatsapp_app", "+79111234500", kind="permanent_ban", text=SCREEN)
    assert other.view.kind == "permanent_ban" and other.view.facts.get("timer_end") is None


@pytest.mark.parametrize("text", ["", "  \n", "nothing of the kind"])
def test_a_text_that_tells_nothing_opens_an_unclear_case(anna: Wizard, text: str) -> None:
    card = anna.start("whatsapp_app", NUMBER, text=text)
    assert card.view.kind == "unclear" and card.notes == ()


def test_an_end_is_taken_over_only_where_the_kind_has_one(anna: Wizard) -> None:
    card = anna.start("whatsapp_app", NUMBER, text="Account in review. WhatsApp will notify you again in 24 hours")
    assert card.view.kind == "permanent_ban" and card.view.facts.get("timer_end") is None
    assert card.view.facts["review"] == "open"


def test_symptoms_that_were_named_and_a_text_are_judged_together(anna: Wizard) -> None:
    text = "Your account is restricted right now"
    assert anna.diagnose("whatsapp_app", [], text).kind == "new_chat_restriction"
    both = anna.diagnose("whatsapp_app", ["review_button"], text)
    assert both.kind == "unclear" and both.ask == ("phone_screen", "app_or_api")
    assert {each.symptom: each.matched for each in both.evidence} == {"review_button": None, "restricted_now": text}
    named = anna.diagnose(None, ["countdown"], "23:59:10 left")
    assert (named.messenger, named.kind, named.evidence[0].matched) == ("whatsapp_app", "temporary_ban", None)


def test_messengers_without_a_playbook_are_diagnosed_too() -> None:
    """The example's folder knows MAX by recognise.yaml alone."""
    few = Library(FIXTURE, FIXTURE, None)
    found = judge(few, None, (), "There is a suspicion of spam", lambda word, known: "")
    assert "max" not in few.ids() and "max" in tables(few)
    assert (found.messenger, found.kind, found.certainty, found.ask) == ("max", "not_a_ban", "likely", ("which",))
    for lang, question in (("en", "Which messenger?"), ("ru", "Какой мессенджер?")):
        words = told(few, found, lang)
        assert words.messenger == "MAX" and words.ask[0][0] == question
        assert as_json(found, words)["evidence"] == [{"symptom": "spam", "matched": "suspicion of spam", "cites": ["MAX-06"]}]


def test_a_diagnosis_is_told_in_both_languages(anna: Wizard) -> None:
    for text in (SCREEN, LOCKED, "MAX заблокировал аккаунт", "subscription expired", "hello"):
        found = anna.diagnose(None, (), text)
        for lang in ("en", "ru"):
            lines = list(diagnosis_lines(told(library(), found, lang)))
            assert lines[0].endswith(")") and all(len(line) <= 80 for line in lines)
            assert len([line for line in lines if line.startswith("  ? ")]) == len(found.ask)


def test_every_question_and_symptom_of_every_table_has_words() -> None:
    recognition = library().recognition()
    for owner, table in {**tables(library()), None: recognition.nobody}.items():
        words: Any = library().words(owner, "en") if owner in library().ids() else {"asks": {}}
        for row in (*table.table, table.otherwise):
            assert all(ask in words["asks"] or ask in recognition.asks for ask in row.ask), (owner, row)


@pytest.mark.parametrize(
    ("args", "key"),
    [
        ((None, (), None), "nothing_to_judge"),
        ((None, (), "  \n "), "empty_paste"),
        (("viber", (), "text"), "unknown_messenger"),
        (("max", ("countdown",), "text"), "unknown_symptom"),
        ((None, ("countdown", "login_blocked"), None), "mixed_symptoms"),
    ],
)
def test_what_cannot_be_judged_is_refused(anna: Wizard, args: tuple[Any, ...], key: str) -> None:
    with pytest.raises(BadInput) as refused:
        anna.diagnose(*args)
    assert refused.value.key == key


# ------------------------------------------------------------------------------------------- the command line


def test_diagnose_a_file_and_the_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "screen.txt"
    file.write_text(SCREEN, "utf-8")
    code, found = diagnose(run, str(file))
    assert (code, found["messenger"], found["kind"], found["certainty"]) == (0, "whatsapp_app", "temporary_ban", "sure")
    assert found.keys() == {"messenger", "kind", "certainty", "evidence", "ask", "cut"}
    (evidence,) = found["evidence"]
    assert evidence.keys() == {"symptom", "matched", "cites"} and evidence["matched"] in SCREEN and evidence["cites"]
    typed(monkeypatch, "Мессенджер не пропускает сообщение".encode("cp1251"))
    code, found = diagnose(run, "-")
    assert (code, found["messenger"], found["kind"], found["certainty"]) == (0, "max", "not_a_ban", "likely")
    assert found["ask"][0].keys() == {"question", "why"}


def test_an_unknown_messenger_is_null(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"Subscription not paid")
    code, found = diagnose(run, "-")
    assert (code, found["messenger"], found["kind"]) == (0, None, "not_a_ban")


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x01\x02", bytes(range(128, 256)) * 10])
def test_nothing_and_what_is_no_text_are_refused_in_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    typed(monkeypatch, data)
    code, answer = diagnose(run, "-")
    assert code == 2 and answer["error"]["code"] == "bad_input" and answer["error"]["message"].endswith(".")


def test_fifty_megabytes_with_the_notice_at_the_end(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    file.write_bytes(b"2026-11-21 12:00:00 all is well\n" * 1_600_000 + LOCKED.encode())
    assert file.stat().st_size > 50_000_000
    code, found = diagnose(run, str(file))
    assert (code, found["kind"], found["certainty"], found["cut"]) == (0, "account_lock", "likely", True)


@pytest.mark.parametrize(("lang", "said"), [("en", "too long to be read whole"), ("ru", "слишком длинный")])
def test_that_only_a_part_was_read_is_told(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    file = tmp_path / "server.log"
    file.write_text("WhatsApp works, all is well\n" * 10_000)
    code, out, _ = run("--lang", lang, "diagnose", file)
    assert code == 0 and said in " ".join(out.split())
    code, _, err = run("--lang", lang, "start", "--messenger", "whatsapp_app", "--number", NUMBER, "--text", file)
    assert code == 0 and said in " ".join(err.split())


def test_a_text_without_end_is_refused(run: Run) -> None:
    code, answer = diagnose(run, "/dev/zero")
    assert code == 2 and "larger than" in answer["error"]["message"]


def test_start_reads_the_violation_that_a_webhook_names(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "webhook.json"
    file.write_text('{"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "SCAM"}}')
    _, out, _ = run("start", "--messenger", "whatsapp_api", "--number", NUMBER, "--text", file, "--json")
    assert json.loads(out)["facts"]["violation_type"] == "SCAM"


def test_start_reads_the_text_of_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "screen.txt"
    file.write_text(SCREEN, "utf-8")
    code, out, err = run("start", "--messenger", "whatsapp_app", "--number", NUMBER, "--text", file, "--json")
    card = json.loads(out)
    assert (code, card["kind"], card["facts"]["ban_reason"]) == (0, "temporary_ban", "blocked_by_many")
    assert "The text was taken for" in err


def test_a_text_too_large_to_be_kept_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    file.write_bytes(b"x" * 3_000_000)
    code, out, _ = run("start", "--messenger", "max", "--number", NUMBER, "--text", file, "--json")
    assert code == 2 and "larger than" in json.loads(out)["error"]["message"]


def test_showing_a_case_loads_no_recogniser(anna: Wizard, tmp_path: Path) -> None:
    case = anna.start("max", NUMBER, kind="permanent_ban").case
    first, again = (loaded(tmp_path / "cases", "show", case) for _ in range(2))
    assert any(name.endswith("patterns") for name in first), "the first start checks the playbooks, so the probe sees what it looks for"
    assert [name for name in again if "recognise" in name or "diagnos" in name or name.endswith(("patterns", "folding"))] == []
