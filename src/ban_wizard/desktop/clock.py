"""The only place that reads the clock; everyone else is handed the time, or a Clock."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FrozenClock:
    """A clock that stands still until it is moved: for tests, and for asking what will be due at another time."""

    def __init__(self, at: datetime) -> None:
        """Raises ValueError if `at` has no offset: a moment without one is not a moment."""
        if at.utcoffset() is None:
            raise ValueError(f"{at.isoformat()} has no UTC offset")
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def move(self, by: timedelta) -> None:
        """Lets `by` pass; a negative one goes back."""
        self._at += by


def machine_zone(environ: Mapping[str, str] = os.environ, etc: Path = Path("/etc")) -> str | None:
    """The IANA name of the machine's time zone, such as `Europe/Moscow`, or None if it cannot be told.

    TZ wins; one that is no IANA name (`MSK-3`) gives None, for then the machine does not keep the time of `/etc/localtime`.
    """
    named = environ.get("TZ")
    if named is not None:
        return _iana(named.removeprefix(":") or "UTC")
    if os.name == "nt":
        import tzlocal

        return _iana(tzlocal.get_localzone_name())
    return _iana(str(etc / "localtime")) or _iana(_first_line(etc / "timezone"))


def _iana(name: str) -> str | None:
    """`name` if it is a zone that is known here; of a path that leads into the system's zones, the part that is the name."""
    from zoneinfo import ZoneInfo

    if name.startswith("/"):
        name = os.path.realpath(name).rpartition("/zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")
    try:
        return ZoneInfo(name).key
    except (KeyError, OSError, ValueError):  # unknown, a folder, malformed
        return None


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").partition("\n")[0].strip()
    except (OSError, ValueError):
        return ""
