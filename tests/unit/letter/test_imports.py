"""What a start pays for: listing letters loads nothing heavy, writing one loads jinja2 and no more."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pydantic", "yaml", "jinja2", "phonenumbers", "platformdirs", "textual", "rich")
PROBE = """
import json, sys
from datetime import date
from pathlib import Path
{code}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""
LOAD = """
from ban_wizard.letter import claims, dates
from ban_wizard.letter.cache import Letters
letter = Letters(Path({folder!r}), Path({cache!r})).letter("whatsapp_review")
"""
WRITE = """
from ban_wizard.letter.model import Confirmed
from ban_wizard.letter.render import render
case = Confirmed("+79111234567", "+7 911 123-45-67", "whatsapp_app", "permanent_ban", 1, "Europe/Moscow", {})
assert render(letter, lang="ru", facts=case, today=date(2026, 11, 21), ui="ru").text
"""


def loaded(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROBE.format(code=code)], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout)) & set(HEAVY)


@pytest.fixture
def load(tmp_path: Path) -> str:
    from ban_wizard.desktop.locations import templates_dir
    from ban_wizard.letter.cache import Letters

    Letters(templates_dir(), tmp_path).letter("whatsapp_review")
    return LOAD.format(folder=str(templates_dir()), cache=str(tmp_path))


def test_a_kept_letter_is_loaded_with_nothing_heavy(load: str) -> None:
    assert loaded(load) == set()


def test_writing_a_letter_loads_jinja2_only(load: str) -> None:
    assert loaded(load + WRITE) == {"jinja2"}
