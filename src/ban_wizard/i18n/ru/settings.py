"""Russian words: what is said about the settings file."""

from typing import Final

WORDS: Final = {
    "settings.mistake": "{file}, строка {line}: {what}",
    "settings.unreadable": "Настройки не читаются ({why}). Действуют обычные значения.",
    "settings.not_utf8": "Это не текст в UTF-8. Действуют обычные значения; сохраните файл в UTF-8.",
    "settings.broken": 'Это не TOML. Действуют обычные значения; строка выглядит так: language = "ru"',
    "settings.unknown": "Настройки «{name}» нет. Есть такие: {names}.",
    "settings.not_text": "{name}: напишите текст в кавычках.",
    "settings.not_yes_or_no": "{name}: напишите true или false, без кавычек.",
    "settings.not_a_language": '{name}: «{value}» здесь не знают; напишите "en" или "ru".',
    "settings.not_a_theme": '{name}: «{value}» здесь не знают; напишите "dark" (тёмная) или "light" (светлая).',
    "settings.no_home": "{name}: «{value}» не найти; напишите полный путь к папке.",
    "settings.not_a_zone": '{name}: «{value}» — не часовой пояс; напишите, например, "Europe/Moscow".',
    "settings.keys_no_table": 'keys: напишите [keys] отдельной строкой, а под ней строки вроде: copy = "f2"',
    "settings.not_a_key": '{name}: «{value}» не может быть клавишей команды; напишите, например, "f2", "y" или "ctrl+s".',
    "settings.no_command": "Команды «{name}» нет; все названы в docs/keys.md.",
    "settings.key_taken": "{name}: клавиша {key} уже занята командой «{other}»; остаются прежние клавиши.",
    "settings.not_saved": "Пока так и останется, но записать это в {file} не вышло: {why}",
}
