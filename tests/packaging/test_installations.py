"""A checkout, an editable install and an installed wheel all find what ships beside the code."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
SHIPPED = ("playbooks", "appeal_templates")
PROBE = "from ban_wizard.desktop.locations import playbooks_dir, templates_dir; print(playbooks_dir()); print(templates_dir())"


def found_by(start: str, elsewhere: Path) -> list[Path]:
    """What a Python without any installed packages (-S), standing in another folder, finds after `start`."""
    command = [sys.executable, "-S", "-c", f"import sys, site; {start}; {PROBE}"]
    done = subprocess.run(command, cwd=elsewhere, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return [Path(line) for line in done.stdout.splitlines()]


def unpacked(hook: str, into: Path) -> Path:
    """Builds a wheel through the backend's own hook and unpacks it, which is all that installing a pure wheel does."""
    (into / "site").mkdir()
    build = f"import hatchling.build, sys; hatchling.build.{hook}(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(into)], cwd=CHECKOUT, stdout=subprocess.DEVNULL, check=True)
    (wheel,) = into.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(into / "site")
    return into / "site"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked("build_wheel", tmp_path_factory.mktemp("wheel"))


def test_a_checkout_finds_them(tmp_path: Path) -> None:
    assert found_by(f"sys.path.insert(0, {str(CHECKOUT / 'src')!r})", tmp_path) == [CHECKOUT / name for name in SHIPPED]


def test_an_editable_install_finds_those_of_the_checkout_and_keeps_no_copy(tmp_path: Path) -> None:
    site = unpacked("build_editable", tmp_path)
    assert found_by(f"site.addsitedir({str(site)!r})", tmp_path) == [CHECKOUT / name for name in SHIPPED]
    assert not list(site.rglob("*.yaml"))


def test_an_installed_wheel_finds_its_own(wheel: Path, tmp_path: Path) -> None:
    assert found_by(f"sys.path.insert(0, {str(wheel)!r})", tmp_path) == [wheel / "ban_wizard" / name for name in SHIPPED]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_wheel_carries_every_file_of(name: str, wheel: Path) -> None:
    def files(folder: Path) -> set[Path]:
        return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}

    assert files(CHECKOUT / name)
    assert files(wheel / "ban_wizard" / name) == files(CHECKOUT / name)


def test_a_wheel_carries_the_package_its_licence_and_nothing_else(wheel: Path) -> None:
    assert (wheel / "ban_wizard" / "py.typed").is_file()
    (info,) = wheel.glob("*.dist-info")
    assert sorted(path.name for path in wheel.iterdir()) == sorted(["ban_wizard", info.name])
    assert (info / "licenses" / "LICENSE").read_bytes() == (CHECKOUT / "LICENSE").read_bytes()
    assert "ban-wizard = ban_wizard.__main__:main" in (info / "entry_points.txt").read_text(encoding="utf-8")
