"""A letter's folder is read whole, and every mistake in it is told at once with its line."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ban_wizard.letter.cache import Letters
from ban_wizard.letter.load import check, ids, load
from ban_wizard.letter.model import Claim, Field, Letter
from ban_wizard.letter.template import compiled as template
from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.playbook.load import load_flow
from ban_wizard.playbook.model import Fact, Playbook

YAML = """grammar: 1
id: note
language: ru
limit: 500
fields:
  line: {required: true, max: 30}
  how: {values: [hand, tool], unsure: tool}
  measures: {many: [stopped], dated: true}
claims:
  number: {cites: [OLC-15]}
  line: {needs: {line: known}, cites: [OLC-15]}
  how: {needs: {how: [hand]}, only_if_chosen: true, cites: [OLC-15]}
  stopped: {needs: {measures: [stopped], kind: [permanent_ban], milestone.unblocked: [missing]}, cites: [OLC-15]}
title: {en: Note, ru: Записка}
words:
  en:
    fields:
      line: {label: Line, help: As in the cabinet}
      how: {label: How, values: {hand: by hand, tool: with a tool}}
      measures: {label: Measures, values: {stopped: stopped}}
    claims: {number: the number, line: the line, how: how, stopped: stopped}
  ru:
    fields:
      line: {label: Линия, help: Как в кабинете}
      how: {label: Как, values: {hand: вручную, tool: программой}}
      measures: {label: Меры, values: {stopped: остановлено}}
    claims: {number: номер, line: линия, how: как, stopped: остановлено}
reader: clients
"""
TEMPLATE = """{% if claim("number") %}
Number {{ number }}.
{% endif %}
{% if claim("line") %}
Line {{ line }}.
{% endif %}
{% if claim("how") %}
By {% if how == "hand" %}hand{% endif %}.
{% endif %}
{% if claim("stopped") %}
{% if done("stopped") %}Stopped on {{ done("stopped") }}{% else %}Will stop on {{ planned("stopped") }}{% endif %}.
{% endif %}
"""
RUSSIAN = TEMPLATE.replace("Stopped on", "Остановлено").replace("Will stop on", "Остановим")
FLOW = """grammar: 1
id: shop
version: 1
facts: {kind: {builtin: kind}, line: {type: text}, gateway: {values: [olchat, none], unsure: olchat}}
entries: {permanent_ban: tell}
channels: {shoppers: {cites: [OLC-15]}}
states:
  tell: {kind: letter, letter: note, channel: shoppers, next: [{on: sent, to: end}]}
  end: {kind: outcome, result: recovered}
