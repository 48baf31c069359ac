"""playbooks/whatsapp_app as its tests see it: loaded once, walked once for each gateway and offence."""

from functools import cache

from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.playbook.load import load, load_sources
from tests.unit.playbook.walks import Walker, Walks

SOURCES = load_sources(playbooks_dir() / "sources.yaml")
LETTERS = {path.name for path in templates_dir().iterdir()}
LOADED = load(playbooks_dir() / "whatsapp_app", sources=SOURCES, letters=LETTERS)
PLAYBOOK, SYMPTOMS, WORDS = LOADED.playbook, LOADED.symptoms, LOADED.words
STATES = PLAYBOOK.states
OUTCOMES = {state.id: state.result for state in STATES.values() if state.kind == "outcome"}
LANGS = ("en", "ru")

# One value each of what only chooses between neighbouring steps, so that the walks stay small; the check of the playbook
# holds all of them.
FIXED = {"ban_reason": "strangers", "sim_in_hand": "yes", "gateway_queue": "kept"}


@cache
def walker_for(gateway: str, offence: str, **more: str) -> Walker:
    return Walker(PLAYBOOK, **FIXED | {"gateway": gateway, "offence": offence} | more)


@cache
def walked(gateway: str, offence: str, **more: str) -> Walks:
    return walker_for(gateway, offence, **more).explore()
