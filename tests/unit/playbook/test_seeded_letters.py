"""Mistakes in a letter that each shipped playbook sends: names that lead nowhere, and words that nothing confirms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ban_wizard.letter.codes import CODES as LETTER_CODES
from ban_wizard.letter.load import check, load
from ban_wizard.playbook.codes import CODES
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import LANGUAGES, MESSENGERS
from tests.support.edited import Edited
from tests.unit.playbook.mutations import misspelt
from tests.unit.playbook.shipped import FLOW, TEMPLATES, Shipped, sources


class Sent:
    """A copy of a letter that a playbook sends to those who have blocked it, and of the claims that letters share."""

    def __init__(self, messenger: str, folder: Path) -> None:
        copy = Shipped(messenger)
        self.playbooks = [copy.playbook]
        self.copy = copy
        name = copy.flow["states"][copy.states("letter")[0]]["letter"]
        self.root, self.folder = folder, folder / name
        shutil.copytree(TEMPLATES / name, self.folder)
        shutil.copy(TEMPLATES / "claims.yaml", folder)
        self.letter = load(self.folder)
        self.field = next(field for field in self.letter.fields if self._printed(field))

    def _printed(self, field: str) -> bool:
        return any(f"{{{{ {field} " in template for template in self.letter.templates.values())

    def put_first(self, lang: str, line: str) -> None:
        path = self.folder / f"{lang}.j2"
        path.write_text(f"{line}\n{path.read_text('utf-8')}", "utf-8")

    def findings(self) -> list[Finding]:
        found = check(self.root, cited={fact.id: fact.url for fact in sources().facts.values()}, playbooks=self.playbooks)
        assert {finding.code for finding in found} <= CODES.keys() | LETTER_CODES.keys()
        return [finding for finding in found if Path(finding.file).parent == self.folder]


@pytest.fixture(params=MESSENGERS)
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Sent:
    return Sent(request.param, tmp_path / "letters")


def places(found: list[Finding]) -> set[tuple[str, str, int]]:
    return {(finding.code, Path(finding.file).name, finding.line) for finding in found}


def test_an_unspoilt_letter_has_no_mistake(sent: Sent) -> None:
    assert sent.findings() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_field_that_may_be_printed_unconfirmed(sent: Sent, lang: str) -> None:
    sent.put_first(lang, f"{{{{ {sent.field} }}}}")
    assert ("unguarded", f"{lang}.j2", 1) in places(sent.findings())
    assert {code for code, *_ in places(sent.findings())} <= {"unguarded", "raw-value"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_that_stands_under_no_claim(sent: Sent, lang: str) -> None:
    sent.put_first(lang, "We have never sent a mailing.")
    assert {(file, line) for _, file, line in places(sent.findings())} == {(f"{lang}.j2", 1)}
    assert {finding.code for finding in sent.findings()} == {"outside-claims"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_variable_that_the_letter_does_not_take(sent: Sent, lang: str) -> None:
    sent.put_first(lang, f"{{{{ {misspelt(sent.field)} }}}}")
    assert places(sent.findings()) == {("undefined-field", f"{lang}.j2", 1)}
    assert f"did you mean `{sent.field}`?" in sent.findings()[0].message


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_misspelt_claim(sent: Sent, lang: str) -> None:
    claim = next(iter(sent.letter.claims))
    sent.put_first(lang, f'{{% if claim("{misspelt(claim)}") %}}{{% endif %}}')
    assert places(sent.findings()) == {("undefined-claim", f"{lang}.j2", 1)}
    assert f"did you mean `{claim}`?" in sent.findings()[0].message


def test_a_field_of_which_the_playbook_knows_nothing(sent: Sent) -> None:
    path = sent.folder / "letter.yaml"
    text = Edited(path.read_text("utf-8"))
    text.insert(("fields",), "seeded: {required: false}")
    path.write_text(text.text, "utf-8")
    assert ("undefined-fact", "letter.yaml", text.line(("fields", "seeded"))) in places(sent.findings())
    assert {finding.code for finding in sent.findings()} == {"undefined-fact", "unused-field", "missing-text"}


def test_an_address_that_its_fact_does_not_carry(sent: Sent) -> None:
    path = sent.folder / "letter.yaml"
    text = Edited(path.read_text("utf-8"))
    bare = next(fact.id for fact in sources().facts.values() if fact.url is None)
    text.replace(("address",), bare) if sent.letter.address else text.insert((), f"address: {bare}")
    path.write_text(text.text, "utf-8")
    assert places(sent.findings()) == {("unsourced-address", "letter.yaml", text.line(("address",)))}
    assert f"{bare} carries no address" in sent.findings()[0].message


def test_a_letter_that_goes_to_who_does_not_read_it(sent: Sent) -> None:
    state = next(name for name in sent.copy.states("letter") if sent.copy.flow["states"][name]["letter"] == sent.folder.name)
    told = sent.letter.reader == "clients"
    wrong = next(channel.id for channel in sent.copy.playbook.channels.values() if (channel.review is not None) == told)
    sent.copy.files[FLOW].replace(("states", state, "channel"), wrong)
    spoilt = sent.copy.folder().checked.playbook
    assert spoilt is not None
    sent.playbooks = [spoilt]
    line = Edited((sent.folder / "letter.yaml").read_text("utf-8")).line(("reader",))
    assert places(sent.findings()) == {("wrong-reader", "letter.yaml", line)}
    awaits = "an answer is awaited" if told else "no answer is awaited"
    assert f"in `{state}` to `{wrong}`, from whom {awaits}" in sent.findings()[0].message
