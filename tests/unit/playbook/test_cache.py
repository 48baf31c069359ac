"""The cache: as good as the slow way, cheaper, and never in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ban_wizard.playbook import load as slow
from ban_wizard.playbook.cache import KEPT_VERSIONS, Library, letter_ids
from ban_wizard.playbook.findings import BadPlaybook
from tests.unit.playbook.example import LETTERS, Example


class Place:
    """An example with its letters and a cache folder."""

    def __init__(self, folder: Path) -> None:
        self.example = Example(folder)
        self.letters = folder / "appeal_templates"
        for name in LETTERS:
            (self.letters / name).mkdir(parents=True)
            (self.letters / name / "letter.yaml").write_text("", "utf-8")
        self.cache = folder / "cache"

    def library(self) -> Library:
        return Library(self.example.root, self.letters, self.cache)

    def everything(self) -> list[Any]:
        library = self.library()
        words = [library.words("example", lang) for lang in ("en", "ru")]
        return [library.playbook("example"), library.symptoms("example"), library.sources(), *words]

    def kept(self) -> set[str]:
        return {path.name for path in self.cache.iterdir()}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the slow way was taken")

    for name in ("load", "load_sources", "load_flow"):
        monkeypatch.setattr(slow, name, refuse)
    monkeypatch.setattr("ban_wizard.playbook.verdict.load_proven", refuse)


def test_what_comes_from_the_cache_is_what_was_compiled(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first = place.everything()
    loaded = place.example.load()
    assert first == [loaded.playbook, loaded.symptoms, slow.load_sources(place.example.path("sources.yaml")), *loaded.words.values()]
    nothing_is_compiled(monkeypatch)
    assert place.everything() == first


def test_an_object_loads_each_part_once(place: Place) -> None:
    library = place.library()
    assert library.playbook("example") is library.playbook("example")
    assert library.words("example", "en") is library.words("example", "en")
    assert library.sources() is library.sources()


def test_a_start_imports_neither_yaml_nor_pydantic(place: Place) -> None:
    script = """
