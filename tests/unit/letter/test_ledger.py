"""claims.yaml: what several letters say is written once, put into their templates line for line, and checked once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ban_wizard.letter import codes
from ban_wizard.letter.cache import Letters
from ban_wizard.letter.load import check, load
from ban_wizard.letter.model import BadLetterInput, Claim, Confirmed
from ban_wizard.letter.render import render
from ban_wizard.playbook import codes as playbook_codes
from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.playbook.model import Fact
from tests.unit.letter import test_load

LEDGER = """grammar: 1
heading: {en: "Measures:", ru: "Меры:"}
fields:
  purpose: {en: {label: Purpose, help: One sentence}, ru: {label: Назначение, help: Одной фразой}}
  measures: {en: {label: Measures}, ru: {label: Меры}}
  how: {en: {label: How}, ru: {label: Как}}
claims:
  purpose:
    needs: {purpose: known}
    cites: [GUI-02]
    en: {name: what for, says: "For {{ purpose | sentence }}"}
    ru: {name: для чего, says: "Для чего: {{ purpose | sentence }}"}
  how:
    needs: {how: [hand, tool]}
    only_if_chosen: true
    cites: [GUI-02]
    en: {name: how, says: '{% if how == "hand" %}By hand.{% elif how == "tool" %}With a tool.{% endif %}'}
    ru: {name: как, says: '{% if how == "hand" %}Вручную.{% elif how == "tool" %}Программой.{% endif %}'}
measures:
  stopped:
    milestone: sending_stopped
    cites: [GUI-05]
    en: {name: stopped, done: "Stopped on {date}.", planned: "Will stop on {date}."}
    ru: {name: остановлено, done: "{date} остановлено.", planned: "{date} остановим."}
  cleaned:
    cites: [GUI-05]
    en: {name: cleaned, done: "Cleaned on {date}.", planned: "Will clean on {date}."}
    ru: {name: очищено, done: "{date} очищено.", planned: "{date} очистим."}
"""
LETTER = """grammar: 1
id: note
language: en
reader: messenger
limit: 500
fields:
  purpose: {type: text, max: 50}
  how: {values: [hand, tool], unsure: tool}
  measures: {many: [stopped, cleaned], dated: true}
claims:
  number: {cites: [GUI-01]}
  cleaned: {cites: [MAX-16]}
shared: [purpose, how, stopped, cleaned]
title: {en: Note, ru: Записка}
words:
  en:
    claims: {number: the number}
    fields:
      how: {label: How, values: {hand: by hand, tool: with a tool}}
      measures: {label: What was done, values: {stopped: stopped, cleaned: cleaned}}
  ru:
    claims: {number: номер}
    fields:
      how: {label: Как, values: {hand: вручную, tool: программой}}
      measures: {label: Что сделано, values: {stopped: стоп, cleaned: чисто}}
"""
EN = """{% if claim("number") %}
Number {{ number }}.
{% endif %}
{{ says("purpose") }}
{{ says("how") }}

