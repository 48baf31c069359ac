"""What was done and what is planned, told by the tense: a measure that is only planned must not read as done, nor the other way round.

A plan says it with a future form («will», «будет», «мы ответим»), and before any past one; what was done has a past form, or says
since when it is so, and no future one. Words are compared in small letters, with ё as е; `…` is the day.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ban_wizard.letter.checks.sentences import folded

_NOUNLIKE: Final = r"(?:всем|тем|этим|чем|ним|им|своим|другим|нашим|вашим|твоим|моим|каким|таким|любым)\b"
_WILL: Final = re.compile(r"\b(?:will|shall|going to|is to be|are to be)\b|\w'll\b|\bбуд(?:у|ем|ет|ут)\b")
_PERFECTIVE: Final = re.compile(rf"(?:^|\b(?:мы|я)\s|…\s)(?:не )?(?!{_NOUNLIKE})\w+(?<![аяую])[еи]м(?:ся)?\b")
"""A verb of the kind of «ответим» after «мы» or the day, since nouns, too, end so. «С … мы следим» tells of the present."""
_PAST: Final = re.compile(
    r"\b(?:was|were|has|have|had|did|been)\b|\b(?:we|i|they) \w+ed\b"
    r"|\b(?!(?:сначала|число|дело|начало|правила|если|цели|недели|отдела?|канала?|персонала?)\b)\w{2,}(?<!те)л[аои]?(?:сь|ся)?\b"
    r"|\b\w{2,}[еая]н[аоы]?\b"
)
_SINCE: Final = re.compile(r"\b(?:since|с) …")
_DONE: Final = re.compile(r"\b(?:since|с) …|\b\w+ed\b|\b\w{2,}[ыоуи]т[аоы]?\b")
"""What was done or has been so since a day, besides the past forms above: «stopped», «закрыты»."""
_LATER: Final = re.compile(
    r"\bfrom … (?:on|onwards?)\b|\b(?:tomorrow|next (?:week|month|year)|soon|завтра|скоро|(?:на|в) следующ\w+)\b|\bне позднее …"
)
"""A day that is still to come."""


@lru_cache(maxsize=512)
def has_tense(tense: str, sentence: str) -> bool:
    """Whether a sentence reads as `done`, or as `planned`."""
    said = folded(sentence).lower()
    certain = _WILL.search(said)
    future = certain or (None if _SINCE.search(said) else _PERFECTIVE.search(said))
    past = _PAST.search(said)
    planned = future is not None and (past is None or future.start() < past.start())
    if tense == "planned":
        return planned
    return not (planned or certain or _LATER.search(said)) and (past or _DONE.search(said)) is not None
