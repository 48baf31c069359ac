"""Where things lie: what ships with the program, and the person's own data, cache and settings.

Nothing here creates a folder; whoever writes into one makes it, with the permissions it needs.
"""

import os
from pathlib import Path

APP = "ban-wizard"
DATA_DIR_VARIABLE = "BAN_WIZARD_DATA_DIR"
SETTINGS = "settings.toml"

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent


def playbooks_dir() -> Path:
    """The folder of `sources.yaml` and the playbooks. Raises FileNotFoundError if the installation lacks it."""
    return _shipped("playbooks")


def templates_dir() -> Path:
    """The folder of the letters. Raises FileNotFoundError if the installation lacks it."""
    return _shipped("appeal_templates")


def data_dir(override: Path | None = None) -> Path:
    """Where the cases are kept: `override` (--data-dir), else BAN_WIZARD_DATA_DIR, else the system's place for an application's data."""
    given = _given(override)
    if given is not None:
        return given
    import platformdirs

    return platformdirs.user_data_path(APP, appauthor=False)


def cache_dir(override: Path | None = None) -> Path:
    """Where compiled playbooks and verdicts are kept; everything in it can be made again.

    A data folder that was named holds its own cache, so that whoever names one leaves no trace elsewhere.
    """
    given = _given(override)
    if given is not None:
        return given / "cache"
    import platformdirs

    return platformdirs.user_cache_path(APP, appauthor=False)


def config_dir(override: Path | None = None) -> Path:
    """Where settings are kept; within a data folder that was named, as with `cache_dir`."""
    given = _given(override)
    if given is not None:
        return given / "config"
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False)


def settings_file(override: Path | None = None) -> Path:
    """Where the person's settings stand, if there are any."""
    return config_dir(override) / SETTINGS


def _given(override: Path | None) -> Path | None:
    named = override or os.environ.get(DATA_DIR_VARIABLE)
    return Path(os.path.expanduser(named)).absolute() if named else None


def _shipped(name: str) -> Path:
    """A wheel carries the folder inside the package; a checkout and an editable install have it at the root of the checkout."""
    for place in (_PACKAGE / name, _CHECKOUT / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"The folder {name} is missing from this installation ({_PACKAGE}): install {APP} again.")
