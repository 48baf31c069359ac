"""Folding, patterns, and the search for them."""

import re

import pytest

from ban_wizard.case.recognise.reading import END, LETTERS, MOST_STARTS, Reading, Search
from ban_wizard.playbook.folding import fold, words
from ban_wizard.playbook.patterns import GAP, REACH, BadPattern, classes, parse


def found(pattern: str, text: str, **classes: str) -> list[str]:
    reading = Reading(text)
    search = Search(reading, {name: tuple(phrases.split(", ")) for name, phrases in classes.items()})
    return [reading.shown(match) for match in search.find(parse(pattern))]


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Can\u2019t  Use", ["can't", "use"]),
        ("\u00abПользователь\u00bb удал\u0451н", ["пользователь", "удален"]),
        ("не\u00a0может\u200b исполь\u00adзовать", ["не", "может", "использовать"]),
        ("restrição É Ñ ß", ["restricao", "e", "n", "ss"]),
        ("İstanbul yasaklandı", ["istanbul", "yasaklandi"]),
        ("_italic_ **bold** `code`", ["italic", "bold", "code"]),
        ("(#368) account_locked 24-hour", ["#", "368", "account_locked", "24", "hour"]),
        ("此帐号 无法", ["此", "帐", "号", "无", "法"]),
        ("٢٤ ساعة", ["24", "ساعة"]),
        ("24시간 동안 WABA가", words("24 시간 동안 waba 가")),
        ("l'account, d\u2019un jour, qu'à, isn't, o'clock", ["l", "account", "d", "un", "jour", "qu'a", "isn't", "o'clock"]),
        ("\ud800 \udfff lone", ["lone"]),
    ],
)
def test_texts_are_folded_alike(typed: str, compared: list[str]) -> None:
    assert words(typed) == compared


def test_folding_keeps_the_way_back() -> None:
    text = "«Ваш\u200b аккаунт» \ufb01n"
    folded = fold(text)
    assert folded.text.startswith('"') is False and "fin" in folded.text
    assert text[folded.place(folded.text.index("аккаунт"))] == "а"
    assert text[folded.place(folded.text.index("fin"))] == "\ufb01"


