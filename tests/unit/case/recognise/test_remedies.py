"""A thing with a remedy of its own, and no word of a block: one is told to log in again, to switch the phone on, to check the number."""

import pytest

from tests.unit.case.recognise.recognisers import seen, verdict

REMEDIES = [
    ("whatsapp_app", "WhatsApp: the session has expired, log in again"),
    ("whatsapp_app", "Телефон с WhatsApp разряжен, включите телефон"),
    ("max", "MAX: пароль двухфакторной аутентификации не введён"),
    ("max", "MAX attachment is not ready, retrying in 3s"),
    ("whatsapp_app", "O número do contato não existe no WhatsApp"),
    ("whatsapp_app", "WhatsApp-Sitzung beschädigt, bitte neu verbinden"),
    ("whatsapp_app", "WhatsApp messages are queued, delivery is delayed by an incident"),
    ("whatsapp_app", "Регулятор ограничил работу WhatsApp, номер ни при чём"),
    ("whatsapp_app", "Вы заблокировали этот контакт в WhatsApp. Разблокируйте его, чтобы написать"),
    ("whatsapp_app", "Account is not under time lock"),
    ("whatsapp_app", "WhatsApp-aparaat is ontkoppeld, koppel opnieuw"),
    ("whatsapp_app", "The WhatsApp device was unlinked, re-pair it"),
    ("whatsapp_app", '{"event": "ReachoutTimelock", "data": {"active": false}}'),
    ("whatsapp_app", '{"exists": false, "number": "5511999999999"}'),
    ("whatsapp_app", "Baileys: connection rejected (405), the IP is blocked or the library is outdated"),
]
OPEN = [
    "Everything is broken, please help",
    "Ничего не работает, помогите!",
    "У меня WhatsApp не работает, помогите",
    "MAX не работает",
    "WhatsApp 401",
    "connection closed 403",
    "whatsapp logged me out this morning",
    "Выкинуло из MAX, не могу войти",
    "Меня выкинуло из WhatsApp и просит снова войти по номеру",
    "Аккаунт MAX пропал, войти не могу",
    "My account disappeared, it asks me to log in again and says something",
    "Сообщения не доходят до клиентов, одна галочка",
    "Messages are not delivered to new contacts, phone is connected",
    "Телефон выключен, что показывает WhatsApp не знаю, шлюз пишет 401",
    "Номер WhatsApp заблокирован, телефон выключен",
    "Your account has been locked. Log in again to restore it. WhatsApp",
    "Войдите снова: ваш аккаунт MAX заблокирован",
    "Канал не авторизован, MAX просит войти заново",
    "Login not available right now. For security reasons, we can't log you in right now. Please try again later.",
    "Can't link new devices at this time. Try again later. Phone is offline sometimes",
    "WhatsApp account not working, it says contact support",
    "После рассылки устройство отвязалось через 10 секунд, подключите заново не помогает",
    "device removed a few seconds after sending bulk messages",
    "Максимум попыток, ничего не помогает",
    "Проверьте, пожалуйста, что с моим номером",
    "Please check my number and reconnect it",
    "Обновил приложение, переустановил, всё равно не пускает в аккаунт",
    "I reinstalled WhatsApp and entered the code, but it does not let me in",
    "Отправка остановлена шлюзом, причина неизвестна",
    "Instance stopped sending, reconnect doesn't help",
    "Mi WhatsApp no funciona, ayuda",
    "Ваш профиль MAX удалён. Зарегистрируйтесь заново.",
    "This account is not available. Log in with another number. WhatsApp",
    "Аккаунт деактивирован, войдите заново",
    "Токен сгорел вместе с аккаунтом, в MAX не пускает",
    "session revoked and number cannot be registered again, help",
    "WhatsApp disconnected",
    "Роскомнадзор тут ни при чём, номер в бане",
    "Ваш аккаунт WhatsApp временно недоступен. Проверьте данные и войдите заново через 24 часа",
    "You need to log in again. Your account can no longer use WhatsApp.",
    "Проверьте подключение. Этот аккаунт больше не может использовать WhatsApp.",
    "Включите VPN не помогает, аккаунт MAX удалён",
    "The account was terminated. Add a payment method to another one",
    "Tu cuenta ya no puede usar WhatsApp. Escanea de nuevo",
    "Dieses Konto darf WhatsApp nicht mehr nutzen. Bitte erneut anmelden",
    "Akun ini tidak diizinkan menggunakan WhatsApp. Login kembali",
    "Bu hesabın WhatsApp kullanmasına izin verilmiyor. Tekrar giriş yapın",
    "Dit account mag WhatsApp niet meer gebruiken. Log opnieuw in",
    "To konto nie może korzystać z WhatsApp. Zaloguj się ponownie",
    "Цей обліковий запис не може користуватися WhatsApp. Увійдіть знову",
    "هذا الحساب غير مسموح له باستخدام واتساب. سجل الدخول مرة أخرى",
    "חשבון זה אינו מורשה להשתמש בוואטסאפ. התחבר מחדש",
    "यह अकाउंट WhatsApp इस्तेमाल नहीं कर सकता। फिर से लॉग इन करें",
    "此账号无法使用 WhatsApp。请重新登录",
    "Twój numer telefonu nie jest upoważniony do korzystania z naszej usługi. Sprawdź numer i zaloguj się ponownie",
    "החשבון שלך מוגבל כרגע. בדקו את החיבור",
    "Je account is vergrendeld door WhatsApp. Log opnieuw in",
    "Konto WhatsApp zostało zawieszone, zaloguj się ponownie",
    "आपका खाता निलंबित है, फिर से लॉग इन करें WhatsApp",
    "Начать диалог не получится, проверьте подключение MAX",
    "MAX: возможности профиля урезаны, войдите заново",
    "Нельзя писать тем, кто не сохранил номер, обновите приложение. MAX",
    "463 for every new number, please reconnect",
    "Account under review. Check your phone. WhatsApp",
    "Аккаунт на рассмотрении, откройте WhatsApp и проверьте телефон",
    "WhatsApp: your number is no longer allowed to use our service, verify the number",
    "Ce compte n'est plus autorisé à utiliser WhatsApp, reconnectez-vous",
    "Questo account non può più usare WhatsApp, accedi di nuovo",
    "Esta conta não pode mais usar o WhatsApp, faça login novamente",
    "Meta locked the account, add a payment method to another one",
    "Сервер отклоняет регистрацию номера, введите другой номер",
    "Login failed: this phone number cannot be used. Check the number",
    "Hesabınız askıya alındı, tekrar giriş yapın",
    "Аккаунт бұғатталды, қайта кіріңіз, код енгізіңіз WhatsApp",
    "ватсап перестал отправлять новым, телефон проверьте",
    "Uw account is tijdelijk geblokkeerd. Controleer uw telefoon",
    "WhatsApp is not working on my phone, everything is down please help me check",
    "помогите, вацап сломался, код ввёл и ничего",
    "My number is wrong? it says it cannot be used for WhatsApp",
    "What is wrong with my number, customers do not get messages",
    "The number must be replaced because WhatsApp rejects it",
    "Two-step code is correct but the account says it is not available any more",
    "session terminated by WhatsApp due to unusual activity",
    "Сессия закрыта WhatsApp из-за подозрительной активности",
    "MAX завершил все сеансы из-за подозрительной активности, войти нельзя",
    "устройство удаляется с телефона через пять секунд после привязки ватсап",
    "Your account needs attention, open WhatsApp to continue",
    "WhatsApp lässt mich nicht rein, bitte Code eingeben",
    "it keeps asking for the code, the number is refused by WhatsApp",
    "Номер отклонён WhatsApp, введите другой номер телефона",
    "WhatsApp stopped working since yesterday, what do I do",
]


