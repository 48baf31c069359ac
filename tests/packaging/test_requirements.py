"""requirements.txt pins everything that pyproject.toml asks for, by hash, and says nothing of any one machine."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[2]
REQUIREMENTS = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))

# A requirement with its hashes is one logical line.
PINS = [line for line in REQUIREMENTS.replace("\\\n", "").splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_every_line_is_one_version_of_one_package_with_its_hashes() -> None:
    for line in PINS:
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", line), line


def test_no_index_and_no_folder_is_named() -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|(^|\s)-[fi]\s|(^|\s)/", REQUIREMENTS)


def test_what_the_project_asks_for_is_pinned_within_its_ranges() -> None:
    pinned = {canonicalize_name(line.partition("==")[0]): line.partition("==")[2].split()[0] for line in PINS}
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"], *PROJECT["build-system"]["requires"]]
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), str(requirement)


def test_the_screen_is_pinned_exactly() -> None:
    (textual,) = (Requirement(line) for line in PROJECT["project"]["dependencies"] if line.startswith("textual"))
    assert [clause.operator for clause in textual.specifier] == ["=="]


def test_there_is_no_second_lock_file() -> None:
    names = {"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"}
    assert not names & {path.name for path in CHECKOUT.iterdir()}
