"""Faults and refusals, told in lines; nothing is lost by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ban_wizard.application.casebook import NotAllowed
from ban_wizard.case.errors import BadInput
from ban_wizard.faces.meanwhile import conflict_sentence
from ban_wizard.i18n import say
from ban_wizard.letter.model import BadLetterInput
from ban_wizard.plain.talk import Talk
from ban_wizard.store.protocol import Conflict
from ban_wizard.wizard import Wizard

T = TypeVar("T")


class Problems:
    """Tries what may be refused."""

    def __init__(self, wizard: Wizard, talk: Talk) -> None:
        self.wizard, self.talk = wizard, talk

    def attempt(self, act: Callable[[], T]) -> T | None:
        """What `act` gives, or None after having told why not."""
        try:
            return act()
        except BadInput as error:
            self.talk.fault(error)
        except NotAllowed as refusal:
            self.talk.say(refusal.message)
            if refusal.refused.cites:
                self.talk.say(say(self.talk.lang, "refused.sources", cites=", ".join(refusal.refused.cites)))
            if refusal.refused.overridable:
                self.talk.say(self.talk.word("may_override"))
        except Conflict as error:
            self.talk.say(conflict_sentence(error, self.wizard))
        except BadLetterInput as error:
            self.talk.say(str(error))
        return None
