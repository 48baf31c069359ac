"""What is said of a command that cannot be read, and what --help says: in the language of the interface, in words of our own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ban_wizard.arguments import COMMANDS, parse
from ban_wizard.case.errors import BadInput
from ban_wizard.commands.usage import in_plain_order
from tests.support.commands import Run

pytestmark = pytest.mark.usefixtures("started_before")

MISTAKES = [
    ("shwo abc", "There is no command “shwo”. Did you mean show?", "Команды «shwo» нет. Может быть, show?"),
    (
        "frobnicate",
        "There is no command “frobnicate”. `ban-wizard --help` lists them.",
        "Команды «frobnicate» нет. Все перечислены в `ban-wizard --help`.",
    ),
    (
        "start --messanger max",
        "`start` has no option --messanger. Did you mean --messenger?",
        "У `start` нет параметра --messanger. Может быть, --messenger?",
    ),
    (
        "board --frob",
        "`board` has no option --frob. `ban-wizard board --help` lists them.",
        "У `board` нет параметра --frob. Все перечислены в `ban-wizard board --help`.",
    ),
    (
        "--no-such-option",
        "`ban-wizard` has no option --no-such-option. `ban-wizard --help` lists them.",
        "У `ban-wizard` нет параметра --no-such-option. Все перечислены в `ban-wizard --help`.",
    ),
    (
        "show",
        "`ban-wizard show` still needs: CASE. `ban-wizard show --help` explains it.",
        "Для `ban-wizard show` нужно ещё: СЛУЧАЙ. Подробнее: `ban-wizard show --help`.",
    ),
    (
        "start --kind warning",
        "`ban-wizard start` still needs: --messenger MESSENGER, --number NUMBER. `ban-wizard start --help` explains it.",
        "Для `ban-wizard start` нужно ещё: --messenger МЕССЕНДЖЕР, --number НОМЕР. Подробнее: `ban-wizard start --help`.",
    ),
    (
        "playbook",
        "`ban-wizard playbook` still needs: check|paths|graph|schema. `ban-wizard playbook --help` explains it.",
        "Для `ban-wizard playbook` нужно ещё: check|paths|graph|schema. Подробнее: `ban-wizard playbook --help`.",
    ),
    (
        "note abc he called",
        "“called” is one word too many for `ban-wizard note`. A text of several words stands in quotes.",
        "«called» — лишнее слово для `ban-wizard note`. Текст из нескольких слов берут в кавычки.",
    ),
    ("show abc --now", "Nothing stands behind --now; write it as --now=TIME.", "После --now ничего не стоит; напишите так: --now=ВРЕМЯ."),
    (
        "do abc sent --reason --at",
        "Nothing stands behind --reason; write it as --reason=TEXT.",
        "После --reason ничего не стоит; напишите так: --reason=ТЕКСТ.",
    ),
    ("do abc sent --override=yes", "--override stands alone; leave out “=yes”.", "--override пишут без значения; уберите «=yes»."),
    (
        "handout abc --format pdf",
        "“pdf” does not fit --format. Choose one of: md, txt.",
        "«pdf» не подходит для --format. Выберите одно из: md, txt.",
    ),
    (
        "playbook chek",
        "“chek” does not fit `ban-wizard playbook`. Choose one of: check, paths, graph, schema. Did you mean check?",
        "«chek» не подходит для `ban-wizard playbook`. Выберите одно из: check, paths, graph, schema. Может быть, check?",
    ),
    (
        "board --limit zero",
        "“zero” is not a whole number; write --limit in digits.",
        "«zero» — не целое число; напишите --limit цифрами.",
    ),
]


@pytest.mark.parametrize(("typed", "english", "russian"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_told_in_one_sentence_of_the_language_asked_for(typed: str, english: str, russian: str, run: Run) -> None:
    for lang, sentence in (("en", english), ("ru", russian)):
        assert run("--lang", lang, *typed.split()) == (2, "", sentence + "\n")
        code, out, err = run("--lang", lang, "--json", *typed.split())
        assert (code, err) == (2, "")
        assert json.loads(out) == {"error": {"code": "bad_input", "message": sentence, "rule": None, "cites": [], "earliest": None}}


def test_a_language_that_there_is_not_is_refused_in_the_locales(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    code, _, err = run("board", "--lang", "fr")
    assert (code, err) == (2, "«fr» не подходит для --lang. Выберите одно из: en, ru.\n")


def test_the_letters_language_is_not_the_interfaces(run: Run) -> None:
    for typed in ("letter --lang ru", "letter --lang=ru abc --frob"):
        code, _, err = run(*typed.split())
        assert code == 2 and not re.search("[а-я]", err)


def test_the_settings_language_is_spoken_where_no_other_is_asked_for(tmp_path: Path, run: Run) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('language = "ru"\n')
    data = f"--data-dir={tmp_path}"
    code, _, err = run(data, "shwo")
    assert code == 2 and "Команды «shwo» нет" in err
    code, out, _ = run(data, "--help")
    assert code == 0 and "использование:" in out
    code, out, _ = run("--lang=en", data, "show", "--help")
    assert code == 0 and "usage:" in out


ARGPARSE_SAYS = re.compile(r"usage:|positional|optional|options|required|show this|exit|message|COMMAND|CASE|TIME|FILE|TEXT")


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_in_the_language_asked_for_and_says_something_of_everything(
    command: str | None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # so that each argument has its line
    pages = {}
    for lang in ("en", "ru"):
        code, pages[lang], err = run("--lang", lang, *([command] if command else []), "--help")
        assert (code, err) == (0, "")
    ours = pages["ru"].split("признаки (")[0]
    if command is None:
        ours = re.sub(r"(?m)^    \S+", "", ours)  # the commands' names
    assert not ARGPARSE_SAYS.findall(re.sub(r"`[^`]*`|--\S+|\{[^}]*\}", "", ours))
    for flag, told in COMMANDS.get(command or "", ()):
        if "help" not in told and flag.startswith("--"):
            for lang, letters in (("en", "[a-z]{2}"), ("ru", "[а-я]{2}")):
                assert re.search(rf"(?m)^  {flag}( \S+)?\s+.*{letters}", pages[lang]), flag
    assert pages["en"].count("\n  ") > 2


def test_help_of_diagnose_lists_every_symptom(run: Run) -> None:
    code, page, _ = run("diagnose", "--help")
    assert code == 0
    code, _, err = run("diagnose", "--messenger", "max", "--symptom", "nonsense")
    assert code == 2 and "`ban-wizard diagnose --help`" in err
    for symptom in ("countdown", "login_blocked", "mail_locked", "code_368"):
        assert f"\n  {symptom}\n      " in page


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("letter abc --lang ru max_appeal", "letter --lang=ru abc max_appeal"),
        ("letter abc --fact line=Shop max_appeal --copy", "letter --fact=line=Shop --copy abc max_appeal"),
        ("playbook check --json some/folder", "playbook --json check some/folder"),
    ],
)
def test_words_may_stand_between_options(typed: str, plain: str) -> None:
    assert in_plain_order(typed.split(), "en") == plain.split()
    assert plain.startswith(parse(plain.split()).command)


def test_a_remark_may_begin_with_a_dash() -> None:
    assert parse(["note", "abc", "- called back"]).text == "- called back"
    assert parse(in_plain_order(["note", "abc", "--", "-5"], "en")).text == "-5"


WORDS = st.sampled_from(
    [
        *("show", "note", "letter", "playbook", "diagnose", "start", "do", "board", "close", "check", "abc", "max", "a b", "", "-", "- x"),
        *("--json", "--lang", "--lang=ru", "ru", "--data-dir", "--now", "--fact", "k=v", "--fact=k=v", "--override", "--limit", "5", "-5"),
        *("--messenger=max", "--number", "+79111234567", "--frob", "-x", "--", "--plain", "--json=1", "--at=", "--limit=1_0", "--shell"),
    ]
)


@settings(max_examples=400)
@example(("letter",), ["letter", "abc"])
@given(st.sampled_from([(), *((command,) for command in COMMANDS)]), st.lists(WORDS, max_size=6))
def test_what_can_be_read_is_read_alike_in_plain_order_and_all_else_has_its_sentence(command: tuple[str, ...], words: list[str]) -> None:
    args = [*command, *words]
    try:
        plain = in_plain_order(args, "en")
    except BadInput as mistake:
        try:
            read = parse(args)
        except BadInput:
            return
        empty = any(not word or word.endswith("=") for word in args)
        assert empty or (mistake.key == "usage" and read.command is None), (args, mistake)
    else:
        read = parse(plain)
        try:
            assert parse(args) == read
        except BadInput:  # argparse did not find a word between options
            assert any(word.startswith("-") for word in args)
