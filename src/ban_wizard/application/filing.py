"""What leaves the program as a file, and cases that come in and go: a page for the owner, due dates, export, import, forget."""

from __future__ import annotations

from itertools import takewhile

from ban_wizard.application.cards import Card
from ban_wizard.application.casebook import Casebook
from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say
from ban_wizard.store.protocol import UnknownCase
from ban_wizard.values import replace


class Filing(Casebook):
    """Files as texts and bytes: the face says where they go."""

    def handout(self, case: str, format: str = "md", *, now: str | None = None) -> str:
        """The rest of the way as a page for the number's owner, the number masked; `format` is md or txt."""
        from ban_wizard.application.handout import FORMATS, handout
        from ban_wizard.case.forecast import coming

        if format not in FORMATS:
            raise BadInput("not_a_value", fact="format", text=format, values=", ".join(FORMATS))
        opened = self._open(case)
        at = self._now(opened.view, now)
        scope_log, _ = self._recorder.scope_log(opened.playbook, opened.view, opened.case)
        return handout(self._card(opened, at), self.library.sources(), coming(opened.playbook, opened.view, at, scope_log), format)

    def calendar(self, now: str | None = None) -> bytes:
        """A calendar file with what is due in every open case, overdue or still to come; raises BadInput where nothing is."""
        from ban_wizard.application.calendars import calendar

        made = self._present(now)
        running = takewhile(lambda row: row.open, self.all_rows())
        found = calendar((self.show(row.case, now=made.isoformat()) for row in running), made)
        if not found:
            raise BadInput("nothing_due")
        return found

    # ------------------------------------------------------------------ a case as one file

    def export(self, case: str) -> str:
        """The case as one portable text: its log and all playbooks it was pinned to. Secrets were masked when they were recorded."""
        from ban_wizard.application.portable import Portable, pins, write

        case = self.resolve(case)
        events = self.log(case)
        return write(Portable(case, events, {hash: self.store.playbook(hash) for hash in pins(events)}))

    def import_case(self, data: str | bytes) -> Card:
        """Take in a case that `export` wrote, as text or as the bytes of its file, all of it or nothing. Raises BadInput with one sentence.

        A case is known by its opening, whatever its id. One that is here already is never doubled, or what it has used of its
        line's quota would be counted twice: what the file knows beyond it is added, what it knows beyond the file stays, and
        where both have gone on differently the file is refused, because two logs cannot both be true. A new case whose id
        another one has here gets a new id.
        """
        from ban_wizard.application.admission import admitted, place
        from ban_wizard.application.portable import pins, read

        portable = read(data)
        opened, texts = admitted(portable, self.library, self.store.playbook, self._letter_fields)
        known, seen = place(opened, self.store)
        if known and seen >= len(opened.events):
            key = "already_here" if seen == len(opened.events) else "gone_on"
            return self.show(known, notes=(say(self.lang, f"files.{key}", case=known),))
        taken = portable.case in self.store.find(portable.case)
        case = known or (self._new_case() if taken else portable.case)
        key = "imported_more" if known else "imported_anew" if taken else "imported"
        notes = [say(self.lang, f"files.{key}", case=case, former=portable.case)]
        other = self.open_case_of(opened.view.header.messenger, opened.view.header.number)
        if other not in (None, case):
            notes.append(say(self.lang, "files.other_open", case=other))
        opened, now = replace(opened, case=case), self.clock.now()
        self._append(self._recorder.taken_in(opened, seen, pins(opened.events)[:-1], now), playbooks=texts)
        return self.show(case, notes=tuple(notes))

    # ------------------------------------------------------------------ forgetting

    def limits_lost(self, case: str) -> list[str]:
        """What will no longer be counted once the case is forgotten, in sentences: uses of quotas that still count, locks, the offence."""
        from ban_wizard.application.forgetting import limits_lost

        return list(limits_lost(self.show(case)))

    def forget_lines(self, case: str) -> list[str]:
        """What a person should read before a case is forgotten: what goes, what is no longer counted, what stays."""
        from ban_wizard.application.forgetting import lines

        return lines(self.show(case))

    def forget(self, case: str) -> str:
        """Erase a case from this machine for good; its id. Files that were exported or saved, and letters that were sent, stay.

        Raises BadInput for a case that is not there, and StoreError `traces_left` where its bytes could not all be cleared yet.
        """
        case = self.resolve(case)
        try:
            self.store.forget(case)
        except UnknownCase:
            raise BadInput("unknown_case", case=case) from None
        return case
