"""The complete example of the grammar, in a folder of the test's own, to be spoilt in one place."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.load import Loaded, check, load, load_sources

FIXTURE = Path(__file__).parents[2] / "fixtures" / "playbooks"
LETTERS = ("client_notice", "gateway_queue", "provider_note", "review_30d", "review_request")


class Example:
    """A copy of tests/fixtures/playbooks. Files are named as in it: `sources.yaml`, and `flow.yaml` of the one playbook."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "playbooks"
        shutil.copytree(FIXTURE, self.root)

    def path(self, file: str) -> Path:
        return self.root / file if file in ("sources.yaml", "recognise.yaml") else self.root / "example" / file

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands in the file exactly once."""
        text = self.path(file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.path(file).write_text(text.replace(old, new), "utf-8")

    def line(self, file: str, snippet: str) -> int:
        """The number of the line in which a text that stands in the file exactly once begins."""
        text = self.path(file).read_text("utf-8")
        assert text.count(snippet) == 1, f"{snippet!r} stands {text.count(snippet)} times in {file}"
        return text.count("\n", 0, text.index(snippet)) + 1

    def findings(self) -> list[Finding]:
        return check(self.root, LETTERS)

    def places(self) -> list[tuple[str, str, int]]:
        """Code, file name and line of everything found."""
        return places(self.findings())

    def load(self) -> Loaded:
        return load(self.root / "example", sources=load_sources(self.root / "sources.yaml"), letters=LETTERS)


def places(found: Iterable[Finding]) -> list[tuple[str, str, int]]:
    """Code, file name and line of each."""
    return sorted((finding.code, Path(finding.file).name, finding.line) for finding in found)
