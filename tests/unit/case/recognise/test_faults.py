"""A fault of a program or a matter of setting up, without a word of a block, is no ban; what an expert leaves open stays open."""

import pytest

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.case.recognise.recognisers import seen, verdict

FAULTS = [
    "WhatsApp Web keeps loading forever on the laptop, the browser console shows a 502",
    "The pairing code for WhatsApp expires before I can type it",
    "WhatsApp asks me to create a passkey when I pair the instance, how do I skip it?",
    "Downloaded WhatsApp voice messages are corrupted on the server",
    "the WhatsApp backup fails at 99 % every night",
    "Video upload to WhatsApp times out over our proxy",
    "WhatsApp desktop app crashes after the latest update",
    "The verification code for WhatsApp never arrives by SMS",
    "TypeError: cannot read properties of undefined in our WhatsApp bot",
    "The phone vanished from the linked devices of WhatsApp, it was removed there, so scan the QR code again",
    "WhatsApp-соединение рвётся каждые пять минут, сервер отвечает 504",
    "не скачиваются фото в ватсапе, пишет ошибка загрузки файла",
    "Вебхук вотсапа не приходит, в логах таймаут, ошибка 502",
    "После обновления приложение WhatsApp вылетает при запуске",
    "В ватсапе не открывается QR код на компьютере, страница пустая",
    "MAX: приложение не запускается после обновления",
    "Приложение MAX: загрузка фото прерывается, браузер пустой",
    "Инстанс MAX просит ввести код привязки, где создать ключ доступа?",
    "O código de verificação do WhatsApp não chega por SMS",
    "A sincronização do WhatsApp travou e o histórico não aparece no navegador",
    "WhatsApp: a imagem não carrega, o servidor devolve erro 500",
    "El código QR de WhatsApp no carga en el navegador",
    "WhatsApp no descarga las imágenes, error de red",
    "La sesión de WhatsApp se desconectó, hay que escanear el código QR otra vez",
    "Der WhatsApp QR-Code lädt nicht im Browser",
    "Die Verbindung zu WhatsApp bricht ab, Server nicht erreichbar",
    "Le QR code WhatsApp ne charge pas, le navigateur affiche une erreur",
    "La connexion WhatsApp est perdue après chaque mise à jour",
    "La connessione WhatsApp cade, errore del server 503",
    "WhatsApp QR kodu yüklenmiyor, tarayıcı hata veriyor",
    "WhatsApp bağlantısı koptu, sunucu yanıt vermiyor",
    "Kode OTP WhatsApp tidak masuk dari tadi pagi",
    "Sesi WhatsApp putus terus, gagal sinkron",
    "WhatsApp: з'єднання розірвано, помилка сервера",
    "Код WhatsApp не приходить у смс",
    "واتساب: انقطع الاتصال بالخادم",
    "व्हाट्सएप का सर्वर डिस्कनेक्ट हो गया, कोड नहीं आ रहा",
    "WhatsApp 验证码收不到",
    "WhatsApp 二维码无法加载",
]
OPEN = [
    "Hello, WhatsApp",
    "WhatsApp does not work, please help",
    "Logged out of WhatsApp on every browser this morning",
    "WhatsApp: error 401 on the connection",
    "WhatsApp connection closed with 403",
    "Device removed, the WhatsApp page is blank",
    "one tick on everything in WhatsApp, the browser is slow",
    "WhatsApp-сообщения не доходят, сервер молчит с ошибкой",
    "The WhatsApp app shows an error, is this a ban?",
    "Приложение WhatsApp выдаёт ошибку, это бан?",
    "разлогинило ватсап, приложение пишет ошибку",
    "WhatsApp connection error 130497",
    "WhatsApp: the download failed, maybe the account has been suspended",
    "A conexão do WhatsApp caiu, será que fui bloqueado?",
    "Verbindung zu WhatsApp getrennt, vielleicht gesperrt?",
    "WhatsApp does not open and shows a timer, error on the screen",
    "The WhatsApp app fails when I write to new contacts",
    "My WhatsApp account was deleted and the app shows an error",
    "The app fails and there is a button to appeal, WhatsApp",
    "It does not work",
    "The printer has lost its network connection",
    "How do I install this?",
]


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_without_a_word_of_a_block_is_no_ban(text: str) -> None:
    found = verdict(text)
    assert (found.kind, found.certainty) == ("not_a_ban", "likely"), found
    assert found.ask
    assert found.messenger == ("max" if "MAX" in text else "whatsapp_app")


@pytest.mark.parametrize("text", OPEN)
def test_what_may_be_the_first_sign_of_a_block_is_left_open(text: str) -> None:
    assert verdict(text).kind not in ("not_a_ban", "rate_limit", "warning")


def test_a_fault_counts_only_where_nothing_else_is_seen() -> None:
    alone = "The WhatsApp download fails with an error on the server"
    assert [each.symptom for each in seen(alone).sightings[None]] == ["fault"]
    shown = f"{alone}. You're temporarily banned from WhatsApp."
    assert seen(shown).sightings[None] == ()
    assert verdict(shown).kind == "temporary_ban"


@pytest.mark.parametrize("word", ["banned", "restricted", "blocked", "suspended", "an appeal", "the limit"])
@pytest.mark.parametrize("said", ["what about {}?", "they say it may be {}", "after {} last year"])
def test_a_word_of_a_block_takes_it_away_however_it_is_said(word: str, said: str) -> None:
    text = f"The WhatsApp download fails with an error on the server; {said.format(word)}"
    assert "fault" not in {each.symptom for found in seen(text).sightings.values() for each in found}
    assert verdict(text).kind not in BLOCK_KINDS or verdict(text).certainty != "sure"


def test_a_word_of_a_block_that_is_denied_outright_does_not() -> None:
    assert verdict("The WhatsApp download fails with an error on the server, no ban").kind == "not_a_ban"


def test_the_names_of_fields_are_words_of_a_block_too() -> None:
    text = 'The WhatsApp download fails with an error on the server: {"retry": 3, "%s": 1}'
    assert verdict(text % "attempts").kind == "not_a_ban"
    assert verdict(text % "restricted").kind == "unclear"
