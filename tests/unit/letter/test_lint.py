"""The lint warns of what would hurt the person who sends the letter, and leaves honest letters alone."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.i18n import say
from ban_wizard.letter.lint import Warning, characters, lint
from ban_wizard.letter.model import Letter
from tests.unit.letter.small import CASE, LETTER

APPEAL = replace(LETTER, reader="messenger", language="en", limit=2000)


def warnings(text: str, letter: Letter = APPEAL, facts: dict[str, Any] | None = None, lang: str = "en", **changes: Any) -> list[Warning]:
    return lint(text, letter, replace(CASE, facts=facts or {}, **changes), lang)


def codes(text: str, **given: Any) -> set[str]:
    return {warning.code for warning in warnings(text, **given)} - {"language"}


# ------------------------------------------------------------------------------------------- placeholders


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello {{ name }},", "{{ name }}"),
        ("{% if x %}", "{% if x %}"),
        ("Our company {company} writes", "{company}"),
        ("${number} is blocked", "${number}"),
        ("Dear %s,", "%s"),
        ("I am [your name] from", "[your name]"),
        ("Компания [название] пишет", "[название]"),
        ("[Название вашей компании]", "[Название вашей компании]"),
        ("We are <company name>.", "<company name>"),
        ("Номер <номер телефона>", "<номер телефона>"),
        ("the number +7 XXX 123", "XXX"),
        ("Номер ХХХХ", "ХХХХ"),
        ("on xxx November", "xxx"),
        ("TODO: add the date", "TODO"),
        ("дата: ЗАПОЛНИТЬ", "ЗАПОЛНИТЬ"),
        ("since ____ 2026", "____"),
        ("since ???", "???"),
        ('The notice says: ""', '""'),
        ("Написано: «»", "«»"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
    ],
)
def test_a_placeholder_that_was_left_is_shown_as_it_stands(text: str, found: str) -> None:
    assert [(w.code, w.found) for w in warnings(text) if w.code != "language"] == [("placeholder", found)]


@pytest.mark.parametrize(
    "text",
    [
        "Write to <shop@example.com> or <https://shop.example/a>.",
        "Our page: [our shop](https://shop.example)",
        "Ticket [#1234], see [1] and [2026-11-20]",
        "“It is your [sic] fault” said the notice.",
        "Size XXL, room XX, page xx.",
        "3 < 5 and 7 > 2; a < b",
        "50 % off, 100%",
        "We sell to-do lists and todos.",
        "What has to change?",
        "Скидка 20 %, размер XL",
        'The notice says: "Banned."\n"Blocked", says the mail.',
    ],
)
def test_what_only_looks_like_a_placeholder_is_left_alone(text: str) -> None:
    assert "placeholder" not in codes(text)


# ------------------------------------------------------------------------------------------- two numbers

OWN = "+7 911 123-45-67"


@pytest.mark.parametrize(
    "text",
    [
        f"Numbers {OWN} and +7 911 765-43-21 are blocked.",
        f"{OWN}, 8 (911) 765-43-21",
        f"{OWN}\n+49 30 123456",
        "+44 20 7946 0018 and +7 911 765 43 21",
        f"{OWN}; 89117654321",
    ],
)
def test_a_request_for_two_numbers_is_warned_about(text: str) -> None:
    (warning,) = warnings(text)
    assert warning.code == "two_numbers" and ", " in warning.found


@pytest.mark.parametrize(
    "text",
    [
        f"The number {OWN} is blocked. {OWN}!",
        f"{OWN}, that is 8 911 123-45-67 or +79111234567",
        f"{OWN} 18 November 2026",
        f"{OWN}, WABA 102290129340398, portfolio 506914307656634",
        f"{OWN} since 2026-11-18 12:00, order 1234567890, INN 7707083893",
        f"{OWN} 3 000 messages in 24 hours",
    ],
)
def test_ids_dates_and_the_same_number_are_not_another_one(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize("kind", ["account_lock", "portfolio_block"])
def test_a_block_of_the_whole_account_may_name_all_its_numbers(kind: str) -> None:
    assert codes(f"{OWN} and +7 911 765-43-21", kind=kind) == set()


def test_clients_may_be_told_another_number() -> None:
    assert codes(f"{OWN} is silent, call +7 495 000-00-00", letter=replace(APPEAL, reader="clients")) == set()
    assert codes(f"{OWN} is silent, call +7 495 000-00-00", letter=replace(APPEAL, reader="gateway")) == {"two_numbers"}


# ------------------------------------------------------------------------------------------- threats

THREATS = [
    "Unblock the number or we will go to court.",
    "We are going to take this matter to court.",
    "I will sue you for this.",
    "We'll be forced to contact our lawyers.",
    "Our company reserves the right to legal action.",
    "We will inform the media about it.",
    "See you in court.",
    "Restore it at once, or else.",
    "You will regret this decision.",
    "We demand that you restore the number.",
    "We will leave bad reviews everywhere.",
    "We will complain to the regulator.",
    "Если номер не разблокируют, мы подадим в суд.",
    "Мы обратимся в Роскомнадзор и в прокуратуру.",
    "Вынуждены будем обратиться в полицию.",
    "Напишу об этом в СМИ.",
    "Передадим дело юристам, будем судиться.",
    "Вы об этом пожалеете.",
    "Требуем немедленно снять блокировку.",
    "В противном случае мы будем вынуждены принять меры.",
    "Мы взыщем с вас убытки.",
    "Будем решать вопрос через суд.",
    "My lawyer will contact you.",
    "Our attorneys are ready to take this further.",
    "You will be hearing from our lawyers.",
    "We will tell the press about this.",
    "We will leave a one-star review.",
    "Напишем жалобу, если номер не вернут.",
    "Наш юрист свяжется с вами.",
]
PEACEFUL = [
    "We are a law firm and send reminders of court dates to our clients.",
    "Name of the business: Lawyer Smith and partners.",
    "We write to journalists about our events.",
    "Our messages inform patients about their appointments.",
    "If you need it, we can send you proof of consent, or else we can show it in a call.",
    "The demand for tickets was high.",
    "We sell press machines and consumer media players.",
    "The police station is one of our clients.",
    "Можно ли снять блокировку, и что для этого требуется?",
    "Мы юридическая фирма, напоминаем клиентам о заседаниях суда.",
    "Обращаюсь по поводу номера адвоката Петрова.",
    "Посуда и суда: доставка в суточный срок.",
    "Адвокатское бюро пишет клиентам о датах суда.",
    "Сообщаем читателям о новых журналах и прессе.",
    "Для восстановления доступа требуется SMS-код.",
    "Our lawyer will write to the clients about their hearing.",
    "We start on Monday and write to five-star hotels.",
    "Наш юрист напишет клиентам о дате заседания.",
]


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_is_warned_about(text: str) -> None:
    assert "threat" in codes(text)


@pytest.mark.parametrize("text", PEACEFUL)
def test_lawyers_and_journalists_may_have_numbers_too(text: str) -> None:
    assert codes(text) == set()


# ------------------------------------------------------------------------------------------- blame

BLAMING = [
    "Recipients may have pressed the spam button by mistake.",
    "Some customers mistakenly reported our messages.",
    "Clients accidentally blocked us.",
    "Users clicked “report” without any reason.",
    "Someone reported us on purpose.",
    "Our competitors falsely complained about us.",
    "It is the recipients' fault.",
    "The recipients themselves are to blame.",
    "We received false complaints.",
    "The complaints are subjective.",
    "A recipient's dislike may be subjective.",
    "They pressed the wrong button in error.",
    "Получатели могли нажать кнопку «Спам» по ошибке.",
    "Клиенты случайно пожаловались на нас.",
    "Клиенты ошибочно отметили сообщение как спам.",
    "Конкуренты намеренно жаловались на номер.",
    "Это необоснованные жалобы.",
    "Жалобы были необоснованными.",
    "Виноваты сами получатели.",
    "Клиенты сами виноваты.",
    "Номер заблокирован по вине клиентов.",
    "Пользователи жаловались без причины.",
    "Our clients are idiots who press report.",
    "The ban is the fault of jealous customers.",
    "It is the fault of our own customers.",
    "Some ungrateful people pressed “report”.",
    "The recipients were simply too lazy and stupid to unsubscribe.",
    "Customers took revenge on us.",
    "The fault lies with the recipients.",
    "Our users have themselves to blame.",
    "It is customers who are to blame.",
    "Customers press “report” for fun.",
    "Идиоты жмут на «Спам».",
    "Жалобы пишут завистники.",
    "Клиенты жалуются от скуки.",
    "Competitors reported us.",
    "Клиенты — идиоты, жмут «Спам».",
    "Нас заблокировали из-за завистливых покупателей.",
    "Вина лежит на наших клиентах.",
    "Это вина получателей.",
    "Клиенты сами во всём виноваты.",
    "Наши клиенты просто неадекватные.",
    "Клиенты нам мстят.",
    "Жалуются только скандальные клиенты.",
    "We were reported by one of our competitors.",
    "People complained for nothing.",
    "Recipients are liars who pressed spam.",
    "Нас оклеветали конкуренты.",
    "Недоброжелатели пожаловались на номер.",
]
MODEST = [
    "Clients can press the Unsubscribe button.",
    "People can opt out by answering with a word.",
    "By mistake our clients got the message twice, and some of them complained.",
    "We do not blame the recipients.",
    "We don't think that recipients reported us without reason.",
    "It was our own fault; we are to blame before our clients.",
    "The mailing went to the wrong list.",
    "Our number was blocked by mistake, and customers cannot reach us.",
    "The texts were reviewed and the wrong links removed.",
    "Клиентам по ошибке ушло два сообщения, они пожаловались.",
    "Мы виноваты перед клиентами и просим прощения.",
    "Мы не считаем, что получатели пожаловались без причины.",
    "Люди могут нажать кнопку отписки.",
    "Номер заблокирован, клиенты не могут с нами связаться.",
    "Рассылка случайно ушла не тому списку клиентов.",
    "Мы не виним получателей.",
    "Что к этому привело: одна рассылка ушла слишком многим, люди жаловались.",
    "We compare our prices with those of competitors.",
    "Мы сравниваем цены с ценами конкурентов.",
    "We sell toys for crazy cats, and people like them.",
    "We made a foolish mistake: people got three messages.",
    "Клиенты получили глупую ошибку в тексте.",
    "По нашей вине клиенты получили три сообщения.",
    "We sell fool-proof kettles to clients.",
    "Some customers are unhappy with the number of messages.",
    "The texts were silly, and clients told us so.",
    "Our customers are people from small towns.",
    "It is our fault that people got too many messages.",
    "Мы помогаем людям с вредными привычками бросить курить.",
    "Тексты были глупые, и мы их изменили.",
    "Клиенты недовольны числом сообщений, мы его уменьшили.",
    "Вина наша, клиенты тут ни при чём.",
]


@pytest.mark.parametrize("text", BLAMING)
def test_blame_of_the_recipients_is_warned_about(text: str) -> None:
    assert "blame" in codes(text)


@pytest.mark.parametrize("text", MODEST)
def test_owning_up_is_no_blame(text: str) -> None:
    assert codes(text) == set()


# ------------------------------------------------------------------------------------------- contradictions

MAILED = {"crm_mailing": "yes"}
TOOL = {"sending": "mailing_tool"}
CRM = {"sending": "crm"}
CONTRADICTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("We do not send mailings.", MAILED, "there was a mailing"),
    ("We never mail.", TOOL, "there was a mailing"),
    ("We did not spam.", TOOL, "there was a mailing"),
    ("We have never sent any spam.", TOOL, "there was a mailing"),
    ("We have not used broadcasts.", TOOL, "there was a mailing"),
    ("Мы никому не рассылали сообщения.", TOOL, "there was a mailing"),
    ("Мы ничего не рассылаем.", TOOL, "there was a mailing"),
    ("Массовых сообщений не отправляли.", TOOL, "there was a mailing"),
    ("Мы не спамили, спама не было.", TOOL, "there was a mailing"),
    ("There were no mailings from this number.", MAILED, "there was a mailing"),
    ("No mass mailings have been sent.", TOOL, "there was a mailing"),
    ("We have never done any bulk messaging.", {"ban_reason": "broadcast"}, "there was a mailing"),
    ("We didn't run any campaigns.", {"ban_reason": "same_message"}, "there was a mailing"),
    ("- CRM marketing mailing: no", MAILED, "there was a mailing"),
    ("Рассылок с этого номера не было.", MAILED, "there was a mailing"),
    ("Мы не делали массовых рассылок.", MAILED, "there was a mailing"),
    ("Никаких рассылок мы не вели.", TOOL, "there was a mailing"),
    ("Работаем без рассылок.", MAILED, "there was a mailing"),
    ("- Рассылка CRM-маркетинга: нет", MAILED, "there was a mailing"),
    ("- CRM marketing mailing: yes", {"crm_mailing": "no"}, "there was no mailing"),
    ("- Рассылка CRM-маркетинга: да", {"crm_mailing": "no"}, "there was no mailing"),
    ("All messages are sent by hand.", CRM, "messages are sent from a program"),
    ("Сообщения отправляются только вручную.", TOOL, "messages are sent from a program"),
    ("We use no third-party software.", {"gateway": "olchat"}, "a service or a program is connected"),
    ("We don't use bots.", CRM, "a service or a program is connected"),
    ("Мы не используем сторонние программы.", {"gateway": "self_hosted"}, "a service or a program is connected"),
    ("Пишем без всяких программ и ботов.", CRM, "a service or a program is connected"),
    ("We have never used any gateway", {"gateway": "olchat"}, "a service or a program is connected"),
    ("No gateway was ever connected.", {"gateway": "olchat"}, "a service or a program is connected"),
    ("We write only by hand.", {"gateway": "olchat"}, "a service or a program is connected"),
    ("Шлюз мы никогда не подключали.", {"gateway": "olchat"}, "подключён сервис или программа"),
    ("Никакого шлюза у нас нет.", {"gateway": "olchat"}, "подключён сервис или программа"),
    ("Пишем только вручную.", {"gateway": "olchat"}, "подключён сервис или программа"),
    ("Everybody agreed in writing to our messages", {"consent": "none"}, "the recipients have not agreed"),
    ("All of them gave their consent.", {"consent": "none"}, "the recipients have not agreed"),
    ("We have everybody's written consent.", {"consent": "none"}, "the recipients have not agreed"),
    ("Все согласны получать сообщения.", {"consent": "none"}, "согласия получатели не давали"),
    ("Все до одного дали письменное согласие.", {"consent": "none"}, "согласия получатели не давали"),
    ("Пишем с согласия всех.", {"consent": "none"}, "согласия получатели не давали"),
    ("All recipients gave us their written consent.", {"consent": "none"}, "the recipients have not agreed"),
    ("Our clients have agreed to the messages.", {"consent": "none"}, "the recipients have not agreed"),
    ("Все клиенты дали письменное согласие.", {"consent": "none"}, "the recipients have not agreed"),
    ("Every template has an unsubscribe button.", {"opt_out": "none"}, "there is no way to opt out"),
    ("Во всех шаблонах есть кнопка отписки.", {"opt_out": "none"}, "there is no way to opt out"),
    ("Люди могут отписаться в любой момент.", {"opt_out": "none"}, "there is no way to opt out"),
]


@pytest.mark.parametrize(("text", "facts", "told"), CONTRADICTIONS)
def test_a_text_that_denies_what_was_confirmed_is_warned_about(text: str, facts: dict[str, Any], told: str) -> None:
    lang = "ru" if re.search("[а-я]", told) else "en"
    assert [w.message for w in warnings(text, facts=facts, lang=lang) if w.code == "contradiction" and told in w.message]


@pytest.mark.parametrize(("text", "facts", "told"), CONTRADICTIONS)
def test_without_that_answer_or_with_i_do_not_know_there_is_no_contradiction(text: str, facts: dict[str, Any], told: str) -> None:
    assert codes(text) == set()
    assert codes(text, facts=facts, unsure=frozenset(facts)) == set()


@pytest.mark.parametrize(
    ("denied", "stopped", "told"),
    [
        ("We only answer clients and do not do any mailings.", "All mailings were stopped on 18 November 2026.", "mailings were stopped"),
        ("There were no mailings.", "We stopped all mailings on 18 November 2026.", "mailings were stopped"),
        ("Мы отвечаем клиентам, рассылок не делаем.", "18 ноября 2026 г. остановлены все рассылки.", "рассылки остановлены"),
        ("Рассылок мы не ведём.", "Рассылки полностью остановлены.", "рассылки остановлены"),
    ],
)
def test_what_was_stopped_cannot_have_been_there_never(denied: str, stopped: str, told: str) -> None:
    lang = "ru" if re.search("[а-я]", told) else "en"
    (warning,) = [w for w in warnings(f"{denied}\n\n- {stopped}", lang=lang) if w.code == "contradiction"]
    assert told in warning.message
    assert codes(denied) == codes(stopped) == set()


def test_who_has_told_of_a_mailing_is_reminded_of_that_and_not_of_the_text() -> None:
    (warning,) = warnings("There were no mailings.\n- All mailings were stopped on 18 November 2026.", facts=MAILED)
    assert "there was a mailing" in warning.message


@pytest.mark.parametrize(
    "text",
    [
        "It has never been blocked before.",
        "This is the first time that the number is blocked.",
        "This is our first block.",
        "Это наша первая блокировка.",
        "Номер заблокирован впервые.",
        "Раньше номер никогда не блокировали.",
    ],
)
def test_a_first_block_is_denied_by_the_numbers_own_history(text: str) -> None:
    assert codes(text, offence=2) == {"contradiction"}
    assert codes(text, offence=1) == set()
    assert codes(text, offence=2, unsure=frozenset({"offence"})) == set()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Since 18 November 2026 no mailings have been sent.", MAILED),
        ("All mailings were stopped on 18 November 2026.", MAILED),
        ("We will send no mailings until the review is over.", MAILED),
        ("There are no longer any mailings.", MAILED),
        ("Whoever opted out gets no mailings.", MAILED),
        ("We do not mail people who opted out.", TOOL),
        ("We have not received any mail from you.", TOOL),
        ("Мы не рассылаем тем, кто отписался.", TOOL),
        ("There were no complaints about our mailings.", MAILED),
        ("С 18 ноября 2026 г. рассылки не отправляются.", MAILED),
        ("20 ноября 2026 г. остановлены все рассылки.", MAILED),
        ("Рассылок больше нет, новых не делаем.", MAILED),
        ("Тем, кто отписался, рассылки не отправляются.", MAILED),
        ("The notice says: “You do not send mailings.”", MAILED),
        ("Messages are sent from a CRM.", CRM),
        ("Since 20 November 2026 all messages are typed by hand.", CRM),
        ("We answer complaints about the gateway.", {"gateway": "olchat"}),
        ("We write only by hand.", {"gateway": "olchat", "sending": "by_hand"}),
        ("We never used the gateway to write first, and the gateway is connected.", {}),
        ("The gateway is never used for mailings.", {"gateway": "olchat"}),
        ("Шлюз не используется для рассылок.", {"gateway": "olchat"}),
        ("Everyone agreed that the texts are better now.", {"consent": "none"}),
        ("Everyone agreed that the texts are better.", {"consent": "none"}),
        ("Шлюз подключён, пишем клиентам.", {"gateway": "olchat"}),
        ("Не все согласны на такие сообщения.", {"consent": "none"}),
        ("Not everybody agreed to our messages.", {"consent": "none"}),
        ("Everyone in our team has read the rules.", {"consent": "none"}),
        ("All agreements are kept in writing.", {"consent": "none"}),
        ("Все наши сотрудники прочли правила.", {"consent": "none"}),
        ("All mailings were stopped on 18 November 2026. We will send no mailings until you answer.", {}),
        ("Since 1 December messages go only to people who agreed to get them.", {"consent": "none"}),
        ("The recipients did not agree to this mailing.", {"consent": "none"}),
        ("Получатели не дали согласия на эту рассылку.", {"consent": "none"}),
        ("A way to opt out will be added to the messages on 25 November 2026.", {"opt_out": "none"}),
        ("Every message has an unsubscribe button.", {"opt_out": "none", "measures": {"unsubscribe_added": {}}}),
        ("Every message has an unsubscribe button.", {"opt_out": "button"}),
        ("We use no third-party software.", {"gateway": "phone_only", "sending": "by_hand"}),
        ("I write to you for the first time. The number is blocked.", {}),
        ("After the first block in May we cleaned the list.", {}),
        ("Это не первая блокировка номера. This is not our first block.", {}),
        ("После того как первая блокировка была снята, мы очистили список.", {}),
    ],
)
def test_what_is_so_from_a_day_on_denies_nothing(text: str, facts: dict[str, Any]) -> None:
    assert codes(text, facts=facts, offence=2) == set()


# ------------------------------------------------------------------------------------------- length, language, form


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_copy_to_be_read_is_not_to_be_sent(lang: str) -> None:
    copy = f"{say(lang, 'letter.reading_copy')}\n\nHello, please look at the block."
    assert codes(copy) == {"reading_copy"}
    assert not codes("Hello, please look at the block.")


def test_characters_are_counted_as_a_form_counts_them() -> None:
    assert characters("  Привет,\r\nмир!  \n") == len("Привет,\nмир!")
    text = "a" * 2000
    assert warnings(text) == []
    assert [w.message for w in warnings(f"{text}b\n")] == [
        "2001 characters; we keep such a letter under 2000. That is our habit, not the messenger's rule."
    ]


def test_russian_in_an_english_letter_is_warned_about_but_not_a_name_or_a_quotation() -> None:
    text = "Name of the business: Лесная лавка. We use it for messages to our buyers about orders: {}."
    assert [w.found for w in warnings(text.format("ответы покупателям и сообщения о доставке"))] == [
        "ответы покупателям и сообщения о доставке"
    ]
    assert warnings(text.format("«Этот номер не может использовать WhatsApp»")) == []
    assert warnings("Здравствуйте! Пишем о номере, который заблокирован. SPAM") == []
    assert warnings(text.format("ответы покупателям и сообщения о доставке"), letter=replace(APPEAL, language="ru")) == []


def test_warnings_come_in_both_languages_with_the_words_they_are_about() -> None:
    text = "We will go to court. Клиенты нажали «Спам» по ошибке. [name]"
    english, russian = (warnings(text, lang=lang) for lang in ("en", "ru"))
    assert [(w.code, w.found) for w in english] == [(w.code, w.found) for w in russian]
    assert {w.found for w in english} == {"[name]", "go to court", "нажали «Спам» по ошибке"}
    assert [w.message for w in russian if w.code == "threat"] == ["«go to court» звучит как угроза. Вежливая просьба поможет больше."]


def test_the_same_slip_is_told_once() -> None:
    assert len(warnings("[name] and [name]")) == 1


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for warning in warnings(text, facts={**MAILED, **CRM}, offence=3):
        assert warning.message and warning.code


@pytest.mark.parametrize("char", ["a ", "клиенты ", "not send ", "[", "<", "+7", '"', "{", "_", "\n", ".", "report by "])
def test_a_huge_text_is_read_in_no_time(char: str) -> None:
    start = time.process_time()
    warnings(char * 300_000, facts=MAILED)
    assert time.process_time() - start < 5
