"""Pages that are made from the program are as the program is."""

from __future__ import annotations

import importlib.util
import re

import pytest

from tests.support.walk import ROOT


def test_the_page_of_keys_is_what_the_registry_says() -> None:
    path = ROOT / "scripts" / "keys_page.py"
    spec = importlib.util.spec_from_file_location("keys_page", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "keys.md").read_text("utf-8") == module.page(), "run `make docs`"


@pytest.mark.parametrize(("readme", "lang"), [("README.md", "en"), ("README.ru.md", "ru")])
def test_the_pictures_of_the_readme_are_there_and_each_is_drawn_by_the_program(readme: str, lang: str) -> None:
    shown = set(re.findall(rf"docs/pictures/{lang}/(\w+)\.svg", (ROOT / readme).read_text("utf-8")))
    scenes = re.search(r"SCENES: .*?\{(.*?)\}", (ROOT / "scripts" / "pictures.py").read_text("utf-8"))
    assert scenes
    drawn = set(re.findall(r'"(\w+)":', scenes[1]))
    kept = {path.stem for path in (ROOT / "docs" / "pictures" / lang).glob("*.svg")}
    assert shown == drawn == kept
