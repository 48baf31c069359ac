"""Who works here, and names for new cases: the two things that are asked of the machine at random or by login."""

from __future__ import annotations

import os
from typing import Final

ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are mistaken for one another."""

LENGTH: Final = 6


def new_case_id() -> str:
    """A short random id that begins with a letter, so that nobody takes it for a phone number."""
    import secrets  # it brings along OpenSSL, and most commands make no case

    return secrets.choice(ALPHABET[:23]) + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))


def agent_name() -> str:
    """The login of the person at this machine, `me` where there is none."""
    return os.environ.get("LOGNAME") or os.environ.get("USER") or os.environ.get("USERNAME") or _login() or "me"


def _login() -> str | None:
    """The login that the system knows, if it knows any; `getpass` would bring along much that no command needs."""
    try:
        from pwd import getpwuid

        return getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):  # on Windows; or a user who is in no list
        return None
