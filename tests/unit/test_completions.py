"""Completions: the shell's own program is asked what it would offer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ban_wizard.arguments import COMMANDS
from ban_wizard.cli import main

BASH = shutil.which("bash")


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAN_WIZARD_DATA_DIR", str(folder))
        file = folder / "ban-wizard.bash"
        with file.open("w") as out:
            patch.setattr("sys.stdout", out)
            assert main(["completions", "bash"]) == 0
    return file


def offered(script: Path, *words: str) -> set[str]:
    """What bash offers for the last of these words."""
    typed = " ".join(f"'{word}'" for word in ("ban-wizard", *words))
    ask = f'source "{script}"; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _shtab_ban_wizard; printf "%s\\n" "${{COMPREPLY[@]}}"'
    return set(subprocess.run([str(BASH), "-c", ask], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.skipif(BASH is None, reason="no bash here")
def test_bash_offers_commands_options_and_values(script: Path) -> None:
    assert offered(script, "le") == {"letter"}
    assert set(COMMANDS) <= offered(script, "")
    assert "--claim" in offered(script, "letter", "--c")
    assert offered(script, "completions", "") == {"bash", "zsh", "tcsh"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_every_shell_gets_a_script(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--data-dir", str(tmp_path), "completions", shell]) == 0
    told = capsys.readouterr()
    assert "ban-wizard" in told.out
    assert "letter" in told.out
    assert told.err == ""
