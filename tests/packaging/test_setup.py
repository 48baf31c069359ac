"""scripts/setup.sh on machines that lack something: one sentence that says what to install, on stderr, and nothing done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="make and sh")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """As much of a clone as set-up looks at, in a folder with a space in its name, and a uv that does not work."""
    root = tmp_path / "my project"
    (root / "scripts").mkdir(parents=True)
    for name in ("pyproject.toml", "requirements.txt", "scripts/setup.sh"):
        shutil.copy(CHECKOUT / name, root / name)
    program(root / "bin" / "uv", "exit 2")
    return root


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def set_up(project: Path, python: Path) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHON": str(python), "PATH": f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["sh", str(project / "scripts" / "setup.sh")], env=environ, capture_output=True, encoding="utf-8", check=False)


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What it says after announcing itself; stdout must stay empty, whatever happens."""
    assert done.stdout == ""
    announced, *rest = done.stderr.splitlines()
    assert announced.startswith("Setting up .venv")
    return rest


def test_no_python_that_is_new_enough(project: Path) -> None:
    done = set_up(project, program(project / "bin" / "old python", "exit 1"))
    assert done.returncode != 0
    (sentence,) = said(done)
    assert sentence.startswith("ban-wizard needs Python 3.11 or newer and found none: install it")


def test_a_python_without_ensurepip(project: Path) -> None:
    bare = program(project / "bin" / "bare python", f'case "$2" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"')
    done = set_up(project, bare)
    assert done.returncode != 0
    (sentence,) = said(done)
    assert "has no ensurepip" in sentence
    assert "install python3-venv" in sentence
    assert not (project / ".venv").exists()


@pytest.fixture
def python(project: Path) -> Path:
    """A stand-in that can do everything, makes environments of itself and writes down what it was asked for."""
    script = 'echo "$*" >>log\nif [ "$2" = venv ]; then mkdir -p .venv/bin && cp "$0" .venv/bin/python; fi'
    return program(project / "bin" / "python3.11", script)


def asked(project: Path) -> list[str]:
    """What was run with -m since the last time."""
    log = project / "log"
    lines = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("-m ")]
    log.unlink()
    return lines


def test_where_uv_fails_pip_does_it_with_hashes_and_without_building_elsewhere(project: Path, python: Path) -> None:
    assert set_up(project, python).returncode == 0
    make, pinned, editable = (line.split() for line in asked(project) if not line.endswith("--version"))
    assert make == ["-m", "venv", "--clear", ".venv"]
    assert {"pip", "--require-hashes", "requirements.txt"} <= set(pinned)
    assert {"pip", "--no-deps", "--no-build-isolation", "-e"} <= set(editable)


def test_what_is_up_to_date_is_left_alone(project: Path, python: Path) -> None:
    set_up(project, python)
    asked(project)
    done = set_up(project, python)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert asked(project) == []


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.txt"])
def test_a_change_of_what_is_asked_for_brings_it_up_to_date(name: str, project: Path, python: Path) -> None:
    set_up(project, python)
    asked(project)
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert set_up(project, python).returncode == 0
    again = asked(project)
    assert any("requirements.txt" in line for line in again)
    assert not any("venv" in line for line in again)


def test_a_moved_folder_gets_a_new_environment(project: Path, python: Path) -> None:
    set_up(project, python)
    asked(project)
    moved = project.rename(project.with_name("moved"))
    set_up(moved, moved / "bin" / python.name)
    assert "-m venv --clear .venv" in asked(moved)
