"""The command line as others rely on it: JSON shapes, exit codes, one clear sentence for what cannot be used."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import ran
from tests.support.desk import NUMBER

START = ("start", "--messenger", "whatsapp_app", "--kind", "permanent_ban", "--number", NUMBER, "--tz", "Europe/Moscow")
FACTS = ("gateway=olchat", "line=Shop", "review=none", "sim_in_hand=yes", "crm_mailing=no")

pytestmark = pytest.mark.usefixtures("started_before", "at_noon")

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json: its exit code, its object, its talk."""

    def run(*args: str, as_json: bool = True) -> tuple[int, Any, str]:
        code, out, err = ran(capsys, *args, *(["--json"] if as_json else []))
        return code, json.loads(out) if as_json else out, err

    return run


def start(run: Run, *more: str, offence: int = 2, facts: tuple[str, ...] = FACTS) -> dict[str, Any]:
    code, card, _ = run(*START, "--offence", str(offence), *[part for fact in facts for part in ("--fact", fact)], *more)
    assert code == 0
    return dict(card)


CARD = {
    *("case", "messenger", "kind", "offence", "number", "zone", "playbook", "state", "state_kind", "title", "text", "do_not"),
    *("cites", "facts", "milestones", "due", "wait", "allowed", "refused", "letters", "forecast", "links", "breaches", "outcome"),
}


def test_every_command_about_a_case_prints_the_same_object(run: Run) -> None:
    case = start(run)["case"]
    for args in (
        ("show", case),
        ("do", case, "stopped"),
        ("undo", case, "--reason", "a slip"),
        ("amend", case, "line=Other"),
        ("note", case, "called"),
        ("assign", case, "Anna"),
        ("close", case, "--reason", "silent"),
    ):
        code, card, _ = run(*args)
        assert code == 0 and card.keys() >= CARD, args
    assert card["outcome"] == {"id": "given_up", "result": "given_up"} and card["due"] is None and card["allowed"] == []


def in_review(run: Run) -> dict[str, Any]:
    """A case opened in the middle, once everything has been stopped: the answer is awaited."""
    opened = start(run, facts=("review=open", "gateway=phone_only"))
    code, card, _ = run("do", opened["case"], "stopped")
    assert code == 0
    return dict(card)


def test_the_objects_inside_have_their_keys(run: Run) -> None:
    card = in_review(run)
    assert card["state_kind"] == "wait"
    assert card["wait"].keys() == {"shape", "words", "assumed", "earliest", "next_look", "give_up_at"}
    assert card["due"] == {"at": "2027-01-02T10:00:00+03:00", "kind": "look"}
    assert card["forecast"].keys() == {"best", "assumed", "worst", "because"}
    for action in card["allowed"]:
        assert action.keys() == {"action", "title", "needs"}
        assert all(need.keys() == {"fact", "type", "values"} for need in action["needs"])
    for refused in card["refused"]:
        assert refused.keys() >= {"action", "rule", "cites", "earliest"}
    assert card["allowed"][0]["action"] == "unblocked", "the first is the recommended one"
    assert card["playbook"]["id"] == "whatsapp_app"


def test_the_log_tells_the_events_in_order(run: Run) -> None:
    case = start(run)["case"]
    code, log, _ = run("log", case)
    assert code == 0 and [event["seq"] for event in log["events"]] == list(range(1, len(FACTS) + 2))
    assert log["events"][0].keys() == {"seq", "at", "recorded", "actor", "kind", "name", "value"}


def test_pairing_too_early_is_refused_with_rule_sources_and_time(run: Run) -> None:
    case = start(run)["case"]
    code, answer, _ = run("do", case, "paired")
    error = answer["error"]
    assert code == 1 and error["code"] == "refused"
    assert {"OLC-15", "OLC-16", "OLC-18"} <= set(error["cites"])
    assert error["earliest"] == "2027-01-04T12:00:00+03:00" and error["message"]
    code, card, _ = run("do", case, "paired", "--override", "--reason", "already scanned")
    assert code == 0 and card["state"] == "cool_down" and card["breaches"][0]["action"] == "paired"