import sys
from pathlib import Path
from ban_wizard.playbook.cache import Library
library = Library(*map(Path, sys.argv[1:]))
library.playbook("example"), library.words("example", "ru"), library.symptoms("example"), library.sources()
kept = library.pinned(library.playbook("example").hash, library.bundle("example"))
assert kept.words("en")["title"] == "Example messenger"
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"yaml", "pydantic", "pydantic_core", "jinja2", "textual", "rich"}))
"""
    command = [sys.executable, "-c", script, str(place.example.root), str(place.letters), str(place.cache)]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(2))
    assert first == ["pydantic", "pydantic_core", "yaml"]
    assert second == []


def test_a_part_that_is_not_asked_for_is_not_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.everything()
    for path in place.cache.iterdir():
        if ".flow." not in path.name:
            path.unlink()
    nothing_is_compiled(monkeypatch)
    assert place.library().playbook("example").id == "example"


@pytest.mark.parametrize("file", ["flow.yaml", "symptoms.yaml", "text.en.yaml", "text.ru.yaml", "sources.yaml"])
def test_a_change_in_any_file_compiles_anew(file: str, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.everything()
    with place.example.path(file).open("a", encoding="utf-8") as text:
        text.write("# a remark\n")
    nothing_is_compiled(monkeypatch)
    with pytest.raises(AssertionError, match="slow way"):
        place.everything()


def test_a_letter_that_is_gone_is_noticed(place: Place) -> None:
    place.everything()
    (place.letters / "gateway_queue" / "letter.yaml").unlink()
    assert letter_ids(place.letters) == tuple(name for name in LETTERS if name != "gateway_queue")
    with pytest.raises(BadPlaybook, match="undefined-letter"):
        place.library().playbook("example")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"{",
        b"null",
        b"[1,2,3]",
        b'[["ban-wizard",0,"x","y"],[]]',
        b'["mark",{}]',
        b"[" * 100_000,
    ],
)
def test_a_damaged_cache_is_made_again(content: bytes, place: Place) -> None:
    whole = place.everything()
    before = {path: path.read_bytes() for path in place.cache.iterdir()}
    for path in before:
        path.write_bytes(content)
    assert place.everything() == whole
    assert {path: path.read_bytes() for path in place.cache.iterdir()} == before


def test_the_right_mark_over_the_wrong_content_is_made_again(place: Place) -> None:
    whole = place.everything()
    for path in place.cache.iterdir():
        mark, _ = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps([mark, [1, "two"]]), "utf-8")
    assert place.everything() == whole


def test_an_entry_under_another_name_is_not_believed(place: Place) -> None:
    place.everything()
    english, russian = (next(place.cache.glob(f"example.words.{lang}.*")) for lang in ("en", "ru"))
    english.write_bytes(russian.read_bytes())
    assert place.library().words("example", "en")["title"] == "Example messenger"


def test_no_cache_is_no_hindrance(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    for cache in (None, file, file / "below", Path("/proc/nothing/here")):
        assert Library(place.example.root, place.letters, cache).playbook("example").id == "example"
    assert file.read_text("utf-8") == ""


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_cache_is_for_its_owner_alone(place: Place) -> None:
    place.everything()
    assert place.cache.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in place.cache.iterdir()} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_others_may_write_to_is_not_believed(place: Place) -> None:
    place.everything()
    english = next(place.cache.glob("example.words.en.*"))
    mark, words = json.loads(english.read_text("utf-8"))
    english.write_text(json.dumps([mark, {**words, "title": "Send us your code"}]), "utf-8")
    place.cache.chmod(0o777)
    assert place.library().words("example", "en")["title"] == "Example messenger"


def test_only_a_few_versions_are_kept_and_nothing_half_written(place: Place) -> None:
    for number in range(KEPT_VERSIONS + 3):
        with place.example.path("symptoms.yaml").open("a", encoding="utf-8") as text:
            text.write(f"# {number}\n")
        place.everything()
    names = place.kept()
    assert len([name for name in names if name.startswith("example.flow.")]) == KEPT_VERSIONS
    assert len([name for name in names if name.startswith("sources.")]) == 1
    assert not [name for name in names if name.startswith(".")]


def test_a_playbook_with_mistakes_is_refused_every_time_and_never_kept(place: Place) -> None:
    place.example.edit("flow.yaml", "{on: reversed, to: resume}", "{on: reversed, to: resum}")
    for _ in range(2):
        with pytest.raises(BadPlaybook, match="undefined-state"):
            place.library().playbook("example")
    assert {name.split(".")[0] for name in place.kept()} == {"sources"}


def test_ids_are_the_folders_with_a_flow(place: Place) -> None:
    (place.example.root / "later").mkdir()
    assert place.library().ids() == ("example",)


def test_what_is_not_there(place: Place) -> None:
    for messenger in ("nowhere", "sources.yaml", "..", ""):
        with pytest.raises(KeyError):
            place.library().playbook(messenger)
    with pytest.raises(KeyError):
        place.library().words("example", "de")


# ------------------------------------------------------------------------------------------- versions of running cases


def test_a_running_case_keeps_its_version_and_that_version_its_words(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    old = place.library()
    bundle, playbook = old.bundle("example"), old.playbook("example")
    place.example.edit("flow.yaml", "version: 1", "version: 2")
    place.example.edit("flow.yaml", "min: P3D, max: P7D", "min: P4D, max: P7D")
    place.example.edit("text.en.yaml", "No mailings yet.", "Still no mailings.")
    assert place.library().playbook("example").version == 2
    for _ in range(2):
        kept = place.library().pinned(playbook.hash, bundle)
        assert kept.playbook == playbook
        assert kept.words("en")["states"]["chats_only"]["text"] == "No mailings yet."
        assert kept.words("ru")["title"] == "Мессенджер для примера"
        nothing_is_compiled(monkeypatch)  # the second time it comes from the cache


def test_where_only_words_changed_a_running_case_gets_the_new_ones(place: Place) -> None:
    bundle, playbook = place.library().bundle("example"), place.library().playbook("example")
    place.example.edit("text.en.yaml", "No mailings yet.", "Still no mailings.")
    kept = place.library().pinned(playbook.hash, bundle)
    assert kept.playbook == playbook
    assert kept.words("en")["states"]["chats_only"]["text"] == "Still no mailings."


def test_a_kept_version_may_cite_what_is_no_longer_there(place: Place) -> None:
    bundle, playbook = place.library().bundle("example"), place.library().playbook("example")
    place.example.edit("sources.yaml", "  OLC-19: {source: OLC, en:", "  OLC-91: {source: OLC, en:")
    place.example.edit("flow.yaml", "cites: [OLC-19]", "cites: [OLC-91]")
    assert place.library().pinned(playbook.hash, bundle).playbook.states["pair"].cites == ("OLC-19",)


def test_shipped_names_the_messenger_of_a_present_version(place: Place) -> None:
    library = place.library()
    assert library.shipped(library.playbook("example").hash) == "example"
    assert library.shipped("0" * 64) is None


@pytest.mark.parametrize(
    "damage", [lambda _: "", lambda _: "[]", lambda _: '{"a": 1}', lambda _: "{}", lambda text: text.replace("P3D", "P1D")]
)
def test_a_kept_text_that_was_damaged_is_refused(damage: Any, place: Place) -> None:
    bundle, playbook = place.library().bundle("example"), place.library().playbook("example")
    place.example.edit("flow.yaml", "version: 1", "version: 2")
    with pytest.raises(BadPlaybook) as caught:
        place.library().pinned(playbook.hash, damage(bundle))
    assert [finding.code for finding in caught.value.findings] == ["damaged-version"]
    assert "restore the data folder" in caught.value.findings[0].message
