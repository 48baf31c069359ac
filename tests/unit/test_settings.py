"""Settings: what is chosen is followed, what is wrong is told by line, and the program starts all the same."""

from pathlib import Path

import pytest

from ban_wizard.i18n import LANGUAGES
from ban_wizard.settings import CHECKS, Settings, parse, read, remember

WHOLE = """\
language = "ru"
theme = "light"
mouse = false
editor = "code -w"
export_folder = "~/cases"
agent = "Анна"
time_zone = "Asia/Yekaterinburg"

[keys]
copy = ["f2", "y"]
undo = "u"
"""


def mistakes(text: str | bytes) -> list[tuple[int, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [(mistake.line, mistake.key) for mistake in parse(data)[1]]


def test_everything_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings, wrong = parse(WHOLE.encode())
    assert wrong == []
    assert settings == Settings(
        language="ru",
        theme="light",
        mouse=False,
        editor="code -w",
        export_folder=tmp_path / "cases",
        agent="Анна",
        time_zone="Asia/Yekaterinburg",
        keys={"copy": ("f2", "y"), "undo": ("u",)},
        key_lines={"copy": 10, "undo": 11},
    )


def test_keys_may_be_written_as_they_stand_in_the_list_of_keys() -> None:
    settings, wrong = parse(b'[keys]\ncopy = ["F4", "H", "Ctrl+N"]\nundo = ["PgDn", "Del", "Esc", "Shift+Y"]\n')
    assert wrong == []
    assert settings.keys == {"copy": ("f4", "h", "ctrl+n"), "undo": ("pagedown", "delete", "escape", "Y")}


@pytest.mark.parametrize(("value", "shown"), [('["F4", "ctrl+i"]', "“ctrl+i”"), ("[7]", "“7”"), ("[]", "“[]”")])
def test_the_key_that_is_none_is_told_as_it_is_written(value: str, shown: str) -> None:
    (mistake,) = parse(f"[keys]\ncopy = {value}\n".encode())[1]
    assert f"copy: {shown} cannot be the key of a command" in mistake.sentence(Path("settings.toml"), "en")


def test_nothing_has_to_be_chosen(tmp_path: Path) -> None:
    assert read(tmp_path / "settings.toml") == (Settings(), [])
    assert parse(b"") == (Settings(), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# mine\nlanguage = english\n", [(2, "broken")]),
        ('\n\ntheme = "dark\n', [(3, "broken")]),
        ("mouse", [(1, "broken")]),
        (b"# \xff\n", [(1, "not_utf8")]),
        (b'agent = "A"\n# ok\n# \xff', [(3, "not_utf8")]),
        ("a = " + "[" * 5000, [(1, "broken")]),
        ('langauge = "ru"\n', [(1, "unknown")]),
        ('language = "de"\ntheme = "blue"\n', [(1, "not_a_language"), (2, "not_a_theme")]),
        ('mouse = "no"\n', [(1, "not_yes_or_no")]),
        ('agent = ""\n', [(1, "not_text")]),
        ('agent = "a\\u001b[31m"\n', [(1, "not_text")]),
        ("editor = 7\n", [(1, "not_text")]),
        ('time_zone = "Moscow"\n', [(1, "not_a_zone")]),
        ('time_zone = "../../etc/passwd"\n', [(1, "not_a_zone")]),
        ("keys = 1\n", [(1, "keys_no_table")]),
        ('[keys]\ncopy = "ctrl+i"\nsave = ["f2", "f99"]\nundo = "enter"\nnote = "1"\n', [(n, "not_a_key") for n in (2, 3, 4, 5)]),
        ('[keys]\ncopy = "ctrl+c"\nsave = "alt+s"\nundo = "?"\nnote = "ь"\n', [(n, "not_a_key") for n in (2, 3, 4, 5)]),
        ('[keys]\ncopy = "Ctrl C"\nsave = []\nundo = "u"\n', [(2, "not_a_key"), (3, "not_a_key")]),
    ],
)
def test_what_is_wrong_is_told_by_line(text: str | bytes, expected: list[tuple[int, str]]) -> None:
    assert mistakes(text) == expected


def test_one_mistake_leaves_the_rest_as_chosen() -> None:
    settings, _ = parse(b'language = "ru"\nmouse = "no"\n[keys]\nundo = "u"\ncopy = 1\n')
    assert (settings.language, settings.mouse, dict(settings.keys)) == ("ru", True, {"undo": ("u",)})


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    settings, wrong = read(tmp_path / "settings.toml")
    assert settings == Settings()
    assert [mistake.key for mistake in wrong] == ["unreadable"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mistake_names_the_file_the_line_and_what_to_do(lang: str) -> None:
    texts = ["x = 1", *(f"{name} = []" for name in CHECKS), 'theme = "blue"', "broken", "keys = 1", "[keys]\ncopy = 1"]
    for text in texts:
        for mistake in parse(text.encode())[1]:
            said = mistake.sentence(Path("settings.toml"), lang)
            assert said.startswith(("settings.toml, line ", "settings.toml, строка "))
            assert "{" not in said


def test_a_setting_is_remembered_and_the_persons_own_lines_stay(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.toml"
    remember(file, "language", "ru")
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text('# mine\nagent = "A"  # me\n\n[keys]\nundo = "u"\n', encoding="utf-8")
    remember(file, "language", "ru")
    remember(file, "language", "en")
    remember(file, "theme", "light")
    text = file.read_text("utf-8")
    assert "# mine" in text
    assert 'agent = "A"  # me' in text
    settings, wrong = read(file)
    assert wrong == []
    assert (settings.language, settings.theme, settings.agent, dict(settings.keys)) == ("en", "light", "A", {"undo": ("u",)})
    assert list(file.parent.iterdir()) == [file]


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("broken", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        remember(file, "language", "ru")
    assert file.read_text("utf-8") == "broken"