@pytest.mark.parametrize(
    "args",
    [
        ("show", "nothing"),
        ("show", "+79990000000"),
        ("do", "CASE", "dance"),
        ("do", "CASE", "answer"),
        ("do", "CASE", "stopped", "--fact", "gateway"),
        ("do", "CASE", "stopped", "--fact", "gatway=olchat"),
        ("do", "CASE", "stopped", "--at", "yesterday-ish"),
        ("do", "CASE", "stopped", "--at", "2026-12-31T10:00"),
        ("do", "CASE", "sent", "--text", "/no/such/file"),
        ("do", "CASE", "paired", "--override"),
        ("start", "--messenger", "max", "--number", "12"),
        ("start", "--messenger", "max", "--number", NUMBER, "--kind", "portfolio_block"),
        ("start", "--messenger", "pigeon", "--number", NUMBER),
        ("start", "--messenger", "max", "--number", NUMBER, "--offence", "zero"),
        ("start", "--messenger", "max", "--number", NUMBER, "--offence", "0"),
        ("start", "--number", NUMBER),
        ("start", "--messenger", "max", "--number", NUMBER, "--symptom", "nonsense"),
        ("diagnose",),
        ("diagnose", "--messenger", "max", "--symptom", "nonsense"),
        ("letter", "CASE"),
        ("undo", "CASE"),
        ("amend", "CASE", "line"),
        ("amend", "CASE", "number=+79990000000"),
        ("note", "CASE", " "),
        ("close", "CASE"),
        ("board", "--after", "nonsense"),
        ("playbook", "check", "/no/such/folder"),
        ("playbook",),
        ("frobnicate",),
        ("--no-such-option",),
    ],
    ids=" ".join,
)
def test_bad_input_is_one_sentence_exit_code_two_and_changes_nothing(run: Run, args: tuple[str, ...]) -> None:
    case = start(run, facts=())["case"]
    log = run("log", case)[1]
    code, answer, _ = run(*[case if arg == "CASE" else arg for arg in args])
    assert code == 2, answer
    assert answer["error"].keys() == {"code", "message", "rule", "cites", "earliest"}
    assert answer["error"]["code"] == "bad_input" and len(answer["error"]["message"]) > 15
    assert run("log", case)[1] == log


def test_bad_input_without_json_goes_to_stderr_in_the_language_asked_for(run: Run) -> None:
    code, out, err = run("show", "nothing", "--lang", "ru", as_json=False)
    assert (code, out) == (2, "") and "Случая «nothing» нет" in err


def test_a_refusal_without_json_says_how_to_record_what_has_happened(run: Run) -> None:
    case = start(run)["case"]
    code, out, err = run("do", case, "paired", as_json=False)
    assert (code, out) == (1, "") and "OLC-18" in err and "--override" in err


