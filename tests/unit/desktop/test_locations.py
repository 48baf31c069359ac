from pathlib import Path

import platformdirs
import pytest

from ban_wizard.desktop import locations

PLACES = (locations.data_dir, locations.cache_dir, locations.config_dir)


def test_a_named_data_folder_holds_cache_and_settings_too(tmp_path: Path) -> None:
    assert [place(tmp_path) for place in PLACES] == [tmp_path, tmp_path / "cache", tmp_path / "config"]


def test_the_option_wins_over_the_variable_and_the_variable_over_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BAN_WIZARD_DATA_DIR", str(tmp_path / "variable"))
    assert locations.data_dir() == tmp_path / "variable"
    assert locations.data_dir(tmp_path / "option") == tmp_path / "option"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_named_folder_the_system_says_where(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is None:
        monkeypatch.delenv("BAN_WIZARD_DATA_DIR")
    else:
        monkeypatch.setenv("BAN_WIZARD_DATA_DIR", value)
    assert [place() for place in PLACES] == [
        Path(system("ban-wizard", appauthor=False))
        for system in (platformdirs.user_data_dir, platformdirs.user_cache_dir, platformdirs.user_config_dir)
    ]


def test_a_relative_folder_does_not_move_when_the_program_changes_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    found = locations.data_dir(Path("cases"))
    assert found == tmp_path / "cases"


def test_a_tilde_means_home_even_where_no_shell_has_seen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAN_WIZARD_DATA_DIR", "~/cases")
    assert locations.data_dir() == Path.home() / "cases"


def test_nothing_is_created_by_asking(tmp_path: Path) -> None:
    for place in PLACES:
        place(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_installation_without_playbooks_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(locations, "_PACKAGE", tmp_path / "package")
    monkeypatch.setattr(locations, "_CHECKOUT", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"playbooks is missing from this installation .* install ban-wizard again"):
        locations.playbooks_dir()
