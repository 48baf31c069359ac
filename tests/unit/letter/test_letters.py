"""The letters that ship: what was asked for, and their words, read by a person (tests/golden/letters)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.letter.load import check
from ban_wizard.letter.passages import uses
from ban_wizard.letter.render import render
from ban_wizard.playbook.load import load_sources
from tests.unit.letter import sample
from tests.unit.letter.honest import LANGS, lint_codes
from tests.unit.letter.sample import NAMES, TEXTS, TODAY

GOLDEN = Path(__file__).parents[2] / "golden" / "letters"
MAX, MAX_AGAIN, APP = "max_support", "max_follow_up", ("whatsapp_review", "whatsapp_support")
API = ("restriction_appeal", "lock_appeal", "portfolio_appeal", "portfolio_answer", "follow_up")
GATEWAY, CLIENTS = ("gateway_queue", "gateway_fresh_start"), ("client_notice", "client_apology")


def claims_of(name: str, lang: str = "en", facts: Any = None, **changes: Any) -> set[str]:
    return set(render(sample.letter(name), lang=lang, facts=sample.case(name, facts, **changes), today=TODAY).claims)


# ------------------------------------------------------------------------------------------- what was asked for


def test_all_letters_of_the_playbooks_are_here_and_used() -> None:
    assert set(NAMES) == {MAX, MAX_AGAIN, *APP, *API, *GATEWAY, *CLIENTS, "provider_note"}
    assert {ref.letter for p in sample.playbooks() for state in p.states.values() for ref in state.letters} == set(NAMES)


def test_the_letters_have_no_mistakes_and_cite_what_there_is() -> None:
    cited = {fact.id: fact.url for fact in load_sources(playbooks_dir() / "sources.yaml").facts.values()}
    assert [str(f) for f in check(templates_dir(), cited=cited, playbooks=sample.playbooks())] == []


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_speak_of_the_same_claims_names_and_measures(name: str) -> None:
    def spoken(lang: str) -> set[tuple[str, str]]:
        return {(use.what, use.id) for use in uses(sample.letter(name).templates[lang]) if use.what != "text"}

    assert spoken("en") == spoken("ru")
    assert {claim for what, claim in spoken("en") if what == "held"} == set(sample.letter(name).claims)


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_written_in_the_language_of_its_reader_and_the_other_is_headed_as_a_copy(name: str) -> None:
    letter = sample.letter(name)
    if name in (*APP, *API):
        assert (letter.language, letter.reader) == ("en", "messenger")
    elif name in (MAX, MAX_AGAIN):
        assert (letter.language, letter.reader) == ("ru", "messenger")
    else:
        assert letter.reader in ("gateway", "provider", "clients")
    heads = {
        "en": "Reading copy. The text to be sent is the Russian one, not this one.",
        "ru": "Копия для чтения. Отправлять нужно английский текст, а не этот.",
    }
    for lang, head in heads.items():
        first, _, rest = sample.text(name, lang).partition("\n\n")
        assert (first == head) == letter.is_copy(lang) == (letter.reader == "messenger" and lang != letter.language)
        assert rest


@pytest.mark.parametrize("lang", LANGS)
def test_max_is_quoted_to_the_letter_and_only_if_it_was_seen_at_login(lang: str) -> None:
    quote = "«Пользователь заблокирован или удален»"
    assert quote in sample.text(MAX, lang)
    for seen in ("about_recipient", "nowhere", None):
        assert quote not in sample.text(MAX, lang, sample.everything(MAX, seen_where=seen, login_says="other_words"))
        assert quote in sample.text(MAX, lang, sample.everything(MAX, seen_where=seen)), "signing in was looked at later"


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "the screen says that the account is blocked"), ("ru", "на экране написано, что аккаунт заблокирован")]
)
def test_words_that_nobody_has_seen_are_not_quoted_to_max(lang: str, said: str) -> None:
    quote = "«Пользователь заблокирован или удален»"
    without = sample.everything(MAX, seen_where="other_words", screen_text=None)
    assert quote not in sample.text(MAX, lang, without)
    assert said in sample.text(MAX, lang, without)
    own = sample.text(MAX, lang, without | {"screen_text": "Ваш профиль заблокирован навсегда"})
    assert "Ваш профиль заблокирован навсегда" in own
    assert said not in own


@pytest.mark.parametrize("letter", ["max_support", "max_follow_up"])
@pytest.mark.parametrize("seen", ["about_recipient", "nowhere", None])
def test_max_is_told_of_a_block_only_if_somebody_has_seen_it(letter: str, seen: str | None) -> None:
    """That a case is of the kind `permanent_ban` is no proof: where no code comes, that is what the letter says."""
    without = {"seen_where": seen, "login_says": None, "what_is_new": "a document"}
    for lang, block in (("en", "block"), ("ru", "блокир")):
        text = sample.text(letter, lang, without | {"login_trouble": "no_code"})
        assert block not in text
        assert letter == "max_follow_up" or {"en": "no code arrives", "ru": "код не приходит"}[lang] in text
        assert block not in sample.text(letter, lang, without)
        assert block in sample.text(letter, lang, without | {"login_says": "other_words"})
        assert block in sample.text(letter, lang, without | {"seen_where": "at_login"})


@pytest.mark.parametrize(("answer", "en", "ru"), [("yes", ": yes", ": да"), ("no", ": no", ": нет")])
def test_the_gateway_is_told_of_a_mailing_either_way(answer: str, en: str, ru: str) -> None:
    facts = sample.everything("gateway_queue", crm_mailing=answer)
    assert f"mailing{en}\n" in sample.text("gateway_queue", "en", facts, milestones=sample.UNBLOCKED)
    assert f"CRM-маркетинга{ru}\n" in sample.text("gateway_queue", "ru", facts, milestones=sample.UNBLOCKED)


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("gateway_queue", ("line", "crm_mailing")),
        ("gateway_fresh_start", ("line",)),
        ("client_notice", ("other_channel",)),
        ("portfolio_answer", ("refusal_text",)),
        ("follow_up", ("what_is_new",)),
    ],
)
def test_missing_fields_are_listed_and_none_is_invented(name: str, missing: tuple[str, ...]) -> None:
    result = render(sample.letter(name), lang="ru", facts=sample.case(name, {}), today=TODAY)
    assert (result.text, result.missing) == (None, missing)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", GATEWAY)
def test_the_gateway_is_named_only_if_it_is_known(name: str, lang: str) -> None:
    def opening(**facts: Any) -> str:
        return sample.text(name, lang, {"line": "L", "crm_mailing": "no", **facts}).partition("\n")[0]

    assert "OLChat" in opening(gateway="olchat")
    assert "Мост" in opening(gateway="other_support", gateway_name="Мост")
    assert opening(gateway="other_support") in ("Hello,", "Здравствуйте!")
    unsure = sample.text(name, lang, {"line": "L", "crm_mailing": "no", "gateway": "olchat"}, unsure=("gateway",))
    assert "OLChat" not in unsure


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", APP)
def test_tools_are_spoken_of_only_if_the_person_chooses_to(name: str, lang: str) -> None:
    tools = {"sending", "gateway_disconnected", "unofficial_app_removed"}
    assert not tools & claims_of(name, lang)
    assert "CRM" not in sample.text(name, lang)
    assert "CRM" in sample.text(name, lang, claims=["sending"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_review_in_the_app_has_three_to_six_sentences(lang: str) -> None:
    def sentences(text: str) -> int:
        blocks = [block for block in text.split("\n\n") if "\n- " not in block and not block.startswith("Копия")]
        return len(re.findall(r'[.!?]"?(?=\s|$)|["»](?=\n|$)', " ".join(blocks[1:-1]).replace(" г. ", " г ") + "\n"))

    facts = sample.everything("whatsapp_review", screen_text="Banned.")
    assert sentences(sample.text("whatsapp_review", lang, facts, claims=[*sample.letter("whatsapp_review").claims])) <= 8
    by_default = sample.text("whatsapp_review", lang)
    assert 3 <= sentences(by_default) <= 6
    assert len(by_default) < 1000


@pytest.mark.parametrize("name", NAMES)
def test_a_repeat_offence_changes_nothing_that_nobody_confirmed(name: str) -> None:
    for lang in LANGS:
        assert sample.text(name, lang, offence=1) == sample.text(name, lang, offence=4)


# ------------------------------------------------------------------------------------------- the WhatsApp Business API


@pytest.mark.parametrize("name", ["restriction_appeal", "lock_appeal", "portfolio_appeal", "portfolio_answer"])
@pytest.mark.parametrize(
    ("facts", "claim"),
    [
        ({"consent": "none"}, "opt_in"),
        ({"opt_out": "none"}, "opt_out"),
        ({"consent_proof": "no"}, "consent_proof"),
        ({"consent": "none"}, "consent_proof"),
        ({"opt_outs_kept": "no"}, "opt_outs_kept"),
        ({"cause": None}, "cause"),
        ({"purpose": None}, "use"),
        ({"provider_name": None}, "provider"),
        ({"measures": {}}, "templates_checked"),
    ],
)
def test_an_appeal_is_silent_about_what_is_not_so(name: str, facts: dict[str, Any], claim: str) -> None:
    assert claim in claims_of(name)
    assert claim not in claims_of(name, facts=sample.everything(name, **facts))


@pytest.mark.parametrize("name", [*API, "provider_note"])
@pytest.mark.parametrize("lang", LANGS)
def test_no_letter_to_meta_claims_compliance_law_or_the_recipients_mistake(name: str, lang: str) -> None:
    text = sample.text(name, lang).casefold()
    for word in (
        "comply",
        "complied",
        "violat",
        "law",
        "encrypt",
        "mistake",
        "legal",
        "соблюда",
        "закон",
        "шифрован",
        "по ошибке",
        "не нарушал",
    ):
        assert word not in text.replace("violation named", "")


@pytest.mark.parametrize("name", [*API, "provider_note"])
def test_who_writes_is_told_with_the_ids(name: str) -> None:
    text = sample.text(name, "en", kind="account_lock")
    for told in (TEXTS["business_name"], TEXTS["waba_id"], TEXTS["portfolio_id"], "+7 911 123-45-67"):
        assert told in text


@pytest.mark.parametrize("name", ["lock_appeal", "portfolio_appeal", "portfolio_answer", "provider_note"])
def test_other_numbers_are_named_only_where_the_whole_account_is_concerned(name: str) -> None:
    for kind in ("account_lock", "portfolio_block"):
        assert TEXTS["other_numbers"] in sample.text(name, "en", kind=kind)
    assert TEXTS["other_numbers"] not in sample.text(name, "en", kind="restriction_30d")


@pytest.mark.parametrize("lang", LANGS)
def test_an_answer_to_a_refusal_and_a_follow_up_quote_it_and_say_what_is_new(lang: str) -> None:
    for name in ("portfolio_answer", "follow_up"):
        text = sample.text(name, lang, milestones=sample.APPEALED)
        assert TEXTS["refusal_text"] in text and TEXTS["what_is_new"] in text
        assert ("18 November 2026" if lang == "en" else "18 ноября 2026 г.") in text.partition(TEXTS["refusal_text"])[0]


def test_the_provider_learns_the_level_what_is_forbidden_and_what_was_asked() -> None:
    text = sample.text("provider_note", "en", milestones=sample.APPEALED)
    for told in (
        "the WhatsApp Business account\n",
        "- starting conversations\n- utility templates\n",
        "A review was requested on 18 November 2026.",
    ):
        assert told in text
    for level, word in {"template": "a template", "number": "the number", "portfolio": "the business portfolio", "app": "the app"}.items():
        assert f"What is affected: {word}\n" in sample.text("provider_note", "en", sample.everything("provider_note", level=level))


@pytest.mark.parametrize(
    ("kind", "facts", "missing"),
    [
        ("not_a_ban", {}, ("problem",)),
        ("unclear", {"problem": "nothing is sent"}, ()),
        ("template_paused_or_disabled", {"template_state": "pacing"}, ("template_name",)),
        ("template_paused_or_disabled", {"template_name": "order_ready"}, ()),
        ("restriction_30d", {}, ()),
        ("account_lock", {}, ()),
        ("portfolio_block", {}, ()),
    ],
)
def test_no_note_to_the_provider_is_empty(kind: str, facts: dict[str, str], missing: tuple[str, ...]) -> None:
    """Where no notice says what is blocked, the note says what does not work; of a template, which one it is."""
    for lang in LANGS:
        written = render(
            sample.letter("provider_note"), lang=lang, facts=sample.case("provider_note", facts, kind=kind), today=sample.TODAY
        )
        assert written.missing == missing and (written.text is None) == bool(missing)
        assert missing or len(written.claims) > 1, written.text


@pytest.mark.parametrize("name", [MAX, MAX_AGAIN, *APP, *API])
def test_who_stopped_sending_in_the_case_need_not_say_so_again(name: str) -> None:
    required = {"refusal_text": "No.", "what_is_new": "Something."}
    assert "stopped" not in claims_of(name, facts=required)
    assert "stopped" in claims_of(name, facts=required, milestones={"sending_stopped": sample.UNBLOCKED["unblocked"]})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_that_knows_all_has_nothing_to_be_warned_of_but_its_length(name: str, lang: str) -> None:
    case = sample.case(name)
    assert lint_codes(render(sample.letter(name), lang=lang, facts=case, today=TODAY), case) <= {"too_long"}


# ------------------------------------------------------------------------------------------- read by a person

TOOLS = ["sending", "gateway_disconnected", "unofficial_app_removed"]
BARE: dict[str, Any] = {"line": TEXTS["line"], "crm_mailing": "no", "other_channel": TEXTS["other_channel"]}
HALF: dict[str, Any] = {
    "business_name": TEXTS["business_name"],
    "website": TEXTS["website"],
    "waba_id": TEXTS["waba_id"],
    "screen_text": "Your WhatsApp Business account is restricted.",
    "purpose": TEXTS["purpose"],
    "consent": "wrote_first",
    "opt_out": "word",
    "measures": {"list_cleaned": {"on": "2026-11-20", "planned": False}, "staff_briefed": {"on": "2026-11-25", "planned": True}},
}
RUSSIAN = "ответы покупателям и сообщения о доставке"
STOPPED = {"sending_stopped": sample.UNBLOCKED["unblocked"]}
CASES: dict[str, tuple[str, dict[str, Any] | None, dict[str, Any]]] = {
    "max_support.full": (MAX, sample.everything(MAX, purpose=RUSSIAN), {}),
    "max_support.bare": (MAX, {}, {}),
    "max_support.restricted": (MAX, {"screen_text": "Возможности профиля ограничены"}, {"kind": "temporary_ban"}),
    "max_follow_up.full": (MAX_AGAIN, None, {"milestones": sample.APPEALED}),
    "max_follow_up.bare": (MAX_AGAIN, {"what_is_new": TEXTS["what_is_new"]}, {"kind": "unclear"}),
    "max_support.no_code": ("max_support", {"seen_where": "nowhere", "login_trouble": "no_code"}, {}),
    "max_support.locked_out": ("max_support", {"seen_where": "nowhere", "login_says": "other_words"}, {}),
    "max_support.trouble": (MAX, {"purpose": RUSSIAN}, {"kind": "not_a_ban"}),
    "whatsapp_review.full": ("whatsapp_review", None, {}),
    "whatsapp_review.bare": ("whatsapp_review", {}, {}),
    "whatsapp_support.full": ("whatsapp_support", sample.everything("whatsapp_support", consent="asked_in_writing"), {}),
    "whatsapp_support.restricted": ("whatsapp_support", {"consent": "contract"}, {"kind": "linked_device_restriction"}),
    "gateway_queue.full": ("gateway_queue", None, {"milestones": sample.UNBLOCKED}),
    "gateway_queue.bare": ("gateway_queue", BARE, {"milestones": sample.UNBLOCKED}),
    "gateway_fresh_start.full": ("gateway_fresh_start", None, {"milestones": {"fresh_start": sample.UNBLOCKED["unblocked"]}}),
    "gateway_fresh_start.bare": ("gateway_fresh_start", BARE, {}),
    "client_notice.full": ("client_notice", None, {"messenger": "whatsapp_app"}),
    "client_notice.bare": ("client_notice", BARE, {"messenger": "max"}),
    "restriction_appeal.full": ("restriction_appeal", None, {}),
    "restriction_appeal.half": ("restriction_appeal", HALF, {"kind": "restriction_timed", "milestones": STOPPED}),
    "restriction_appeal.bare": ("restriction_appeal", {}, {"kind": "restriction_timed"}),
    "lock_appeal.full": ("lock_appeal", None, {}),
    "lock_appeal.half": ("lock_appeal", {**HALF, "consent": "contract", "opt_out": "link"}, {"milestones": STOPPED}),
    "portfolio_appeal.full": ("portfolio_appeal", None, {}),
    "portfolio_appeal.half": ("portfolio_appeal", {**HALF, "consent": "spoken", "opt_out": "none"}, {}),
    "portfolio_answer.full": ("portfolio_answer", None, {"milestones": sample.APPEALED}),
    "portfolio_answer.bare": ("portfolio_answer", {"refusal_text": TEXTS["refusal_text"]}, {}),
    "provider_note.full": ("provider_note", None, {"milestones": sample.APPEALED, "kind": "portfolio_block"}),
    "provider_note.restricted": (
        "provider_note",
        {
            "restriction_types": ["start_conversations", "answer_customers", "add_phone_numbers", "utility_templates", "calling"],
            "level": "number",
        },
        {"kind": "restriction_30d"},
    ),
    "provider_note.bare": ("provider_note", {"problem": TEXTS["problem"]}, {"kind": "unclear"}),
    "provider_note.template": (
        "provider_note",
        {"template_state": "pacing", "template_name": TEXTS["template_name"], "error_code": "132015"},
        {"kind": "template_paused_or_disabled"},
    ),
    "follow_up.full": ("follow_up", None, {"milestones": sample.APPEALED}),
    "follow_up.bare": ("follow_up", {"what_is_new": TEXTS["what_is_new"]}, {}),
    "client_apology.full": ("client_apology", None, {"milestones": sample.UNBLOCKED}),
    "client_apology.planned": (
        "client_apology",
        {
            "aftercare": {
                "requests_answered": {"on": "2026-11-30", "planned": True},
                "sending_reviewed": {"on": "2026-11-20", "planned": False},
            }
        },
        {"milestones": sample.UNBLOCKED, "messenger": "max", "kind": "permanent_ban"},
    ),
    "client_apology.bare": ("client_apology", {}, {"milestones": sample.UNBLOCKED}),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("golden", CASES)
def test_complete_letters_read_as_they_were_approved(golden: str, lang: str) -> None:
    name, facts, changes = CASES[golden]
    assert sample.text(name, lang, facts, **changes) + "\n" == (GOLDEN / f"{golden}.{lang}.txt").read_text("utf-8")


def test_everything_a_letter_can_say_about_tools_reads_well() -> None:
    facts = sample.everything("whatsapp_support", sending="by_hand")
    text = sample.text("whatsapp_support", "ru", facts, claims=TOOLS)
    assert "Сообщения набираются вручную в приложении." in text
    assert "- 18 ноября 2026 г. номер отключён от стороннего сервиса.\n- 30 ноября 2026 г. будет удалено неофициальное приложение." in text


def test_no_approved_letter_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{golden}.{lang}.txt" for golden in CASES for lang in LANGS}


def test_the_sample_covers_every_text_choice_time_and_measure() -> None:
    used = [fact for name in NAMES for fact in sample.facts_of(name).values()]
    assert {fact.id for fact in used if fact.type == "text"} == set(TEXTS)
    assert {fact.id for fact in used if fact.type == "choice" or (fact.type == "many" and not fact.dated)} == set(sample.CHOICES)
    assert {fact.id for fact in used if fact.type == "time"} == set(sample.TIMES)
    assert {value for fact in used if fact.dated for value in fact.values} == set(sample.MEASURES)