def test_a_store_that_cannot_be_used_is_exit_code_three(run: Run, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    assert run(*START, "--data-dir", str(newer))[0] == 0
    with sqlite3.connect(next(newer.glob("*.sqlite3"))) as db:
        db.execute("PRAGMA user_version = 9999")
    db.close()
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    next(newer.glob("*.sqlite3")).with_name("x").write_text("")
    (foreign / next(newer.glob("*.sqlite3")).name).write_bytes(b"not a database, only some text that is long enough" * 40)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    for folder in (newer, foreign, in_the_way / "below"):
        code, answer, _ = run(*START, "--data-dir", str(folder))
        assert (code, answer["error"]["code"]) == (3, "store"), folder
        assert len(answer["error"]["message"]) > 30


def test_reading_where_nothing_was_ever_kept_is_no_fault(run: Run, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert run("board", "--data-dir", str(nowhere))[:2] == (0, {"cases": [], "next": None})
    assert run("due", "--exit-code", "--data-dir", str(nowhere))[0] == 0


def test_due_lists_what_is_due_and_can_say_so_by_its_exit_code(run: Run) -> None:
    in_review(run)
    assert run("due", "--now", "2027-01-02T09:59+03:00", "--exit-code")[:2] == (0, {"cases": [], "next": None})
    code, page, _ = run("due", "--now", "2027-01-02T10:00+03:00", "--exit-code")
    assert code == 1 and page["cases"][0]["number"] == NUMBER
    assert page["cases"][0].keys() <= CARD | {"agent"}


def test_diagnose_by_symptoms(run: Run) -> None:
    code, found, _ = run("diagnose", "--messenger", "max", "--symptom", "login_blocked")
    assert code == 0 and found.keys() == {"messenger", "kind", "certainty", "evidence", "ask", "cut"}
    assert (found["messenger"], found["kind"], found["certainty"]) == ("max", "permanent_ban", "sure")
    assert found["evidence"][0].keys() == {"symptom", "matched", "cites"} and found["evidence"][0]["cites"]


def test_a_letter_names_what_is_missing_and_invents_nothing(run: Run, tmp_path: Path) -> None:
    case = start(run, offence=1)["case"]
    for action in ("stopped", "cause_named"):
        run("do", case, action)
    code, letter, _ = run("letter", case)
    assert code == 0
    assert letter.keys() == {"letter", "channel", "lang", "text", "claims", "left_out", "missing", "warnings"}
    if letter["missing"]:
        facts = [part for name in letter["missing"] for part in ("--fact", f"{name}=orders and delivery")]
        code, letter, _ = run("letter", case, *facts)
    assert code == 0 and "+7 911 123-45-67" in letter["text"] and letter["missing"] == []
    out = tmp_path / "letter.txt"
    assert run("letter", case, "--lang", "ru", "--out", str(out))[0] == 0
    assert out.read_text("utf-8").strip() and out.stat().st_mode & 0o777 == 0o600
    assert run("letter", case, "--out", str(out))[0] == 2, "a file is never overwritten"
    assert run("letter", case, "--claim", "nonsense")[0] == 2


def test_check_and_sources_speak_of_the_shipped_data(run: Run) -> None:
    assert run("playbook", "check")[:2] == (0, {"findings": []})
    code, sources, _ = run("sources")
    assert code == 0 and all(fact.keys() == {"id", "source", "used_in"} for fact in sources["facts"])
    unused = {fact["id"] for fact in sources["facts"] if not fact["used_in"]}
    assert not [fact for fact in unused if fact.startswith(("MAX-", "OLC-", "GEN-"))]


def test_check_reports_an_authors_mistake_and_exits_one(run: Run, tmp_path: Path) -> None:
    import shutil

    from tests.support.walk import ROOT

    copy = tmp_path / "playbooks"
    shutil.copytree(ROOT / "playbooks", copy)
    flow = copy / "max" / "flow.yaml"
    flow.write_text(flow.read_text("utf-8").replace("milestone: unblocked}", "milestone: unblockd}", 1), "utf-8")
    code, answer, _ = run("playbook", "check", str(copy))
    assert code == 1
    (finding, *_) = answer["findings"]
    assert finding.keys() == {"file", "line", "code", "severity", "message", "witness"}
    assert finding["file"].endswith("flow.yaml") and "unblocked" in finding["message"]
    for named in (copy / "max", tmp_path):  # one playbook, or what lies around them all
        assert run("playbook", "check", str(named)) == (1, answer, "")


@pytest.mark.parametrize(
    "args",
    [
        ("board",),
        ("show", "CASE"),
        ("log", "CASE"),
        ("reply", "CASE"),
        ("stats",),
        ("sources",),
        ("playbook", "check"),
        ("diagnose", "--symptom", "login_blocked"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_reading_command_speaks_both_languages(run: Run, args: tuple[str, ...], lang: str) -> None:
    case = start(run)["case"]
    code, out, _ = run(*[case if arg == "CASE" else arg for arg in args], "--lang", lang, as_json=False)
    assert code == 0 and out.strip()


@pytest.mark.parametrize(("lang", "label"), [("en", "proof of their consent? yes"), ("ru", "подтвердить их согласие? да")])
def test_what_only_a_letter_asks_is_told_in_its_words(run: Run, lang: str, label: str) -> None:
    told = ("--fact", "consent_proof=yes", "--lang", lang)
    run("start", "--messenger", "whatsapp_api", "--kind", "portfolio_block", "--number", NUMBER, *told)
    _, out, _ = run("log", NUMBER, "--lang", lang, as_json=False)
    assert label in out and "consent_proof" not in out


@pytest.mark.parametrize("command", ["start", "do", "letter", "amend"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_help_says_how_not_knowing_and_a_day_are_typed(run: Run, command: str, lang: str) -> None:
    _, out, _ = run(command, "--help", "--lang", lang, as_json=False)
    assert ("=unsure" in out) == (command != "letter") and ("@2026-" in out) == (command != "amend")


def test_help_and_version(run: Run) -> None:
    code, out, _ = run("--version", as_json=False)
    assert code == 0 and out.startswith("ban-wizard ")
    for args in (["--help"], ["start", "--help"], ["-h", "--json", "show"]):
        code, out, _ = run(*args, as_json=False)
        assert code == 0 and out
