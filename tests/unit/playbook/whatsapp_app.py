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

# One value each of what only chooses between neighbouring steps, so that the walks stay small; the tests of the guards and
# of reached states hold the other values.
FIXED = {"ban_reason": "strangers", "sim_in_hand": "yes"}


@cache
def walker_for(gateway: str, offence: str, **more: str) -> Walker:
    queue = {} if gateway == "other_support" else {"gateway_queue": "kept"}
    return Walker(PLAYBOOK, **FIXED | queue | {"gateway": gateway, "offence": offence} | more)


@cache
def walked(gateway: str, offence: str, **more: str) -> Walks:
    return walker_for(gateway, offence, **more).explore()
