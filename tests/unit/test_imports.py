"""Start-up is imports: what draws on the screen is loaded by the full-screen wizard and by nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import ban_wizard

PACKAGE = Path(ban_wizard.__file__).parent

HEADLESS = sorted(
    ".".join(("ban_wizard", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0] not in ("tui", "__main__.py")
)

# One fresh process for all: before each import it forgets what the test is about, so that every module comes first once.
PROBE = """
import importlib, json, sys
ours, screen = "ban_wizard", ("textual", "rich")
loaded = {}
for module in sys.argv[1:]:
    for known in [name for name in sys.modules if name.partition(".")[0] in (ours, *screen)]:
        del sys.modules[known]
    try:
        importlib.import_module(module)
    except ImportError as error:
        loaded[module] = [str(error)]
    else:
        loaded[module] = [name for name in screen if name in sys.modules]
print(json.dumps(loaded))
"""


def loaded(*modules: str) -> dict[str, list[str]]:
    """What of the screen each of the modules loads, or why it cannot be imported."""
    done = subprocess.run([sys.executable, "-c", PROBE, *modules], stdout=subprocess.PIPE, check=True, encoding="utf-8")
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_every_headless_module_can_be_imported_alone_and_loads_no_screen() -> None:
    assert loaded(*HEADLESS) == {module: [] for module in HEADLESS}


def test_the_probe_sees_the_screen_where_it_is_loaded() -> None:
    assert loaded("textual") == {"textual": ["textual", "rich"]}
