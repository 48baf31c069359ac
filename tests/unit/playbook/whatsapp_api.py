"""playbooks/whatsapp_api as its tests see it: loaded once, walked from each kind."""

from functools import cache

from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.playbook.load import load, load_sources
from tests.unit.playbook.walks import Place, Walker, Walks

SOURCES = load_sources(playbooks_dir() / "sources.yaml")
LETTERS = {path.name for path in templates_dir().iterdir() if path.is_dir()}
LOADED = load(playbooks_dir() / "whatsapp_api", sources=SOURCES, letters=LETTERS)
PLAYBOOK, SYMPTOMS, WORDS = LOADED.playbook, LOADED.symptoms, LOADED.words
STATES = PLAYBOOK.states
OUTCOMES = {state.id: state.result for state in STATES.values() if state.kind == "outcome"}
LANGS = ("en", "ru")
RESTRICTIONS = ("restriction_timed", "restriction_30d")
BLOCKS = (*RESTRICTIONS, "account_lock", "portfolio_block")

REVIEWS: tuple[dict[str, str], ...] = ({}, {"review": "none"}, {"review": "open"}, {"review": "refused"})


@cache
def walker_for(**given: str) -> Walker:
    return Walker(PLAYBOOK, **given)


@cache
def walked(kind: str, **given: str) -> Walks:
    """Every place that a case of one kind comes to while it stays of that kind, opened at the beginning or in the middle."""
    walker = walker_for(**given)
    return walker.explore([walker.opened(kind, given | review) for review in REVIEWS], without=["kind_changed"])


def opened(kind: str, **facts: str) -> Place:
    return walker_for().opened(kind, facts)


def starting(kind: str, **facts: str) -> str:
    """Where a case rests that is opened with these facts."""
    walker = walker_for()
    return walker.settled(walker.opened(kind, facts)).state