{{ says("measures") }}
"""
CITED = ("GUI-01", "GUI-02", "GUI-05", "MAX-16")


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "note").mkdir()
        self.write("claims.yaml", LEDGER)
        self.write("note/letter.yaml", LETTER)
        self.write("note/en.j2", EN)
        self.write("note/ru.j2", EN.replace("Number", "Номер"))

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_text(text, encoding="utf-8")

    def findings(self) -> list[str]:
        return [f"{Path(f.file).name}:{f.line}: {f.code}" for f in check(self.root, cited=dict.fromkeys(CITED))]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def case(facts: dict[str, Any], **changes: Any) -> Confirmed:
    known: dict[str, Any] = {"kind": "permanent_ban", "offence": 1, "zone": "Europe/Moscow"}
    return Confirmed("+79111234567", "+7 911 123-45-67", "whatsapp_app", facts=facts, **{**known, **changes})


def written(folder: Folder, facts: dict[str, Any], lang: str = "en", claims: list[str] | None = None, **changes: Any) -> str:
    return render(load(folder.root / "note"), lang=lang, facts=case(facts, **changes), today=date(2026, 11, 21), claims=claims).draft


# ------------------------------------------------------------------------------------------- sharing


def test_a_ledger_without_mistakes_has_no_findings(folder: Folder) -> None:
    assert folder.findings() == []


def test_a_shared_claim_has_the_ledgers_needs_words_and_sources_unless_the_letter_has_its_own(folder: Folder) -> None:
    letter = load(folder.root / "note")
    assert list(letter.claims) == ["number", "cleaned", "purpose", "how", "stopped"]
    assert letter.claims["purpose"] == Claim("purpose", (("known.purpose", ("known",)),), ("GUI-02",))
    assert letter.claims["how"] == Claim("how", (("how", ("hand", "tool")),), ("GUI-02",), only_if_chosen=True)
    assert letter.claims["stopped"] == Claim("stopped", (("measures", ("stopped",)),), ("GUI-05",), milestone="sending_stopped")
    assert letter.claims["cleaned"] == Claim("cleaned", (("measures", ("cleaned",)),), ("MAX-16",))
    assert letter.words["ru"]["claims"]["purpose"] == "для чего"
    assert letter.words["en"]["fields"]["purpose"] == {"label": "Purpose", "help": "One sentence"}
    assert letter.words["en"]["fields"]["measures"]["label"] == "What was done"


def test_what_the_ledger_says_stands_line_for_line_in_the_template(folder: Folder) -> None:
    source = load(folder.root / "note").templates["en"]
    assert source.count("\n") == EN.count("\n")
    assert [line for line in source.splitlines() if "For {{" in line] == [source.splitlines()[3]]


def test_sentences_stand_apart_and_measures_below_each_other(folder: Folder) -> None:
    facts = {
        "purpose": "orders",
        "how": "hand",
        "measures": {"stopped": {"on": "2026-11-20", "planned": False}, "cleaned": {"on": "2026-11-25", "planned": True}},
    }
    assert written(folder, facts, claims=["purpose", "how", "stopped", "cleaned"]) == (
        "Number +7 911 123-45-67. For orders. By hand.\n\nMeasures:\n- Stopped on 20 November 2026.\n- Will clean on 25 November 2026."
    )
    assert written(folder, {}) == "Number +7 911 123-45-67."
    assert written(folder, facts, claims=["cleaned"]).endswith("67.\n\nMeasures:\n- Will clean on 25 November 2026.")


def test_the_other_language_is_headed_as_a_copy_to_be_read(folder: Folder) -> None:
    assert written(folder, {}, "ru") == "Копия для чтения. Отправлять нужно английский текст, а не этот.\n\nНомер +7 911 123-45-67."
    folder.write("note/letter.yaml", LETTER.replace("reader: messenger", "reader: clients"))
    assert written(folder, {}, "ru") == "Номер +7 911 123-45-67."
    folder.write("note/letter.yaml", LETTER.replace("language: en", "language: ru"))
    assert written(folder, {}, "ru") == "Номер +7 911 123-45-67."
    assert written(folder, {}) == "Reading copy. The text to be sent is the Russian one, not this one.\n\nNumber +7 911 123-45-67."


def test_the_heading_of_a_copy_does_not_count_as_its_text(folder: Folder) -> None:
    folder.write("note/letter.yaml", LETTER.replace("limit: 500", "limit: 30"))
    assert render(load(folder.root / "note"), lang="ru", facts=case({}), today=date(2026, 11, 21)).warnings == ()


# ------------------------------------------------------------------------------------------- a milestone confirms a measure

STOPPED = {"sending_stopped": datetime(2026, 11, 18, 22, tzinfo=UTC)}
"""On the 19th in Moscow."""


def stopped(**told: Any) -> dict[str, Any]:
    return {"measures": {"stopped": told}}


@pytest.mark.parametrize(
    ("facts", "changes", "says"),
    [
        ({}, {}, "- Stopped on 19 November 2026."),
        ({}, {"zone": "America/New_York"}, "- Stopped on 18 November 2026."),
        (stopped(on="2026-11-17", planned=False), {}, "- Stopped on 17 November 2026."),
        (stopped(on="2026-11-25", planned=True), {}, "- Stopped on 19 November 2026."),
        (stopped(on="2026-11-10", planned=True), {}, "- Stopped on 19 November 2026."),
        (stopped(on="2026-11-17", planned=False), {"unsure": frozenset({"measures"})}, "- Stopped on 19 November 2026."),
        (
            {"measures": {"cleaned": {"on": "2026-11-20", "planned": False}}},
            {},
            "- Stopped on 19 November 2026.\n- Cleaned on 20 November 2026.",
        ),
    ],
)
def test_who_has_stopped_sending_need_not_confirm_it_again(
    folder: Folder, facts: dict[str, Any], changes: dict[str, Any], says: str
) -> None:
    assert written(folder, facts, milestones=STOPPED, **changes) == f"Number +7 911 123-45-67.\n\nMeasures:\n{says}"


def test_other_milestones_confirm_no_measure(folder: Folder) -> None:
    assert written(folder, {}, milestones={"appealed": STOPPED["sending_stopped"]}) == "Number +7 911 123-45-67."


def test_a_measure_confirmed_by_a_milestone_can_be_left_out_like_any_other(folder: Folder) -> None:
    assert written(folder, {}, claims=[], milestones=STOPPED) == "Number +7 911 123-45-67."
    with pytest.raises(BadLetterInput, match="first confirm measures=stopped"):
        written(folder, {}, claims=["stopped"])


# ------------------------------------------------------------------------------------------- mistakes

MISTAKES = {
    'heading: {en: "Measures:"': ('heading: {en: "We never sent spam, and did this:"', ["claims.yaml:2: assertion-in-part"]),
    'ru: "Меры:"': ('ru: "Мы не рассылали спам и сделали вот что:"', ["claims.yaml:2: assertion-in-part"]),
    '"For {{ purpose | sentence }}': ('"For {{ purpose }}, and we have never sent spam', ["claims.yaml:11: beyond-claim"]),
    "Для чего: {{ purpose | sentence }}": ("Для чего: {{ purpose | sentence }} Правил мы не нарушали.", ["claims.yaml:12: beyond-claim"]),
    "With a tool.": ("By hand.", ["claims.yaml:17: same-words"]),
    "Программой.": ("вручную.", ["claims.yaml:18: same-words"]),
    'planned: "Will clean on {date}."': ('planned: "Cleaned on {date}."', ["claims.yaml:27: same-words"]),
    'planned: "Will stop on {date}."}': ('planned: "Stopping on {date}."}', ["claims.yaml:23: wrong-tense"]),
    'done: "Cleaned on {date}."': ('done: "The list will be cleaned on {date}."', ["claims.yaml:27: wrong-tense"]),
    "{date} остановим.": ("{date} остановили.", ["claims.yaml:24: wrong-tense"]),
    'done: "{date} очищено."': ('done: "{date} будет очищено."', ["claims.yaml:28: wrong-tense"]),
    "{date} остановлено.": ("{date} остановлено, и мы не нарушали правил.", ["claims.yaml:24: beyond-claim"]),
    "heading:": ("headings:", ["claims.yaml:1: missing-key", "claims.yaml:2: unknown-key"]),
    'says: "For {{ purpose | sentence }}"': ('says: "For {{ line }}"', ["claims.yaml:11: undefined-field"]),
    "For {{ purpose": ("By {{ how }} for {{ purpose", ["claims.yaml:11: unguarded"]),
    "For {{ purpose | sentence }}": ("For {{ purpose.x }}", ["claims.yaml:11: bad-template"]),
    "{purpose: known}": ("{}", ["claims.yaml:9: empty-value"]),
    "needs: {how: [hand, tool]}": ("needs: {how: known}", ["claims.yaml:17: value-without-words", "claims.yaml:18: value-without-words"]),
    'elif how == "tool" %}With': ('elif how == "tol" %}With', ["claims.yaml:17: undefined-value"]),
    '{% elif how == "tool" %}With a tool.': ("", ["claims.yaml:17: value-without-words"]),
    "cites: [GUI-02]\n    en: {name: what for": ("cites: []\n    en: {name: what for", ["claims.yaml:8: uncited"]),
    "cites: [GUI-05]\n    en: {name: stopped": ("cites: [GUI-06]\n    en: {name: stopped", ["claims.yaml:22: undefined-citation"]),
    "milestone: sending_stopped": ("milestone: sending_stoped", ["claims.yaml:21: undefined-milestone"]),
    'done: "Stopped on {date}."': ('done: "Stopped."', ["claims.yaml:23: bad-placeholder"]),
    'Will stop on {date}."': ('Will stop on {date} {{ how }}."', ["claims.yaml:23: bad-placeholder"]),
    ', planned: "{date} остановим."': ("", ["claims.yaml:24: missing-key"]),
    "  cleaned:\n": ("  purpose:\n", ["claims.yaml:25: duplicate-id"]),
    "  purpose:\n    needs": ("  request:\n    needs", ["claims.yaml:8: reserved-id"]),
    "needs: {purpose: known}": ("needs: {purpose: known, kind: [perm_ban]}", ["claims.yaml:9: undefined-value"]),
    "{how: [hand": ("{milestone.unblockd: [reached], how: [hand", ["claims.yaml:14: undefined-milestone"]),
    "{how: [hand, tool]}": ("{review.support: [open], how: [hand, tool]}", ["claims.yaml:14: bad-id"]),
}


@pytest.mark.parametrize(("written", "instead", "findings"), [(old, *rest) for old, rest in MISTAKES.items()])
def test_a_mistake_in_the_ledger_is_told_once_with_its_line(folder: Folder, written: str, instead: str, findings: list[str]) -> None:
    assert LEDGER.count(written) == 1
    folder.write("claims.yaml", LEDGER.replace(written, instead))
    assert folder.findings() == findings


def test_every_finding_has_a_known_code() -> None:
    """The codes of all mistakes in these tests and in those of letters are told in one of the two tables."""
    told = {finding.rpartition(" ")[2] for _, findings in MISTAKES.values() for finding in findings}
    of_letters = {code for findings in test_load.TEMPLATE_MISTAKES.values() for code in [f.rpartition(" ")[2] for f in findings[1]]}
    of_letters |= {code for _, code, _ in test_load.MISTAKES.values()}
    told_elsewhere = {"unused-claim", "unused-measure", "unused-field", "wrong-reader"}
    assert told | of_letters <= {*playbook_codes.CODES, *codes.CODES}
    assert set(codes.CODES) <= told | of_letters | told_elsewhere
    assert not set(codes.CODES) & set(playbook_codes.CODES)


def test_no_letter_is_made_from_a_ledger_with_mistakes(folder: Folder) -> None:
    folder.write("claims.yaml", LEDGER.replace("{ purpose | sentence }", "{ line }"))
    with pytest.raises(BadPlaybook, match=r"claims\.yaml:11: undefined-field"):
        load(folder.root / "note")


def test_what_no_letter_takes_is_told(folder: Folder) -> None:
    folder.write("note/letter.yaml", LETTER.replace("shared: [purpose, how, stopped, cleaned]", "shared: [how, cleaned]"))
    folder.write("note/en.j2", EN.replace('{{ says("purpose") }}\n', ""))
    folder.write("note/ru.j2", EN.replace('{{ says("purpose") }}\n', ""))
    assert folder.findings() == ["claims.yaml:8: unused-claim", "claims.yaml:20: unused-measure", "letter.yaml:7: unused-field"]
    folder.write("claims.yaml", LEDGER.replace("  how: {en: {label", "  line: {en: {label"))
    assert "claims.yaml:6: unused-field" in folder.findings()


@pytest.mark.parametrize(
    ("written", "instead", "findings"),
    [
        (
            "shared: [purpose,",
            "shared: [porpose,",
            ["en.j2:4: undefined-claim", "letter.yaml:13: undefined-claim", "ru.j2:4: undefined-claim"],
        ),
        ("purpose: {type: text, max: 50}", "purposes: {type: text, max: 50}", ["letter.yaml:13: undefined-field"]),
        ("how: {values: [hand, tool]", "how: {values: [hand, tol, tool]", ["letter.yaml:19: missing-text", "letter.yaml:24: missing-text"]),
    ],
)
def test_a_letter_that_shares_wrongly_is_told_where(folder: Folder, written: str, instead: str, findings: list[str]) -> None:
    folder.write("note/letter.yaml", LETTER.replace(written, instead))
    assert set(findings) <= set(folder.findings())


@pytest.mark.parametrize("name", ["porpose", "", "number"])
def test_what_the_ledger_cannot_say_is_told_with_its_line(folder: Folder, name: str) -> None:
    folder.write("note/en.j2", EN.replace('says("how")', f'says("{name}")'))
    assert "en.j2:5: undefined-claim" in folder.findings()


def test_without_a_ledger_letters_stand_by_themselves(folder: Folder) -> None:
    (folder.root / "claims.yaml").unlink()
    assert "letter.yaml:13: undefined-claim" in folder.findings()
    assert not [f for f in folder.findings() if f.startswith("claims.yaml")]


def test_a_letters_own_facts_are_still_the_playbooks_to_declare(folder: Folder) -> None:
    letter = load(folder.root / "note")
    assert letter.fields["how"].fact == Fact("how", "choice", ("hand", "tool"), "tool", optional=True)


def test_a_change_of_the_ledger_is_seen_by_the_cache(folder: Folder, tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    first = Letters(folder.root, kept).letter("note")
    assert Letters(folder.root, kept).letter("note") == first
    folder.write("claims.yaml", LEDGER.replace("For {{", "It is for {{").replace("GUI-05", "GUI-02"))
    changed = Letters(folder.root, kept).letter("note")
    assert changed.claims["stopped"].cites == ("GUI-02",) and "It is for" in changed.templates["en"]
    (folder.root / "claims.yaml").unlink()
    with pytest.raises(BadPlaybook):
        Letters(folder.root, kept).letter("note")
