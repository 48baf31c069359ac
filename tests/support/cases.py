"""Cases as far along their way as many tests want them."""

from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT

TO_THE_COOL_DOWN = ("stopped", "cause_named", "sent", "unblocked", "gateway_asked", "queue_cleared")
"""From the first step of a repeat block on a gateway's line to the wait before the number is linked again."""


def at_the_letter(wizard: Wizard) -> str:
    """A permanent ban in MAX, at the letter to support."""
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    for action in ("stopped", "cause_found"):
        wizard.do(case, action)
    return case


def cooling_down(wizard: Wizard) -> str:
    """A repeat block that has been lifted and whose queue has been cleared."""
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts=OLCHAT).case
    for action in TO_THE_COOL_DOWN:
        wizard.do(case, action)
    assert wizard.show(case).view.state == "cool_down"
    return case
