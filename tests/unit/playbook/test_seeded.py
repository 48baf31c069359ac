"""Mistakes that only a proof finds, seeded into a shipped playbook: each is found, with its own code, its line and a witness."""

import shutil
from pathlib import Path

import pytest

from ban_wizard.checking import check_all
from tests.support.walk import ROOT

SEEDED = [
    (
        "guard-gap",
        "whatsapp_app/flow.yaml",
        "{when: {offence: [repeat], milestone.cooled_down: [missing]}, to: cool_down}",
        "{when: {offence: [repeat], milestone.cooled_down: [reached]}, to: cool_down}",
    ),
    ("guard-overlap", "whatsapp_app/flow.yaml", "{when: {offence: [first]}, to: pair}", "{when: {offence: [first, repeat]}, to: pair}"),
    (
        "broken-safety",
        "whatsapp_app/flow.yaml",
        "{when: {offence: [repeat], milestone.cooled_down: [missing]}, to: cool_down}",
        "{when: {offence: [repeat], milestone.cooled_down: [missing]}, to: pair}",
    ),
    (
        "empty-loop",
        "whatsapp_app/flow.yaml",
        "{when: {milestone.cause_found: [reached]}, to: official_first}",
        "{when: {milestone.cause_found: [reached]}, to: before_fresh_start}",
    ),
    (
        "unasked-read",
        "whatsapp_app/flow.yaml",
        "{on: stopped, to: which_gateway, milestone: sending_stopped}",
        "{on: stopped, to: reconnect, milestone: sending_stopped}",
    ),
    (
        "two-meanings",
        "whatsapp_app/flow.yaml",
        "{on: cause_named, to: official_first, milestone: cause_found}",
        "{on: cause_named, to: official_first, milestone: recovered}",
    ),
    ("table-gap", "max/symptoms.yaml", "otherwise: {kind: unclear, certainty: unclear, ask: [phone_screen]}", ""),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), SEEDED, ids=[seed[0] for seed in SEEDED])
def test_a_mistake_that_only_a_proof_finds(code: str, file: str, old: str, new: str, tmp_path: Path) -> None:
    copy = tmp_path / "playbooks"
    shutil.copytree(ROOT / "playbooks", copy)
    path = copy / file
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [finding for finding in check_all(copy, ROOT / "appeal_templates") if finding.code == code]
    assert found, code
    assert all(finding.file.endswith(file) and finding.line > 0 for finding in found)


def test_a_published_version_that_was_edited(tmp_path: Path) -> None:
    copy = tmp_path / "playbooks"
    shutil.copytree(ROOT / "playbooks", copy)
    (copy / "PUBLISHED").write_text("max 1 " + "0" * 64 + "\n", "utf-8")
    assert {finding.code for finding in check_all(copy, ROOT / "appeal_templates")} == {"published-edited"}
    (copy / "PUBLISHED").write_text("max one\n", "utf-8")
    assert {finding.code for finding in check_all(copy, ROOT / "appeal_templates")} == {"bad-published"}
