"""Playbooks at hand: compiled once, kept as JSON, so that a start pays neither for pydantic nor for yaml.

What is kept stands under the hash of everything it was made from: the messenger's files, sources.yaml, the ids of the
letters, the compiler's version. A cache that cannot be used (no folder, not writable, somebody else's, damaged) costs time
and nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ban_wizard.playbook import codec
from ban_wizard.playbook.index import flow_hash
from ban_wizard.playbook.model import LANGUAGES, Playbook, Words
from ban_wizard.playbook.sources import Sources

if TYPE_CHECKING:
    from ban_wizard.playbook.pinned import Pinned
    from ban_wizard.playbook.symptoms import Recognition, Symptoms

FILES: Final = ("flow.yaml", "symptoms.yaml", *(f"text.{lang}.yaml" for lang in LANGUAGES))
BUNDLED: Final = tuple(name for name in FILES if name != "symptoms.yaml")
"""What a running case needs of a version: its flow and its words."""
KEPT_VERSIONS: Final = 4
"""How many compiled versions of one part the cache keeps: a checkout and an installed copy may take turns."""

Value = TypeVar("Value")


class Library:
    """Everything in a `playbooks` folder, loaded when asked for. Where it cannot be loaded, BadPlaybook says why.

    `root` is the `playbooks` folder, `letters` the `appeal_templates` folder, `cache` a folder of our own (made with
    permissions 0700 when needed) or None. An object sees the files as they were when it first needed them.
    """

    def __init__(self, root: Path, letters: Path, cache: Path | None = None) -> None:
        self.root, self.letters = root, letters
        self._kept = Kept(cache)
        self._texts: dict[str, bytes] = {}
        self._parts: dict[tuple[str, str], Any] = {}
        self._digests: dict[str, str] = {}

    def ids(self) -> tuple[str, ...]:
        """The messengers that have a playbook, by name."""
        return folder_names(self.root, "flow.yaml")

    @property
    def cache(self) -> Path | None:
        """The folder in which compiled parts are kept, if there is one that can be believed."""
        return self._kept.folder

    def not_kept(self) -> list[str]:
        """The messengers whose playbook would have to be compiled before it can be used."""
        return [name for name in self.ids() if not self._kept.has(f"{name}.flow", self._digest_of(name))]

    def playbook(self, messenger: str) -> Playbook:
        """Raises KeyError for a messenger that has no playbook."""
        return self._part(messenger, "flow", codec.read_playbook)

    def words(self, messenger: str, lang: str) -> Words:
        """Every word of a playbook in one language; raises KeyError for a messenger or a language that is not there."""
        if lang not in LANGUAGES:
            raise KeyError(lang)
        return self._part(messenger, f"words.{lang}", as_it_is)

    def symptoms(self, messenger: str) -> Symptoms:
        """Raises KeyError for a messenger that has no playbook."""
        from ban_wizard.playbook.codec_symptoms import read_symptoms

        return self._part(messenger, "symptoms", read_symptoms)

    def sources(self) -> Sources:
        """Who says what."""
        found = self._parts.get(("", "sources"))
        if found is None:
            digest = self._digest_of_sources()
            found = self._kept.read("sources", digest, codec.read_sources)
            if found is None:
                from ban_wizard.playbook.load import load_sources

                found = load_sources(self.root / "sources.yaml")
                self._kept.write("sources", digest, codec.write_sources(found))
            self._parts["", "sources"] = found
        return found

    def recognition(self) -> Recognition:
        """What the recognisers of all messengers share; nothing where the folder has no recognise.yaml."""
        found = self._parts.get(("", "recognise"))
        if found is None:
            text = self._text("recognise.yaml")
            if not text:
                from ban_wizard.playbook.symptoms import NO_RECOGNITION

                return NO_RECOGNITION
            from ban_wizard.playbook.codec_symptoms import read_recognition, write_recognition

            digest = digest_of([text, self._digest_of_sources().encode()])
            found = self._kept.read("recognise", digest, read_recognition)
            if found is None:
                from ban_wizard.playbook.load import load_recognition

                found = load_recognition(self.root / "recognise.yaml", self.sources())
                self._kept.write("recognise", digest, write_recognition(found))
            self._parts["", "recognise"] = found
        return found

    def bundle(self, messenger: str) -> str:
        """The flow and its words as one JSON text, which a store keeps under the playbook's hash for the cases that run on it."""
        return json.dumps({name: self._text(f"{messenger}/{name}").decode() for name in BUNDLED}, ensure_ascii=False)

    def shipped(self, hash_: str) -> str | None:
        """The messenger whose present flow has this hash, if there is one."""
        return next((name for name in self.ids() if flow_hash(self._text(f"{name}/flow.yaml").decode(errors="replace")) == hash_), None)

    def pinned(self, hash_: str, bundle: str) -> Pinned:
        """The version that a case runs on, from the text a store kept. Where it is the present one, so are its words.

        Raises BadPlaybook where the text is damaged, or its grammar is newer than this program.
        """
        from ban_wizard.playbook.pinned import Pinned, unbundled

        messenger = self.shipped(hash_)
        if messenger is not None:
            return Pinned(self.playbook(messenger), lambda lang: self.words(messenger, lang))
        return unbundled(hash_, bundle, self._kept)

    def _part(self, messenger: str, part: str, read: Callable[[Any], Value]) -> Value:
        found: Value | None = self._parts.get((messenger, part))
        if found is None:
            found = self._kept.read(f"{messenger}.{part}", self._digest_of(messenger), read)
            if found is None:
                self._compile(messenger)
                return self._parts[messenger, part]  # type: ignore[no-any-return]
            self._parts[messenger, part] = found
        return found

    def _digest_of(self, messenger: str) -> str:
        """The hash of all that a messenger's playbook is made from and checked against."""
        digest = self._digests.get(messenger)
        if digest is None:
            if messenger not in self.ids():
                raise KeyError(messenger)
            texts = [self._text(f"{messenger}/{name}") for name in FILES]
            others = [self._digest_of_sources(), *letter_ids(self.letters)]
            digest = self._digests[messenger] = digest_of([*texts, *(name.encode() for name in others)])
        return digest

    def _digest_of_sources(self) -> str:
        digest = self._digests.get("")
        if digest is None:
            digest = self._digests[""] = digest_of([self._text("sources.yaml")])
        return digest

    def _compile(self, messenger: str) -> None:
        """The slow way: read, check, prove and compile the whole folder, and keep every part of it."""
        from ban_wizard.playbook.codec_symptoms import write_symptoms
        from ban_wizard.playbook.verdict import load_proven

        loaded = load_proven(self.root / messenger, self._kept, sources=self.sources(), letters=letter_ids(self.letters))
        written: dict[str, tuple[Any, Any]] = {
            "flow": (loaded.playbook, codec.write_playbook(loaded.playbook)),
            "symptoms": (loaded.symptoms, write_symptoms(loaded.symptoms)),
            **{f"words.{lang}": (words, words) for lang, words in loaded.words.items()},
        }
        for part, (value, data) in written.items():
            self._parts[messenger, part] = value
            self._kept.write(f"{messenger}.{part}", self._digest_of(messenger), data)

    def _text(self, name: str) -> bytes:
        """A file's bytes; none where it cannot be read, which loading will report."""
        text = self._texts.get(name)
        if text is None:
            try:
                text = (self.root / name).read_bytes()
            except OSError:
                text = b""
            self._texts[name] = text
        return text


