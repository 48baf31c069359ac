"""Sentences that assert nothing, told from those that only sound so."""

import pytest

from ban_wizard.letter.checks.forms import asserts_nothing

PLAIN = [
    ("greeting", "Hello,"),
    ("greeting", "Dear Sir or Madam,"),
    ("greeting", "Hello … support,"),
    ("greeting", "Good day, colleagues!"),
    ("greeting", "Здравствуйте, поддержка OLChat!"),
    ("greeting", "Добрый день!"),
    ("greeting", "Уважаемые коллеги,"),
    ("thanks", "Thank you."),
    ("thanks", "Many thanks in advance for your time and attention!"),
    ("thanks", "Спасибо за внимание к обращению!"),
    ("thanks", "Заранее благодарим вас за ответ."),
    ("apology", "We are sorry for the trouble."),
    ("apology", "We apologise for any inconvenience."),
    ("apology", "Просим прощения за неудобства."),
    ("apology", "Приносим свои искренние извинения за молчание."),
    ("number", "Number …."),
    ("number", "We are writing again about our business portfolio, to which the number … belongs."),
    ("number", "I am writing about the number …, which has a MAX account."),
    ("number", "Снова пишу о номере …, на который заведён аккаунт в MAX."),
    ("request", "Please answer."),
    ("request", "Could you please tell me what the reason is, and what I should do?"),
    ("request", "If you wrote to us there and got no answer, please contact us another way."),
    ("request", "Please pass this on to Meta if you can, and tell us what Meta says and what we can add."),
    ("request", "Until which day does it last, and can it be lifted sooner?"),
    ("request", "Если можно, назовите сообщения, о которых идёт речь, чтобы мы могли их исправить."),
    ("request", "Очистите, пожалуйста, очередь сообщений и напишите мне, когда всё будет готово."),
    ("request", "Прошу одним обращением сменить виртуальную машину и очистить очередь сообщений."),
    ("request", "Пожалуйста, пересмотрите это решение и напишите, если в том, как я пользуюсь WhatsApp, нужно что-то изменить."),
]
ASSERTING = [
    ("greeting", "Dear team, all our recipients gave written consent."),
    ("greeting", "Hello, we never sent spam."),
    ("greeting", "Hello We Never Sent Spam,"),
    ("greeting", "Здравствуйте, наши клиенты согласны!"),
    ("thanks", "Thank you for reading that we never sent spam."),
    ("thanks", "We are grateful and have stopped all mailings."),
    ("thanks", "Thank you, the list is clean."),
    ("thanks", "Спасибо, мы всё исправили."),
    ("apology", "Мы просто никогда не рассылали спам."),
    ("apology", "We are sorry that WhatsApp blocked us by mistake."),
    ("apology", "Sorry, the block was a mistake."),
    ("apology", "Извините, рассылок не было."),
    ("number", "I am writing about the number …, which has never sent spam."),
    ("number", "Our number … is honest."),
    ("number", "Our number … never."),
    ("number", "Мой номер … заблокирован."),
    ("number", "Our recipients agreed in writing."),
    ("number", "We are writing about the number … that obeys every rule."),
    ("number", "Пишу о номере …, с которого никогда не было рассылок."),
    ("number", "Пишу о номере … без рассылок."),
    ("request", "We please our clients and have never sent a single unwanted message."),
    ("request", "Please review this decision, since we never sent any mailings."),
    ("request", "Please review this decision: no mailing was sent."),
    ("request", "Please review this, and our clients confirm it."),
    ("request", "Please note that our clients agreed in writing."),
    ("request", "Please unblock the number that has kept all rules."),
    ("request", "If you look, our clients agreed, please answer."),
    ("request", "If you can, and all of them agreed."),
    ("request", "The lists are clean."),
    ("request", "Пожалуйста, учтите, что рассылок не было."),
    ("request", "Пожалуйста, пересмотрите решение, так как рассылок не было."),
    ("request", "Прошу снять блокировку, мы ничего не нарушали."),
    ("request", "Прошу снять блокировку: рассылок не было."),
    ("request", "Пожалуйста, снимите блокировку с номера, который ничего не рассылал."),
    ("request", "Сообщите, пожалуйста, причину, а клиенты согласны."),
]


@pytest.mark.parametrize(("part", "sentence"), PLAIN)
def test_a_plain_sentence_is_left_alone(part: str, sentence: str) -> None:
    assert asserts_nothing(part, sentence)


@pytest.mark.parametrize(("part", "sentence"), ASSERTING)
def test_an_assertion_is_seen_whatever_polite_word_stands_beside_it(part: str, sentence: str) -> None:
    assert not asserts_nothing(part, sentence)
