"""How a sentence is worded that asserts nothing: a greeting, a request, thanks, an apology, a heading, one that only gives the number.

The sentence as a whole has to be such a one. A word that looks right is not enough: "Please review this, since we never sent any"
asks, and asserts as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from ban_wizard.letter.checks.sentences import folded, tokens, word_set

_GREETS: Final = word_set("hello hi dear good здравствуйте добрый уважаемые уважаемая уважаемый")
_WHOM: Final = word_set(
    "… day morning afternoon team support colleague colleagues client clients customer customers friends everyone there sir madam or and"
    " день поддержка поддержки служба команда коллеги клиенты друзья и или"
)
_NO_NAMES: Final = word_set("We I Our My All They No Nobody Мы Я Наш Наши Все Они Никто")
_THANKS: Final = word_set("thank thanks many спасибо благодарю благодарим большое заранее")
_FOR_WHAT: Final = word_set(
    "thank thanks you very much in advance for your the and time help answer reply attention patience understanding consideration support"
    " вас заранее спасибо благодарю благодарим за ваш ваше вашу время ответ внимание помощь терпение понимание поддержку к обращению письму"
)
_SORRY: Final = word_set("sorry apologise apologize прощения простите извините извинить извинения")
_FOR_TROUBLE: Final = _SORRY | word_set(
    "we are i am very truly sincerely for this that the any trouble inconvenience delay silence wait disruption confusion"
    " просим прошу нас приносим приношу свои наши искренние за эти это доставленные неудобства задержку молчание ожидание беспокойство"
)
_WHERE: Final = word_set("in on of the a whatsapp max business platform messenger api в на платформе мессенджере")
_BELONGS: Final = word_set(
    "which has a an max whatsapp account to the number … belongs на который заведен аккаунт в к которому относится номер"
)
_MEASURES: Final = word_set("measures steps actions меры шаги действия")
_TAKEN: Final = word_set("taken done made completed принятые сделанные выполненные предпринятые")
_PLANNED: Final = word_set("planned намеченные запланированные предстоящие")
_HEADS: Final = _MEASURES | _TAKEN | _PLANNED | word_set("the our and or already so far и или наши уже")

_ACTS: Final = word_set(
    "tell write let say give name clear change review look check contact call answer reply explain lift restore unblock send pass ask help"
    " confirm forward remove connect reconnect advise show do mark inform"
)
_OPENS: Final = _ACTS | word_set(
    "please if unless what when where why how whether"
    " пожалуйста если чтобы что как когда где куда почему сколько какой какая какое какие каким какую нужно прошу просим"
)
"""Words with which a clause begins that asks, or says what is asked, under which condition, to which end."""
_MAY: Final = word_set("could would can will may should must is are was were do does did has have")
_WHOSE: Final = word_set("you we i it the this that there")
_AT: Final = word_set("by until on for in since from на в о по до из с к")
_WHAT: Final = word_set("what when which чем чего чему какой какого какому какую каком каких которых")
_ADDS: Final = word_set("both again once in другим еще об одним")
_ASKING: Final = ("ите", "йте", "ьте", "итесь", "йтесь")

_WHO: Final = word_set(
    "we our i my they their all he she nobody everyone clients customers recipients people subscribers users"
    " мы наш наша наше наши все я мой моя мое мои они получатели клиенты адресаты люди подписчики"
)
_VERBS: Final = word_set("has have had did does is are was were only sends send sent not never")
_ASSERTS: Final = word_set(
    "since because although though whereas while given considering knowing never always ever nobody none despite spite note notice remember"
    " believe understand consider aware mind поскольку потому ведь ибо хотя несмотря никогда всегда никто никому никого ни"
    " учтите знайте поверьте имейте обратите"
)
_SAYS_MORE: Final = _ASSERTS | _VERBS | word_set("that which who and but no without и но что не только без был была было были")


@lru_cache(maxsize=512)
def asserts_nothing(part: str, sentence: str) -> bool:
    """Whether a sentence of a greeting, a request, thanks, an apology or a `heading` is that; of `number`, whether it only gives it."""
    found = tokens(folded(sentence).replace(", пожалуйста,", "").replace(", пожалуйста", ""))
    clauses = [clause for clause in _clauses(token.lower() for token in found) if clause]
    if not clauses:
        return True
    match part:
        case "greeting":
            names = {token.lower() for token in found if token[0].isupper() and token not in _NO_NAMES}
            words = [word for clause in clauses for word in clause]
            return words[0] in _GREETS and all(word in _WHOM or word in names for word in words[1:])
        case "thanks":
            return len(clauses) == 1 and clauses[0][0] in _THANKS and all(word in _FOR_WHAT for word in clauses[0][1:])
        case "apology":
            return len(clauses) == 1 and not _SORRY.isdisjoint(clauses[0]) and _FOR_TROUBLE.issuperset(clauses[0])
        case "heading":
            return found[-1] == ":" and _heads([word for clause in clauses for word in clause])
        case "number":
            return _gives_number(clauses)
    return _asks(clauses, found[-1] == "?")


def _heads(words: Sequence[str]) -> bool:
    """Whether measures are named and no more: both those that were taken and those that are planned, or neither."""
    told = _TAKEN.isdisjoint(words), _PLANNED.isdisjoint(words)
    return _HEADS.issuperset(words) and not _MEASURES.isdisjoint(words) and len({*told}) == 1


def _gives_number(clauses: Sequence[Sequence[str]]) -> bool:
    """Whether a sentence names the number, where it is used, what it belongs to, and nothing besides."""
    first, more = clauses[0], [word for clause in clauses[1:] for word in clause]
    about = first[2:] if tuple(first[:2]) in {("we", "are"), ("this", "is"), ("it", "is")} else first
    after = first[first.index("…") + 1 :] if "…" in first else []
    return "…" in (*first, *more) and _SAYS_MORE.isdisjoint(about) and _WHERE.issuperset(after) and _BELONGS.issuperset(more)


def _clauses(words: Iterator[str]) -> list[list[str]]:
    """A sentence between its marks."""
    found: list[list[str]] = [[]]
    for word in words:
        if word[0].isalnum() or word[0] == "…":
            found[-1].append(word)
        else:
            found.append([])
    return found


def _asks(clauses: Sequence[Sequence[str]], question: bool) -> bool:
    """Whether each clause of a sentence asks, or belongs to one that does."""
    asked = conditional = False
    for clause in clauses:
        if _asserts(clause):
            return False
        for number, words in enumerate(_joined(clause)):
            if _opens(words, question):
                conditional = words[0] in ("if", "если")
                asked = asked or not conditional
            elif not (words[0] in _ADDS or (conditional and number and words[0] not in _WHO)):
                return False
    return asked


def _joined(clause: Sequence[str]) -> Iterator[Sequence[str]]:
    """The parts of a clause between its ands; «и» parts nothing, for it joins all sorts of words."""
    words = list(clause[1:] if clause[0] == "и" else clause)
    while "and" in words:
        place = words.index("and")
        if place:
            yield words[:place]
        words = words[place + 1 :]
    if words:
        yield words


def _opens(words: Sequence[str], question: bool) -> bool:
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _OPENS or first.endswith(_ASKING) or second == "ли":
        return True
    if first in _MAY:
        return second in _WHOSE and (question or first in ("could", "would", "can", "will", "may"))
    return (first in _AT and second in _WHAT) or (first, second) == ("so", "that")


def _asserts(clause: Sequence[str]) -> bool:
    """Whether a clause says how things are, whatever it begins with."""
    if not _ASSERTS.isdisjoint(clause):
        return True
    for before, word, after in zip(("", *clause[:-1]), clause, (*clause[1:], ""), strict=True):
        if word in ("that", "as") and after in _WHO and before != "so":
            return True
        if word in ("that", "which", "who") and after in _VERBS and before != "what":
            return True
        if word in ("и", "а", "но", "что") and after in _WHO and after not in ("мы", "я"):
            return True
        if word in ("мы", "я") and (before not in ("чтобы", "что", "если", "как") or after == "не"):
            return True
        if word.startswith("котор") and before != "о":
            return True
    return tuple(clause[:2]) in {("так", "как"), ("no", "one")}