def letter_ids(letters: Path) -> tuple[str, ...]:
    """The ids of the letters in an `appeal_templates` folder: its folders that hold a letter.yaml."""
    return folder_names(letters, "letter.yaml")


def folder_names(root: Path, holding: str) -> tuple[str, ...]:
    """The folders in `root` that hold a file of that name, sorted; none where `root` cannot be read."""
    try:
        with os.scandir(root) as entries:
            return tuple(sorted(entry.name for entry in entries if os.path.exists(os.path.join(entry.path, holding))))
    except OSError:
        return ()


class Kept:
    """The cache folder: one JSON file for each part and digest. Never raises."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder if folder is None or _is_ours(folder) else None

    def has(self, part: str, digest: str) -> bool:
        """Whether something lies there for a part under that digest."""
        return self.folder is not None and (self.folder / _file(part, digest)).is_file()

    def read(self, part: str, digest: str, read: Callable[[Any], Value]) -> Value | None:
        """What was kept for a part under that digest; None where there is nothing that can be used."""
        if self.folder is None:
            return None
        try:
            with open(self.folder / _file(part, digest), "rb") as file:
                mark, data = json.loads(file.read())
            return read(data) if mark == _mark(part, digest) else None
        except Exception:
            return None  # whatever is wrong with it, it can be made again

    def write(self, part: str, digest: str, data: Any) -> None:
        """Keep a part: written beside and moved into place, so that no reader sees half of it."""
        if self.folder is None:
            return
        target = self.folder / _file(part, digest)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            if not _is_ours(self.folder):
                return
            text = json.dumps([_mark(part, digest), data], ensure_ascii=False, separators=(",", ":"))
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(beside, target)
            self._forget_old(part)
        except (OSError, ValueError):
            with suppress(OSError):
                beside.unlink()

    def _forget_old(self, part: str) -> None:
        assert self.folder is not None
        same = self.folder.glob(f"{part}.*.json")
        for path in sorted(same, key=lambda path: path.stat().st_mtime_ns, reverse=True)[KEPT_VERSIONS:]:
            path.unlink(missing_ok=True)


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can put anything into the folder: what is read from it is believed."""
    if os.name != "posix":
        return True
    try:
        status = os.stat(folder)
    except OSError:
        return True  # not there yet
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _file(part: str, digest: str) -> str:
    return f"{part}.{digest[:32]}.json"


def _mark(part: str, digest: str) -> list[Any]:
    return ["ban-wizard", codec.COMPILER, part, digest]


def digest_of(texts: Iterable[bytes]) -> str:
    """The hash of texts in their order, and of this compiler."""
    total = sha256(f"compiler {codec.COMPILER}".encode())
    for text in texts:
        total.update(b"%d:" % len(text))
        total.update(text)
    return total.hexdigest()


def as_it_is(data: Any) -> Any:
    """Words, which need no reading."""
    if not isinstance(data, dict):
        raise TypeError("words are a mapping")
    return data
