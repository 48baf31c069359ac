"""What a sentence of a claim says beyond the fact behind it.

Nobody can read meaning out of words, so three plain rules are held, by what the claims of a passage rest on:

* on the case alone (its kind, a milestone): it only says what became of the number, in words that do no more;
* on what somebody typed: each sentence prints it, behind words that name it, and ends there;
* on values to choose from: the words are one sentence for each claim.

And whatever a claim rests on, no clause is added in which we or the recipients do something, and nothing is said of what never or
always was. Words are compared in small letters, with ё as е; `…` is what is printed of a field.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ban_wizard.letter.checks.sentences import folded, sentences, tokens, word_set
from ban_wizard.letter.model import BUILTIN
from ban_wizard.playbook.model import Guard

_ABSOLUTE: Final = word_set(
    "never always nobody none ever because although though despite whereas honest honestly wrongly unfairly mistakenly unjustly"
    " никогда всегда никто никому никого поскольку потому ведь ибо хотя несмотря честно ошибочно несправедливо незаслуженно зря"
)
_JOINTS: Final = word_set(", ; : ( – — . and but yet while so also и а но да также")
_WHO: Final = word_set("we i they nobody everyone everybody all мы я они все")
_PEOPLE: Final = word_set(
    "our my clients customers recipients people subscribers users наш наша наше наши мой моя мое мои получатели клиенты адресаты люди"
    " подписчики"
)
_ANYBODY: Final = _WHO | _PEOPLE
_ACTS_OR_DENIES: Final = word_set("we i us they no not nothing мы я нас нами они не нет ничего")
_RELATIVE: Final = word_set("who which that")
_HAVE: Final = word_set("has have had did do does")
_AFTER_VALUE: Final = word_set("on г включительно")

_WHEN: Final = word_set("from by on since at before after с к не до после")
_MOST_BEFORE_COMMA: Final = 5

_STATE: Final = word_set(
    "we i am are is was were has have had been be writing write again still wholly partly or in part of about with from to for on"
    " since until now at the moment before that this it its which where a an our my your you and not may cannot does do as should"
    " whatsapp max business platform app api number account portfolio line template phone messages message answers answer last letter"
    " letters review appeal request requested asked sent signing sign-in login screen shows says text error blocked block banned ban"
    " restricted restriction locked lock suspended limited disabled paused unblocked restored lifted working works work fails belongs"
    " reach new people another connected reconnected gone unanswered number's"
    " … пишем пишу обращаюсь обращаемся снова еще по-прежнему по поводу о об на в во с со к из от до за нашем наш нашего наша наше"
    " наши своем мой моем его ее ему него нем нему ним ней который которому которого он она оно это этот этого и или не но сейчас уже"
    " пока полностью частично платформе номер номера номере номером аккаунт аккаунта аккаунте аккаунту аккаунтом портфолио"
    " бизнес-портфолио линии линия шаблон мессенджер мессенджере заблокирован заблокировано заблокирована блокировка блокировки блокировал"
    " блокировали разблокирован разблокировано ограничен ограничено ограничены ограничение ограничения возможности снята снято"
    " приостановлен отключен был была было были работает восстановлен войти вход входе при показан текст экране написано что ошибка"
    " удается так как должен новым людям написать нельзя относится подключен подключить нужно другой ответы ваши вас сообщения"
    " доходить могут могли остаться без ответа пересмотр проверка запрошен запрошена письмо прошлое последнее отправлено апелляция"
    " подана г"
)
"""What may be said of a number, its account, and letters about it. Nobody agrees or breaks rules in these words."""
_STATE_SUBJECTS: Final = word_set("am are writing write пишем пишу обращаюсь обращаемся")


@lru_cache(maxsize=512)
def additions(needs: tuple[Guard, ...], wordings: tuple[str, ...]) -> tuple[str, ...]:
    """Those sentences of a passage, in all its wordings, that say more than the claims with these needs have confirmed."""
    subjects = {subject for claim in needs for subject, _ in claim}
    of_the_case = {subject for subject in subjects if subject in BUILTIN or subject.startswith("milestone.")}
    chosen = any(not subject.startswith("known.") for subject in subjects - of_the_case)
    found: dict[str, None] = {}
    for wording in wordings:
        unprinted = 0
        for said in sentences(wording):
            unprinted += "…" not in said
            if subjects == of_the_case:
                is_more = not says_only_the_state(said)
            elif chosen:
                is_more = adds(said) or unprinted > len(needs)
            else:
                is_more = not prints_only(said)
            if is_more and not any(_words_of(said) <= _words_of(other) for other in found):  # one without the words for any value
                found[said] = None
    return tuple(found)


@lru_cache(maxsize=512)
def says_only_the_state(sentence: str) -> bool:
    """Whether a sentence says what became of a number and nothing else: for claims that need only the kind, or a milestone."""
    words = [word for word in _words(sentence) if word[0].isalnum() or word == "…"]
    told_by_us = (after in _STATE_SUBJECTS for word, after in zip(words, (*words[1:], ""), strict=True) if word in ("we", "i", "мы", "я"))
    return _STATE.issuperset(words) and all(told_by_us)


@lru_cache(maxsize=512)
def prints_only(sentence: str) -> bool:
    """Whether a sentence prints what was typed, behind words that name it, and says no more."""
    words = _words(sentence)
    if "…" not in words:
        return False
    first, last = words.index("…"), len(words) - 1 - words[::-1].index("…")
    return (
        _AFTER_VALUE.issuperset([word for word in words[last:] if word.isalnum()])
        and _WHO.isdisjoint(words[first:last])
        and not _added([".", *words[:first]], _WHO)
        and not adds(sentence)
    )


@lru_cache(maxsize=512)
def heads(sentence: str) -> bool:
    """Whether a sentence only announces what stands below it, and so may stand under one claim or another."""
    return sentence.endswith(":") and not adds(sentence) and not _added([".", *_words(sentence)], _WHO)


@lru_cache(maxsize=512)
def adds(sentence: str) -> bool:
    """Whether a clause is added in which we or the recipients do something, or something is said of what never or always was."""
    words = _words(sentence)
    there = {*words}
    return (
        not _ABSOLUTE.isdisjoint(there)
        or ("no" in there and ("no", "one") in pairwise(words))
        or (not _ANYBODY.isdisjoint(there) and _added(words, _ANYBODY))
        or (not _ACTS_OR_DENIES.isdisjoint(there) and _goes_on(words))
        or ((not _RELATIVE.isdisjoint(there) or "котор" in sentence) and any(map(_relates, words, words[1:], (*words[2:], ""))))
    )


def _relates(word: str, after: str, then: str) -> bool:
    """Whether «who have agreed» begins here, or «которые уже»; whoever has a contract is only described."""
    if word in _RELATIVE:
        return after in _HAVE and then not in ("a", "an", "the", "been")
    return word.startswith("котор") and after in ("не", "уже")


def _goes_on(words: Sequence[str]) -> bool:
    """Whether after «, и» or a semicolon somebody acts, or something is denied: in Russian he may stand anywhere."""
    for place, (mark, word) in enumerate(pairwise(words)):
        if mark == ";" or (mark in ",–—" and word in _JOINTS):
            return not _ACTS_OR_DENIES.isdisjoint(words[place:])
    return False


def _added(words: Sequence[str], who: Collection[str]) -> bool:
    """Whether somebody begins to speak after a mark or an `and`."""
    for place, (before, word, after) in enumerate(zip(words, words[1:], (*words[2:], ""), strict=False)):
        if before in _JOINTS and (word in who or (word in _JOINTS and after in who)):
            when_first = before == "," and place <= _MOST_BEFORE_COMMA and words[0] in _WHEN  # «From … on, we will»
            what_is_said = before in "–—" and word in _PEOPLE  # «получатели — клиенты»
            if not (when_first or what_is_said):
                return True
    return False


def _words_of(sentence: str) -> frozenset[str]:
    return frozenset([word for word in _words(sentence) if word.isalnum()])


@lru_cache(maxsize=512)
def _words(sentence: str) -> tuple[str, ...]:
    return tuple(tokens(folded(sentence.removeprefix("- ")).lower()))
