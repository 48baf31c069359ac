"""The command line as tests run it: in this process, with what it prints and what it says beside that told apart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ban_wizard import cli

Run = Callable[..., tuple[int, str, str]]


def ran(capture: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """Run a command: its exit code, what it prints, its talk."""
    code = cli.main([str(arg) for arg in args])
    return code, *capture.readouterr()
