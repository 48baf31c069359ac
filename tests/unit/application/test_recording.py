"""A case that is asked for again: read as a fresh start would read it, but only what has come since is replayed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ban_wizard.application import recording
from ban_wizard.application.recording import Recorder
from ban_wizard.case.events import Event
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT, desk, library


def begun(wizard: Wizard, number: str = NUMBER) -> str:
    return wizard.start(messenger="whatsapp_app", kind="permanent_ban", number=number, facts=OLCHAT).case


def test_whatever_has_come_since_a_case_is_read_as_by_a_fresh_start(tmp_path: Path) -> None:
    anna, boris = desk(tmp_path), desk(tmp_path, actor="boris")
    case, other = begun(anna), begun(anna, "+79111234568")
    kept = Recorder(anna.store, library())
    acts = (
        lambda: anna.do(case, "stopped"),
        lambda: boris.note(case, "The owner called."),
        lambda: boris.undo(case, reason="a slip"),
        lambda: boris.undo(case, reason="another"),
        lambda: anna.do(case, "stopped"),
        lambda: anna.note(other, "Another case in between."),
        lambda: anna.amend(case, "sim_in_hand", "no", reason="misheard"),
        lambda: boris.assign(case, "boris"),
    )
    for act in acts:
        act()
        for each in (case, other):
            fresh = Recorder(anna.store, library()).open(each)
            again = kept.open(each)
            assert (again.events, again.view) == (fresh.events, fresh.view)


def test_only_the_new_events_are_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wizard = desk(tmp_path)
    case = begun(wizard)
    recorder = Recorder(wizard.store, library())
    recorder.open(case)
    wizard.note(case, "One more.")
    stepped: list[Event] = []

    def counted(playbook: Any, view: Any, event: Event) -> Any:
        stepped.append(event)
        return step(playbook, view, event)

    step = recording.step
    monkeypatch.setattr(recording, "step", counted)
    opened = recorder.open(case)
    assert stepped == [opened.events[-1]]
    assert recorder.open(case).view == opened.view and len(stepped) == 1


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "no longer counts: Exact words on the screen"), ("ru", "больше не учитывается: Точные слова на экране")]
)
def test_what_no_longer_counts_after_a_change_of_kind_is_named(tmp_path: Path, lang: str, said: str) -> None:
    wizard = desk(tmp_path, lang=lang)
    case = wizard.start("whatsapp_app", NUMBER, kind="temporary_ban", facts={"screen_text": "Banned", "gateway": "phone_only"}).case
    assert [note for note in wizard.do(case, "kind_changed", facts={"kind": "permanent_ban"}).notes if said in note]
    assert wizard.do(case, "kind_changed", facts={"kind": "temporary_ban"}).notes == (), "there is nothing more to forget"


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "What was asked about the former kind"), ("ru", "Обращение по прежнему виду блокировки")]
)
def test_a_request_about_the_former_kind_is_named_as_well(tmp_path: Path, lang: str, said: str) -> None:
    wizard = desk(tmp_path, lang=lang)
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"review": "open"}).case
    assert [note for note in wizard.do(case, "kind_changed", facts={"kind": "temporary_ban"}).notes if said in note]
    assert wizard.do(case, "kind_changed", facts={"kind": "permanent_ban"}).notes == ()