@pytest.mark.parametrize(
    ("pattern", "text", "shown"),
    [
        ("your account is restricted", "Now: Your\u00a0account is RESTRICTED!", ["Your\u00a0account is RESTRICTED"]),
        ("account ... banned", "the account of our shop was banned", ["account of our shop was banned"]),
        ("account ... banned", "the account works. It is banned", []),
        ("account ... banned", "the account\n\nbanned", []),
        ("account ... banned", "the account\nis banned", ["account\nis banned"]),
        ("account ... banned", f"account{END}banned", []),
        ("account ... banned", "account" + " x" * GAP + " banned", ["account" + " x" * GAP + " banned"]),
        ("account ... banned", "account" + " x" * (GAP + 1) + " banned", []),
        ("(banned|blocked by us)", "blocked by us", ["blocked by us"]),
        ("account & 受限", "account" + " x" * REACH + " 受限", ["account" + " x" * REACH + " 受限"]),
        ("账户 & 受限", "账户" + "在" * REACH * LETTERS + "受限", ["账户" + "在" * REACH * LETTERS + "受限"]),
        ("账户 & 受限", "账户" + "在" * (REACH * LETTERS + 1) + "受限", []),
        ("账户 ... 受限", "账户" + "在" * GAP * LETTERS + "受限", ["账户" + "在" * GAP * LETTERS + "受限"]),
        ("账户 ... 受限", "账户" + "在" * (GAP * LETTERS + 1) + "受限", []),
        ("can [no longer|not] use", "can use, can no longer use, can not use", ["can use", "can no longer use", "can not use"]),
        ("забло*", "номер заблокирован", ["заблокирован"]),
        ("*blocked*", "it is unblocked", ["unblocked"]),
        ("account*", "ACCOUNT_UPDATE accounts", ["accounts"]),
        ("*ed", "banned ban", ["banned"]),
        ("restricted_*_calling", "RESTRICTED_BIZ_INITIATED_CALLING restricted_calling", ["RESTRICTED_BIZ_INITIATED_CALLING"]),
        ("#368", "(#368) Temporarily", ["#368"]),
        ("for <n> hours", "for 24 hours, for some hours", ["for 24 hours"]),
        ("<bad> account", "blocked by us account", ["blocked by us account"]),
        ("无法使用", "此帐号无法使用", ["无法使用"]),
        ("account banned", "account, (banned)", ["account, (banned"]),
        ("account & <bad>", "banned is my account", ["banned is my account"]),
        ("account & <bad>", "my account was blocked by us", ["account was blocked by us"]),
        ("account & <bad>", "my account works. It is banned", []),
        ("account & <bad>", "account" + " x" * REACH + " banned", ["account" + " x" * REACH + " banned"]),
        ("account & <bad>", "account" + " x" * (REACH + 1) + " banned", []),
        ("account & <bad> & for <n> days", "for 3 days banned, this account", ["for 3 days banned, this account"]),
        ("ban* & <bad>", "banned", []),
    ],
)
def test_patterns_find_words_in_their_order(pattern: str, text: str, shown: list[str]) -> None:
    assert found(pattern, text, bad="banned, blocked by us") == shown


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("...", "begins with what may be absent"),
        ("[a] b", "begins with what may be absent"),
        ("a ...", "ends with what may be absent"),
        ("a [b]", "ends with what may be absent"),
        ("a ... ... b", "two gaps in a row"),
        ("(a|) b", "brackets with nothing between"),
        ("(a", "a stray `(`"),
        ("a | b", "a stray `|`"),
        ("a**b", "which is no word"),
        ("*a*b", "which is no word"),
        ("a*b*c", "which is no word"),
        ("* b", "which is no word"),
        ("a - b", "which is no word"),
        ("(a (b|c))", "a stray `(`"),
        ("a & ", "is empty"),
        ("a & [b]", "begins with what may be absent"),
    ],
)
def test_a_pattern_that_says_nothing_is_refused(written: str, says: str) -> None:
    with pytest.raises(BadPattern, match=re.escape(says)):
        parse(written)


def test_a_word_that_comes_a_thousand_times_is_tried_from_both_ends_only() -> None:
    text = "account " * 5000 + "banned"
    search = Search(Reading(text), {})
    tried: list[int] = []
    follow = search._from
    search._from = lambda first, pattern: tried.append(first) or follow(first, pattern)  # type: ignore[method-assign,func-returns-value]
    assert [match.last for match in search.find(parse("account ... banned"))] == [5000] * (GAP + 1)
    assert len(tried) == MOST_STARTS


def test_the_classes_of_a_pattern_are_known_in_whatever_order_they_stand() -> None:
    assert classes(parse("<a> ... <n> & b <c>")) == ["a", "c"]


def test_a_gap_between_what_stands_together_is_told() -> None:
    search = Search(Reading("banned it is, my account"), {})
    assert [match.gaps for match in search.find(parse("account & banned"))] == [((1, 4),)]


def test_hours_in_norwegian_are_no_timer() -> None:
    reading = Reading("18 timer igjen, en timer på skjermen")
    assert (reading.places["timer"], reading.places["timmar"]) == ([4], [1])


def test_a_sentence_in_urdu_ends_with_its_own_stop() -> None:
    assert Reading("پابندی ہے۔ مدد کے لیے").sentences == [0, 0, 1, 1, 1]


def test_you_in_vietnamese_is_no_ban() -> None:
    assert "ban" not in Reading("Tài khoản của bạn").places
    assert "ban" in Reading("bị ban rồi").places


def test_a_portuguese_no_longer_begins_no_clause_and_a_french_but_does() -> None:
    assert len(set(Reading("este número não pode mais ser usado").clauses)) == 1
    assert len(set(Reading("le compte est banni mais le numéro marche").clauses)) == 2