"""
CITED = ("OLC-15",)


@dataclass
class Folder:
    root: Path

    def write(self, file: str, text: str) -> None:
        (self.root / "note").mkdir(exist_ok=True)
        (self.root / "note" / file).write_text(text, encoding="utf-8")

    def findings(self, *playbooks: Playbook) -> list[str]:
        found = check(self.root, cited=dict.fromkeys(CITED), playbooks=playbooks)
        return [f"{Path(f.file).name}:{f.line}: {f.code}" for f in found]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "letters")
    made.root.mkdir()
    made.write("letter.yaml", YAML)
    made.write("en.j2", TEMPLATE)
    made.write("ru.j2", RUSSIAN)
    return made


@pytest.fixture
def shop() -> Playbook:
    return load_flow(FLOW, {})[0]


def test_a_letter_is_compiled_as_written(folder: Folder) -> None:
    letter = load(folder.root / "note")
    assert letter.fields == {
        "line": Field("line", True, 30),
        "how": Field("how", fact=Fact("how", "choice", ("hand", "tool"), "tool", optional=True)),
        "measures": Field("measures", fact=Fact("measures", "many", ("stopped",), dated=True, optional=True)),
    }
    assert letter.claims == {
        "number": Claim("number", (), CITED),
        "line": Claim("line", (("known.line", ("known",)),), CITED),
        "how": Claim("how", (("how", ("hand",)),), CITED, True),
        "stopped": Claim(
            "stopped", (("measures", ("stopped",)), ("kind", ("permanent_ban",)), ("milestone.unblocked", ("missing",))), CITED
        ),
    }
    assert (letter.id, letter.language, letter.limit, letter.title["ru"]) == ("note", "ru", 500, "Записка")
    assert letter.label("line", "ru") == "Линия"
    assert letter.templates == {"en": TEMPLATE, "ru": RUSSIAN}


def test_a_letter_without_mistakes_has_no_findings(folder: Folder, shop: Playbook) -> None:
    assert folder.findings() == []
    assert folder.findings(shop) == []


MISTAKES = {
    "id: note": ("id: other", "wrong-folder", 2),
    "language: ru": ("language: de", "unknown-value", 3),
    "limit: 500": ("limit: 0", "bad-number", 4),
    "limit: 500\n": ("limit: 500\naddress: OLC-16\n", "undefined-citation", 5),
    "line: {required: true, max: 30}": ("line: {required: yes, max: 30}", "wrong-type", 6),
    "max: 30}": ("max: 30, size: 3}", "unknown-key", 6),
    "unsure: tool}": ("unsure: foot}", "undefined-value", 7),
    ", unsure: tool}": ("}", "missing-key", 7),
    "how: {values: [hand, tool]": ("how: {type: text, values: [hand, tool]", "misplaced-key", 7),
    "how: {values:": ("how: {max: 3, values:", "misplaced-key", 7),
    "unsure: tool": ("unsure: tool, dated: true", "misplaced-key", 7),
    "{many: [stopped]": ("{unless: {how: [foot]}, many: [stopped]", "undefined-value", 8),
    "fields:\n": ("fields:\n  spare: {type: text}\n", "unused-field", 6),
    "number: {cites: [OLC-15]}": ("number: {cites: []}", "uncited", 10),
    "line: {needs: {line: known}, cites: [OLC-15]}": ("line: {needs: {line: known}, cites: [OLC-16]}", "undefined-citation", 11),
    "{line: known}": ("{lin: known}", "undefined-field", 11),
    "needs: {line: known}": ("needs: {line: knwn}", "unknown-value", 11),
    "how: [hand]": ("how: [foot]", "undefined-value", 12),
    "line: known}": ("line: known}, only_if_chosen: true", "misplaced-key", 11),
    "  line: {needs: {line: known}": ("  request: {needs: {line: known}", "reserved-id", 11),
    "{needs: {line: known}, cites": ("{cites", "claim-without-need", 11),
    "reader: clients": ("reader: everybody", "unknown-value", 28),
    "title:": ("shared: [purpose]\ntitle:", "undefined-claim", 14),
    "kind: [permanent_ban]": ("kind: [permanent]", "undefined-value", 13),
    "milestone.unblocked": ("milestone.unblockd", "undefined-milestone", 13),
    "unblocked: [missing]": ("unblocked: [gone]", "undefined-value", 13),
    "milestone.unblocked: [missing]": ("review.gateway: [open]", "bad-id", 13),
    "milestone.unblocked: [missing]}": ("known.line: [unknown]}", "bad-id", 13),
    "title: {en: Note, ru: Записка}": ("title: {en: Note}", "missing-key", 14),
    "label: Line, help: As in the cabinet": ("label: Line", "text-in-one-language", 18),
    "hand: by hand, tool": ("tool", "missing-text", 19),
    "tool: with a tool": ("tool: with a tool, foot: on foot", "unknown-text", 19),
    "tool: with a tool}}": ("tool: By  hand}}", "same-words", 19),
    "tool: программой": ("tool: вручную", "same-words", 25),
    "line: the line, ": ("", "missing-text", 21),
    "claims: {number: номер": ("claims: {numbr: n, number: номер", "unknown-text", 27),
}


@pytest.mark.parametrize(("written", "instead", "code", "line"), [(old, *rest) for old, rest in MISTAKES.items()])
def test_each_mistake_in_letter_yaml_has_its_line_and_code(folder: Folder, written: str, instead: str, code: str, line: int) -> None:
    assert YAML.count(written) >= 1
    folder.write("letter.yaml", YAML.replace(written, instead, 1))
    assert f"letter.yaml:{line}: {code}" in folder.findings()


def test_what_makes_a_field_idle_is_a_fact_of_each_playbook(folder: Folder, shop: Playbook) -> None:
    folder.write("letter.yaml", YAML.replace("{many:", "{unless: {gatway: [olchat]}, many:", 1))
    assert folder.findings(shop) == ["letter.yaml:8: undefined-fact"]
    folder.write("letter.yaml", YAML.replace("{many:", "{unless: {gateway: [olchat]}, many:", 1))
    assert folder.findings(shop) == []


def test_a_field_is_not_asked_for_once_another_fact_makes_it_idle(folder: Folder) -> None:
    folder.write("letter.yaml", YAML.replace("{many:", "{unless: {how: [hand]}, many:", 1))
    letter = load(folder.root / "note")
    assert letter.asked({}) == letter.asked({"how": "tool"}) == ["line", "how", "measures"]
    assert letter.asked({"how": "hand"}) == ["line", "how"]
    assert letter.asked({"how": "hand", "measures": {}}) == ["line", "how", "measures"], "what was told can be changed"


@pytest.mark.parametrize("name", ["number", "kind", "messenger", "offence", "claim", "done"])
def test_a_field_has_no_name_that_means_something_else(folder: Folder, name: str) -> None:
    folder.write("letter.yaml", YAML.replace("fields:\n", f"fields:\n  {name}: {{type: text}}\n", 1))
    assert "letter.yaml:6: reserved-id" in folder.findings()


TEMPLATE_MISTAKES = {
    "Number {{ number }}": ("Number {{ nuber }}", ["en.j2:2: undefined-field", "letter.yaml:10: claim-without-need"]),
    "Number ": ("{{ greeting }} ", ["en.j2:2: undefined-field"]),
    '{{ done("stopped") }}': ('{{ reached("unblocked") }}', ["en.j2:11: unguarded"]),
    '{% if claim("number") %}': ('Hello,\n\n{% if claim("number") %}', ["en.j2:1: outside-claims"]),
    '{% endif %}\n{% if claim("line") %}': ('{% else %}Nobody.{% endif %}\n{% if claim("line") %}', ["en.j2:3: outside-claims"]),
    "Line {{ line }}.\n{% endif %}": ('Line {{ line }}.\n{% endif %}\n\n{{ "All is well." }}', ["en.j2:8: outside-claims"]),
    '{% if claim("line") %}\nLine': (
        '{% if not claim("how") %}By hand.{% endif %}\n{% if claim("line") %}\nLine',
        ["en.j2:4: outside-claims"],
    ),
    '{% if claim("stopped") %}': (
        '{% if thanks %}\nWe kept all rules.\n{% endif %}\n{% if claim("stopped") %}',
        ["en.j2:10: assertion-in-part"],
    ),
    'By {% if how == "hand" %}hand{% endif %}.': (
        '{% if request %}Please answer. {% if number %}We did no wrong.{% endif %}{% endif %}By {% if how == "hand" %}hand{% endif %}.',
        ["en.j2:8: assertion-in-part"],
    ),
    '%}\nBy {% if how == "hand" %}hand': (
        '%}\n{% if request %}Please answer, since we did no wrong.{% endif %}By {% if how == "hand" %}hand',
        ["en.j2:8: assertion-in-part"],
    ),
    "Number {{ number }}.": (
        'Number {{ number }}{% if claim("line") %}, of a line that never rests{% endif %}, which never sent spam.',
        ["en.j2:1: claim-without-need", "en.j2:2: beyond-claim"],
    ),
    'how == "hand" %}hand': ('how == "tool" %}tool', ["en.j2:8: undefined-value"]),
    "%}hand{% endif %}": ("%}hand{% else %}tool{% endif %}", ["en.j2:8: value-without-words"]),
    "Line {{ line }}.": ("Line.", ["en.j2:4: beyond-claim"]),
    "Stopped on": ("We stop on", ["en.j2:11: wrong-tense"]),
    "Will stop on": ("Stopped on", ["en.j2:11: wrong-tense"]),
    "Line": ("{{ purpose }}", ["en.j2:5: undefined-field"]),
    "Number {{ number }}.\n": ("{{ line }} {{ number }}\n", ["en.j2:2: unguarded"]),
    "By {%": ("{{ line }} {%", ["en.j2:8: unguarded"]),
    "By {% if": ("{{ how }} {% if", ["en.j2:8: raw-value"]),
    "{% if claim": ("{{ measures }}{% if claim", ["en.j2:1: raw-value", "en.j2:1: unguarded"]),
    "Number {{": ("{{ messenger }} {{", ["en.j2:2: raw-value"]),
    "Number {": ('{% if messenger == "max" %}MAX{% else %}WhatsApp{% endif %} {', []),
    "Number": ('{% if messenger == "telegram" %}x{% endif %}', ["en.j2:2: undefined-value"]),
    '{% if done("stopped")': ('{% if done("stoped")', ["en.j2:11: unguarded"]),
    'claim("line")': ('claim("lines")', ["en.j2:0: unused-claim", "en.j2:4: undefined-claim", "en.j2:5: unguarded"]),
    '{% if claim("line") %}': (
        '{% if claim("line") or claim("number") %}',
        ["en.j2:0: unused-claim", "en.j2:4: beyond-claim", "en.j2:5: unguarded"],
    ),
    '{% if claim("how") %}': ('{% if claim("stopped") and claim("how") %}', ["en.j2:7: nested-claim"]),
    '{% if claim("how") %}\nBy': (
        '{% if claim("line") %}{% if claim("how") %}{% endif %}\nBy',
        ["en.j2:7: beyond-claim", "en.j2:7: nested-claim", "en.j2:8: unguarded"],
    ),
    "{{ number }}.": ("{% for x in number %}{% endfor %}", ["en.j2:2: bad-template"]),
    "{% endif %}": ("", ["en.j2:12: bad-template"]),
}


@pytest.mark.parametrize(("written", "instead", "findings"), [(old, *rest) for old, rest in TEMPLATE_MISTAKES.items()])
def test_each_mistake_in_a_template_has_its_line_and_code(folder: Folder, written: str, instead: str, findings: list[str]) -> None:
    assert written in TEMPLATE
    folder.write("en.j2", TEMPLATE.replace(written, instead, 1))
    assert folder.findings() == findings


def test_all_mistakes_are_told_at_once(folder: Folder) -> None:
    folder.write("letter.yaml", YAML.replace("id: note", "id: other").replace("milestone.unblocked", "milestone.unblockd"))
    folder.write("ru.j2", "{{ number.x }}")
    assert folder.findings() == ["letter.yaml:2: wrong-folder", "letter.yaml:13: undefined-milestone", "ru.j2:1: bad-template"]
    with pytest.raises(BadPlaybook, match="wrong-folder") as bad:
        load(folder.root / "note")
    assert len(bad.value.findings) == 3


@pytest.mark.parametrize("file", ["letter.yaml", "en.j2", "ru.j2"])
def test_a_missing_file_is_named(folder: Folder, file: str) -> None:
    (folder.root / "note" / file).unlink()
    assert folder.findings() == [f"{file}:0: missing-file"]


def test_a_template_that_is_no_utf8_or_far_too_large_is_named(folder: Folder) -> None:
    (folder.root / "note" / "en.j2").write_bytes(b"ok\n\xff")
    folder.write("ru.j2", "x" * 100_001)
    assert folder.findings() == ["en.j2:2: encoding", "ru.j2:0: too-large"]


def test_a_template_may_be_saved_by_a_windows_editor(folder: Folder) -> None:
    (folder.root / "note" / "en.j2").write_bytes(b"\xef\xbb\xbf" + TEMPLATE.replace("\n", "\r\n").encode())
    assert load(folder.root / "note").templates["en"] == TEMPLATE


def test_a_field_is_declared_by_the_letter_or_by_every_playbook_that_uses_it(folder: Folder, shop: Playbook) -> None:
    without = replace(shop, facts={"kind": shop.facts["kind"]})
    assert folder.findings(without) == ["letter.yaml:6: undefined-fact"]
    assert folder.findings(replace(without, states={"end": shop.states["end"]})) == []  # does not use it


@pytest.mark.parametrize(
    ("theirs", "findings"),
    [
        (Fact("how", "choice", ("hand", "tool", "both"), "tool"), []),
        (Fact("how", "choice", ("hand",), "hand"), ["letter.yaml:7: wrong-fact"]),
        (Fact("how", "text"), ["letter.yaml:7: wrong-fact"]),
    ],
)
def test_a_letters_declaration_agrees_with_the_playbooks(folder: Folder, shop: Playbook, theirs: Fact, findings: list[str]) -> None:
    assert [f for f in folder.findings(replace(shop, facts={**shop.facts, "how": theirs})) if "wrong-fact" in f] == findings


def test_a_value_is_looked_up_in_the_playbook_where_the_letter_declares_none(folder: Folder, shop: Playbook) -> None:
    folder.write("letter.yaml", YAML.replace("line: {needs: {line: known}", "line: {needs: {line: [a]}"))
    assert "letter.yaml:11: wrong-fact" in folder.findings(shop)
    with_values = replace(shop, facts={**shop.facts, "line": Fact("line", "choice", ("b",), "b")})
    assert "letter.yaml:11: undefined-value" in folder.findings(with_values)


def test_folders_are_letters(folder: Folder) -> None:
    (folder.root / ".hidden").mkdir()
    (folder.root / "__pycache__").mkdir()
    (folder.root / "README").write_text("x")
    assert ids(folder.root) == ["note"]
    assert ids(folder.root / "nowhere") == []


# ------------------------------------------------------------------------------------------- the cache


def compiled(folder: Folder, cache: Path | None) -> Letter:
    return Letters(folder.root, cache).letter("note")


def test_a_kept_letter_is_the_compiled_one(folder: Folder, tmp_path: Path) -> None:
    first, kept = compiled(folder, tmp_path / "cache"), compiled(folder, tmp_path / "cache")
    assert kept == first and kept is not first
    assert replace(kept, code={}) == load(folder.root / "note")


def test_a_kept_letter_is_read_without_being_compiled(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compiled(folder, tmp_path / "cache")
    monkeypatch.setattr("ban_wizard.letter.load.load", lambda _: pytest.fail("compiled again"))
    assert compiled(folder, tmp_path / "cache") == first


@pytest.mark.parametrize("file", ["letter.yaml", "en.j2", "ru.j2"])
def test_a_change_of_any_file_is_seen(folder: Folder, tmp_path: Path, file: str) -> None:
    compiled(folder, tmp_path / "cache")
    source = folder.root / "note" / file
    folder.write(file, source.read_text("utf-8").replace("Number", "Nummer").replace("500", "501"))
    changed = compiled(folder, tmp_path / "cache")
    assert replace(changed, code={}) == load(folder.root / "note")
    for lang in ("en", "ru"):
        assert run(changed, lang).startswith("Nummer" if file == f"{lang}.j2" else "Number")


def run(letter: Letter, lang: str) -> str:
    return template(letter.templates[lang], letter.code[lang]).render(number="1", claim="number".__eq__).strip()


@pytest.mark.parametrize("rubbish", ["", "[]", "{}", "not json", "[1, 2]", '{"fields": 1}'])
def test_a_spoilt_cache_is_made_again(folder: Folder, tmp_path: Path, rubbish: str) -> None:
    first = compiled(folder, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    mark, whole = json.loads(kept.read_bytes())
    for spoilt in (rubbish, json.dumps([mark, rubbish]), json.dumps([mark, {**whole, "claims": rubbish}])):
        kept.write_text(spoilt, encoding="utf-8")
        assert compiled(folder, tmp_path / "cache") == first
        assert json.loads(kept.read_bytes()) == [mark, whole]


def test_without_a_writable_cache_a_letter_is_compiled(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert compiled(folder, tmp_path / "file") == compiled(folder, None)


def test_a_letter_that_is_not_there_or_not_right_is_told(folder: Folder) -> None:
    with pytest.raises(BadPlaybook, match="unreadable-file"):
        Letters(folder.root, None).letter("nowhere")
    folder.write("en.j2", "{{ x }}")
    with pytest.raises(BadPlaybook, match="undefined-field"):
        Letters(folder.root, None).letter("note")


def test_the_files_of_a_letter_are_all_there_is_to_it(folder: Folder) -> None:
    shutil.copytree(folder.root / "note", folder.root / "copy")
    assert folder.findings() == ["letter.yaml:2: wrong-folder"]
