"""Forgetting a case: what is lost is told first, and afterwards the disk holds no byte of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.cases import cooling_down
from tests.support.desk import NUMBER, OLCHAT


def start(wizard: Wizard, number: str = NUMBER) -> str:
    return wizard.start("whatsapp_app", number, kind="permanent_ban", offence=2, facts=OLCHAT).case


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_byte_of_the_case_stays_in_any_file_of_the_store(wizard: Wizard, tmp_path: Path) -> None:
    paste = "Ваш аккаунт заблокирован, код обращения абвгд"
    facts = {**OLCHAT, "line": "Линия Ромашка"}
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts=facts, text=paste).case
    other = start(wizard, "+79110000001")
    for action in ("stopped", "cause_named"):
        wizard.do(case, action)
    wizard.do(case, "sent", text="Дорогая поддержка, верните номер")
    wizard.note(case, "звонил Иван Петрович")
    wizard.assign(case, "Агафья")
    wizard.undo(case)
    wizard.assign(case, "Агафья")
    words = ["9111234567", "+7 911 123-45-67", "абвгд", "Ромашка", "ромашка", "Дорогая поддержка", "Иван Петрович", "Агафья", "агафья"]
    before = on_disk(tmp_path / "cases")
    assert [word for word in words if word.encode() not in before] == []
    assert wizard.forget(case) == case
    after = on_disk(tmp_path / "cases")
    assert [word for word in [*words, case] if word.encode() in after] == []
    wizard.store.close()
    assert [word for word in [*words, case] if word.encode() in on_disk(tmp_path / "cases")] == []
    assert wizard.board(search="911123").rows == () and wizard.show(other).view.header.number == "+79110000001"


def test_files_that_were_saved_stay(wizard: Wizard, tmp_path: Path) -> None:
    case = start(wizard)
    file = tmp_path / "kept.json"
    file.write_text(wizard.export(case))
    assert "What stays: files that were exported or saved" in wizard.forget_lines(case)[-1]
    wizard.forget(case)
    assert wizard.import_case(file.read_text()).case == case


def test_a_use_of_the_lines_quota_is_told_while_it_counts(wizard: Wizard, clock: FrozenClock) -> None:
    case = cooling_down(wizard)
    (use, offence) = wizard.limits_lost(case)
    assert use.startswith("The support confirms that it is done, Fri 1 Jan 2027, 12:00 (")
    assert "shop" in use and "once in 5 days" in use
    assert "one block fewer" in offence and "+7 911 123-45-67" in offence
    clock.move(timedelta(days=40))
    assert wizard.limits_lost(case) == [offence], "it has stopped counting by itself"


def test_what_is_told_is_what_is_lost(wizard: Wizard) -> None:
    case, other = cooling_down(wizard), start(wizard, "+79110000001")
    for action in ("stopped", "cause_named", "sent", "unblocked"):
        wizard.do(other, action)
    assert "gateway_asked" in {action.action for action in wizard.show(other).refused}
    wizard.forget(case)
    assert "gateway_asked" in {action.action for action in wizard.show(other).allowed}
    assert wizard.offence_of("whatsapp_app", NUMBER) == 1


def test_a_lock_on_the_line_is_told_while_it_is_held(wizard: Wizard) -> None:
    case = start(wizard)
    assert "holds back other numbers" in wizard.limits_lost(case)[0] and "Another number of this line" in wizard.limits_lost(case)[0]
    wizard.close(case, "silent")
    assert not any("holds back" in text for text in wizard.limits_lost(case))


def test_where_nothing_is_lost_that_is_said(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="not_a_ban").case
    assert wizard.limits_lost(case) == []
    assert "No limit depends on it." in wizard.forget_lines(case)


def test_a_case_that_is_not_there_cannot_be_forgotten(wizard: Wizard) -> None:
    case = start(wizard)
    wizard.forget(NUMBER)
    with pytest.raises(BadInput, match="unknown_case"):
        wizard.forget(case)