@pytest.mark.parametrize(("messenger", "text"), REMEDIES)
def test_a_remedy_without_a_word_of_a_block_is_no_ban(messenger: str, text: str) -> None:
    found = verdict(text)
    assert (found.messenger, found.kind, found.certainty) == (messenger, "not_a_ban", "likely"), found
    assert found.ask


@pytest.mark.parametrize("text", OPEN)
def test_a_remedy_beside_a_block_or_in_vain_is_not_called_harmless(text: str) -> None:
    assert verdict(text).kind not in ("not_a_ban", "rate_limit", "warning")


def test_a_timelock_that_is_on_is_a_restriction() -> None:
    text = '{"event": "ReachoutTimelock", "data": {"active": true, "endsAt": "2026-10-01T12:00:00Z"}}'
    assert verdict(text).kind == "new_chat_restriction"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("MAX session expired, log in again", True),
        ("after that the bridge to MAX lost its session", True),
        ("the max size of a session file is reached", False),
        ("MAX SESSION EXPIRED, LOG IN AGAIN", False),
        ("WhatsApp: MAX retries of the session", False),
    ],
)
def test_a_bare_name_in_capitals_that_stand_out_names_the_messenger(text: str, named: bool) -> None:
    assert ("max" in seen(text).named) is named


def test_what_is_blocked_but_the_account_takes_no_last_resort_away() -> None:
    assert verdict("I thought my WhatsApp number was banned, but it was the proxy that had lost its connection").kind == "not_a_ban"
    assert verdict("My WhatsApp number was banned, and the proxy has lost its connection").kind != "not_a_ban"
