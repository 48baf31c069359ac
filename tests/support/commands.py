"""The command line as tests run it: in this process, with what it prints and what it says beside that told apart, or in one of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ban_wizard import cli

Run = Callable[..., tuple[int, str, str]]

PROBE = """
import json, sys
from ban_wizard.cli import main
code = main(sys.argv[2:])
json.dump([code, sorted(sys.modules)], open(sys.argv[1], "w"))
"""


def ran(capture: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """Run a command: its exit code, what it prints, its talk."""
    code = cli.main([str(arg) for arg in args])
    return code, *capture.readouterr()


def loaded(data: Path, *args: str) -> list[str]:
    """The modules in memory after a command in a process of its own, over this folder of data."""
    report = data / "modules.json"
    command = [sys.executable, "-c", PROBE, str(report), "--data-dir", str(data), *args]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    code, modules = json.loads(report.read_text())
    assert code == 0, done.stderr
    return list(modules)
