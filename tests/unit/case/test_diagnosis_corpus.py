"""Diagnosis of labelled texts: how many are right, what is taken for what, and the mistakes that would do harm.

`practice` is the material the recognisers were written with (113 of 119 right at the first try). `heldout` was written before any
recogniser and judged by the first (227 of 243); `blind` came in five parts, each judged once before anything was mended for it
(76 of 90, 63 of 72, 80 of 96, 71 of 79, 36 of 40). `independent` was written by somebody who has not seen the recognisers, in
four parts that grow harder, the last two of them to mislead: 78 of 80, 68 of 80, 60 of 80 and 54 of 80 at the first try; no real
block was called harmless but one, whose other review was told to be reversed. Two texts of it are left out: whether "suspended for
about 5 hours" is a ban is open, and an error of another service is none of ours. `further` is our own, each part judged once:
plain tellings (73 of 74 and, in more languages, 65 of 72), official strings, statuses and codes (110 of 137), what was found in public
threads (28 of 38). `unseen_a` and `unseen_b` are the work of yet other authors, plain texts, found ones and
misleading ones mixed: 106 of 120 at the first try, and, mended for the first, 105 of 120 of the second, with one block called harmless.
`unseen_c`: 99 of 108 at the first try.
`unseen_d`: 92 of 100 at the first try, one block called harmless.
`unseen_e`: 102 of 120 at the first try, no block called harmless, no look-alike surely a block.
`unseen_f`: 91 of 100 at the first try, one block called harmless, no look-alike surely a block.
`unseen_g`: 105 of 120 at the first try; `unseen_h`: 99 of 120.
`unseen_i` and `unseen_j`: 103 of 120 and 89 of 100 before last resorts, levels and liftings were read anew, 108 and 95 after it, both
still unseen; two texts of the first are left out, which are labelled MAX and name no messenger. `unseen_k`: 53 of 60 at the first try.
Of `unseen_l`, `unseen_m` and `unseen_n` all was left out that was like a text known by then: 70, 72 and 62 of 100 at the first try.
`unseen_o` and `unseen_p` are neighbours of the practice texts in their sources, again without what was known: 68 and 60 of 80.
`unseen_q` and `unseen_r` are such neighbours as well, known or not: 93 and 93 of 100; what stood elsewhere already is left out here.
`harvest_app` is collected from public threads, help pages, news and gateways' documents of the WhatsApp app, part by part: 430 of 507 at
the first try.
`harvest_api` is collected from public code, documents of Meta and of providers, threads and pages about the Business API, a sixth of it
our own after them, in four parts, each judged once before anything was mended for it: 92 of 113, 88 of 109, 88 of 106 and 36 of 45.
`harvest_people` is of people's own accounts in many languages, of look-alikes and of MAX, half of it found: 155 of 228 at the first try.
What is mended is no longer unseen: expect nine of ten to be right, and fewer of those that contradict themselves.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import product
from typing import Any

import pytest

from ban_wizard.application.diagnosing import told
from ban_wizard.case.diagnosis import Diagnosis
from ban_wizard.case.recognise.markup import plain
from ban_wizard.playbook.model import BLOCK_KINDS, KINDS
from tests.support.desk import library
from tests.unit.case.recognise.recognisers import corpus, verdict

NAMES = (
    "practice",
    "heldout",
    "blind",
    "independent",
    "further",
    "unseen_a",
    "unseen_b",
    "unseen_c",
    "unseen_d",
    "unseen_e",
    "unseen_f",
    "unseen_g",
    "unseen_h",
    "unseen_i",
    "unseen_j",
    "unseen_k",
    "unseen_l",
    "unseen_m",
    "unseen_n",
    "unseen_o",
    "unseen_p",
    "unseen_q",
    "unseen_r",
    "harvest_app",
    "harvest_api",
    "harvest_people",
)
ALIKE = (
    {"linked_device_restriction", "new_chat_restriction"},
    {"account_lock", "portfolio_block"},
    {"warning", "not_a_ban"},
)
"""Kinds that are scored as equal."""
ALIKE_IN_MAX = {"temporary_ban", "new_chat_restriction"}
"""One branch of that playbook."""


@cache
def judged(name: str) -> list[tuple[dict[str, Any], Diagnosis]]:
    return [(line, verdict(line["text"])) for line in corpus(name)]


def wanted(line: dict[str, Any]) -> list[str]:
    """The kinds that are right for a line; some texts allow several."""
    return [line["kind"], *line.get("also", ())]


def right(line: dict[str, Any], found: Diagnosis) -> bool:
    return any(
        found.kind == kind
        or any({found.kind, kind} <= alike for alike in ALIKE)
        or (line["messenger"] == "max" and {found.kind, kind} <= ALIKE_IN_MAX)
        for kind in wanted(line)
    )


def confusion(name: str) -> str:
    """A table of what was wanted (rows) against what was found (columns); what is scored as equal is not told apart from right."""
    counts = Counter((line["kind"], line["kind"] if right(line, found) else found.kind) for line, found in judged(name))
    columns = [kind for kind in KINDS if any(column == kind for _, column in counts)]
    rows = [f"\n{name}: {sum(right(*each) for each in judged(name))} of {len(judged(name))} right"]
    rows.append(" " * 28 + " ".join(f"{kind[:9]:>9}" for kind in columns))
    for kind in KINDS:
        if any(row == kind for row, _ in counts):
            rows.append(f"{kind:28}" + " ".join(f"{counts[kind, column] or '.':>9}" for column in columns))
    return "\n".join(rows)


def nearly_all_are_right(name: str) -> None:
    wrong = [line["text"] for line, found in judged(name) if not right(line, found)]
    assert len(wrong) <= 0.05 * len(judged(name)), wrong


def the_messenger_is_told_where_the_text_tells_it(name: str) -> None:
    wrong = [line["text"] for line, found in judged(name) if found.messenger != {"unknown": None}.get(line["messenger"], line["messenger"])]
    assert len(wrong) <= 0.05 * len(judged(name)), wrong


def no_real_block_is_called_harmless(name: str) -> None:
    harmless = {"not_a_ban", "rate_limit", "warning"}
    assert [line["text"] for line, found in judged(name) if set(wanted(line)) <= BLOCK_KINDS and found.kind in harmless] == []


def no_look_alike_is_surely_called_a_block(name: str) -> None:
    alike = [(line, found) for line, found in judged(name) if not BLOCK_KINDS & set(wanted(line))]
    assert [line["text"] for line, found in alike if found.kind in BLOCK_KINDS and found.certainty == "sure"] == []


def whatever_is_not_sure_asks_and_whatever_is_found_is_shown_and_cited(name: str) -> None:
    for line, found in judged(name):
        assert found.certainty == "sure" or found.ask, line["text"]
        assert found.kind == "unclear" or found.evidence, line["text"]
        for each in found.evidence:
            assert each.matched and each.cites, line["text"]


def the_question_that_would_settle_it_is_asked_in_both_languages(name: str) -> None:
    for (line, found), lang in product(judged(name), ("en", "ru")):
        words = told(library(), found, lang)
        assert len(words.ask) == len(found.ask)
        for question, why in words.ask:
            assert question.endswith("?") and why, line["text"]
            assert ("\u0400" < question.lstrip("\u00ab")[0] < "\u0500") == (lang == "ru"), question
        assert all(shown and cites for shown, cites in words.evidence), line["text"]


def matched_words_stand_in_the_text(name: str) -> None:
    """As typed, but for markup, for what was cut out of the middle and for the pairs of a payload, which stand apart."""
    for line, found in judged(name):
        text = "".join(plain(line["text"]).split())
        for each in found.evidence:
            for part in (each.matched or "").replace(" ... ", ", ").split(", "):
                bare = "".join(part.split())
                assert "\u2022" in bare or bare in text or all(piece.strip(" \"'") in text for piece in part.split(": ")), (
                    part,
                    line["text"],
                )


CLAIMS = (
    nearly_all_are_right,
    the_messenger_is_told_where_the_text_tells_it,
    no_real_block_is_called_harmless,
    no_look_alike_is_surely_called_a_block,
    whatever_is_not_sure_asks_and_whatever_is_found_is_shown_and_cited,
    the_question_that_would_settle_it_is_asked_in_both_languages,
    matched_words_stand_in_the_text,
)


@pytest.mark.parametrize("name", NAMES)
def test_the_verdicts_on_a_corpus(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is claimed of them in one test: judging takes longer than looking at the verdicts."""
    with capsys.disabled():
        print(confusion(name))
    for holds in CLAIMS:
        holds(name)
