"""Rows of what an author waits for: the check of all that is shipped, and of a playbook that grows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any, Final

from ban_wizard.application.checking import check_all
from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from bench.measure import Measurement, Row
from bench.starts import plain_environment

FLOORS: Final = Path(__file__).parent / "floors"

SHORT: Final = 50
"""Steps of the shorter of two playbooks, each of four states."""
TIMES: Final = 4
"""How much longer the other one is."""

CHECK: Final = """
from pathlib import Path
from sys import argv
from time import process_time
from ban_wizard.application.checking import check_all
begun = process_time()
assert check_all(Path(argv[1]), Path(argv[2])) == []
print(process_time() - begun)
"""


def rows(work: Path) -> Iterator[Row]:
    """`work` is an empty folder; playbooks are written into it."""
    data = (str(playbooks_dir()), str(templates_dir()))
    yield Row(
        "playbook check, all that is shipped",
        told([sys.executable, "-c", CHECK, *data], work),
        told([sys.executable, str(FLOORS / "check.py"), *data], work),
        "libyaml and jinja2 parse the same files; processor time within a fresh process, as ours",
        2.5,
        rounds=9,
    )
    letters = work / "letters"
    letters.mkdir()
    short, long = (write(work / f"{length}", length) for length in (SHORT, TIMES * SHORT))
    yield Row(
        f"playbook check, a state of {4 * TIMES * SHORT:,}",
        checked(long, letters, TIMES * SHORT),
        checked(short, letters, SHORT),
        f"the same of a playbook of {4 * SHORT:,} states and as many guarded facts",
        1.3,
        rounds=5,
    )


def told(command: list[str], home: Path) -> Measurement:
    """The seconds that a process measures and prints; raises CalledProcessError."""

    def seconds() -> float:
        done = subprocess.run(command, env=plain_environment(home), check=True, stdout=subprocess.PIPE, encoding="utf-8")
        return float(done.stdout)

    return seconds


def checked(root: Path, letters: Path, steps: int) -> Measurement:
    """The processor time that a state of a generated playbook takes."""

    def seconds() -> float:
        begun = process_time()
        findings = check_all(root, letters)
        assert not findings, findings[0]
        return (process_time() - begun) / (4 * steps)

    return seconds


# ------------------------------------------------------------------------------------------- a playbook of any length


def write(root: Path, steps: int) -> Path:
    """A folder of playbooks with one of so many steps in it, which has no mistakes."""
    folder = root / "long"
    folder.mkdir(parents=True)
    said = {"en": "Text", "ru": "Текст"}
    sources = {
        "grammar": 1,
        "sources": {"OUR": {"title": said, "strength": "inference"}},
        "facts": {"OUR-01": {"source": "OUR", **said}},
        "contested": {},
    }
    files: dict[str, Any] = {
        "flow.yaml": flow(steps),
        "symptoms.yaml": {
            "grammar": 1,
            "symptoms": {"seen": {"where": "phone", "cites": ["OUR-01"], "text": ["account banned"]}},
            "table": [{"all": ["seen"], "kind": "permanent_ban", "certainty": "sure"}],
            "otherwise": {"kind": "unclear", "certainty": "unclear", "ask": ["phone"]},
        },
        **{f"text.{lang}.yaml": words(steps, text) for lang, text in said.items()},
    }
    (root / "sources.yaml").write_text(json.dumps(sources, indent=1), "utf-8")
    for file, data in files.items():
        (folder / file).write_text(json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
    return root


FACTS: Final = ("first_fact", "second_fact", "third_fact")
"""What guards read, however long the playbook is."""


def flow(steps: int) -> dict[str, Any]:
    """A step is done, branched on a fact, waited out, and given up where the wait has no end."""
    states: dict[str, Any] = {}
    for number in range(steps):
        fact, onward = FACTS[number % len(FACTS)], f"act_{number + 1}" if number + 1 < steps else "recovered"
        states |= {
            f"act_{number}": {"kind": "do", "next": [{"on": "worked", "to": f"branch_{number}"}, {"on": "failed"}]},
            f"branch_{number}": {"kind": "route", "next": [{"when": {fact: [value]}, "to": f"wait_{number}"} for value in ("a", "b")]},
            f"wait_{number}": {
                "kind": "wait",
                "wait": {"shape": "unknown", "review_every": "P1D", "give_up_after": "P9D"},
                "next": [{"on": "stopped", "to": onward}, {"on": "give_up", "to": f"decide_{number}"}],
            },
            f"decide_{number}": {
                "kind": "do",
                "next": [{"on": "keep_waiting", "to": f"wait_{number}"}, {"on": "let_go", "to": "given_up", "milestone": "given_up"}],
            },
        }
    asks = {
        f"ask_{name}": {"kind": "ask", "fact": name, "next": [{"on": "answer", "to": target}]}
        for name, target in zip(FACTS, (*(f"ask_{name}" for name in FACTS[1:]), "act_0"), strict=True)
    }
    ends = {name: {"kind": "outcome", "result": name} for name in ("recovered", "given_up")}
    every = {**asks, **states, **ends}
    return {
        "grammar": 1,
        "id": "long",
        "version": 1,
        "facts": {"kind": {"builtin": "kind"}, **{name: {"values": ["a", "b"], "unsure": "a"} for name in FACTS}},
        "channels": {},
        "entries": {"permanent_ban": f"ask_{FACTS[0]}"},
        "anywhere": [{"on": "closed", "to": "given_up", "milestone": "given_up", "needs": ["reason"]}],
        "quotas": {},
        "locks": {},
        "states": {
            name: state | ({"cites": ["OUR-01"]} if state["kind"] != "route" else {}) for name, state in every.items()
        },
        "safety": [],
    }  # fmt: skip


def words(steps: int, text: str) -> dict[str, Any]:
    """The words of such a playbook in one language."""
    said = {"title": text, "text": text}
    names = [f"{kind}_{number}" for number in range(steps) for kind in ("act", "wait", "decide")]
    return {
        "grammar": 1,
        "title": text,
        "kinds": {"permanent_ban": text},
        "states": dict.fromkeys((*(f"ask_{name}" for name in FACTS), *names, "recovered", "given_up"), said),
        "facts": {name: {"label": text, "question": text, "values": {"a": text, "b": text}} for name in FACTS},
        "actions": dict.fromkeys(("worked", "failed", "stopped", "give_up", "keep_waiting", "let_go", "closed"), text),
        "symptoms": {"seen": text},
        "asks": {"phone": {"question": text, "why": text}},
    }
