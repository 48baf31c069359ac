"""Versions that running cases keep to, out of the text that a store holds. Only an older one than the present is ever read so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ban_wizard.playbook import codec
from ban_wizard.playbook.cache import Kept, as_it_is, digest_of
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.index import flow_hash
from ban_wizard.playbook.model import Playbook, Words
from ban_wizard.values import frozen


@frozen
class Pinned:
    """A playbook's version that a running case keeps to, and its words by language."""

    playbook: Playbook
    words: Callable[[str], Words]


def unbundled(hash_: str, bundle: str, kept: Kept) -> Pinned:
    """The version of that hash, from a text that `Library.bundle` made; from the cache if it was read before. Raises BadPlaybook."""
    digest, name = digest_of([hash_.encode(), bundle.encode()]), f"pinned-{hash_[:12]}"
    playbook, words = kept.read(f"{name}.flow", digest, codec.read_playbook), kept.read(f"{name}.words", digest, as_it_is)
    if playbook is None or words is None:
        from ban_wizard.playbook.load import load_flow

        texts = _texts(hash_, bundle)
        flow = texts.pop("flow.yaml")
        playbook, words = load_flow(flow, {file.split(".")[1]: text for file, text in texts.items()}, f"version {hash_[:12]}")
        kept.write(f"{name}.flow", digest, codec.write_playbook(playbook))
        kept.write(f"{name}.words", digest, words)
    return Pinned(playbook, words.__getitem__)


def _texts(hash_: str, bundle: str) -> dict[str, str]:
    """The texts of a bundle; raises BadPlaybook where it is not what the hash says."""
    try:
        texts = json.loads(bundle)
    except ValueError:
        texts = None
    whole = isinstance(texts, Mapping) and all(isinstance(text, str) for text in texts.values())
    if not whole or flow_hash(texts.get("flow.yaml", "")) != hash_:
        message = "the text kept for running cases is damaged; restore the data folder from a backup, or migrate the case"
        raise BadPlaybook([Finding(f"version {hash_[:12]}", 0, "damaged-version", "error", message)])
    return dict(texts)
