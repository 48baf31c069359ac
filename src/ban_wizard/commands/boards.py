"""Commands of all cases: board, due, stats."""

from __future__ import annotations

import sys
from typing import Final

from ban_wizard.arguments import Arguments
from ban_wizard.case.errors import BadInput
from ban_wizard.commands.common import DONE, REFUSED, dumps, open_wizard, write_lines
from ban_wizard.i18n import say
from ban_wizard.playbook.model import KINDS, MESSENGERS

MOST_ROWS: Final = 10_000


def board(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    _known(options)
    filters = {name: value for name in ("search", "messenger", "kind", "agent") if (value := getattr(options, name, None)) is not None}
    page = it.board(due_only=options.due, now=options.now, after=options.after, limit=options.limit, **filters)
    if options.json:
        print(dumps({"cases": list(it.rows_json(page.rows)), "next": page.next}))
        return DONE
    from ban_wizard.faces.lines import row_line

    if page.rows:
        write_lines(row_line(row, it.show(row.case, now=options.now), lang) for row in page.rows)
    else:
        print(say(lang, "line.no_cases"), file=sys.stderr)
    if page.next:
        print(say(lang, "line.more", cursor=page.next), file=sys.stderr)
    return DONE


def _known(options: Arguments) -> None:
    """A slip in a filter would find nothing and say nothing. Raises BadInput."""
    for name, known in (("messenger", MESSENGERS), ("kind", KINDS)):
        if (typed := getattr(options, name, None)) is not None and typed not in known:
            raise BadInput("not_a_value", text=typed, fact=f"--{name}", values=", ".join(known))
    if not 1 <= options.limit <= MOST_ROWS:
        raise BadInput("bad_limit", most=MOST_ROWS)


def due(options: Arguments, lang: str) -> int:
    options.due = True
    code = board(options, lang)
    if options.exit_code and open_wizard(options, lang).board(due_only=True, now=options.now, limit=1).rows:
        return REFUSED
    return code


def stats(options: Arguments, lang: str) -> int:
    from ban_wizard.application.stats import groups

    it = open_wizard(options, lang)
    found = groups(it.all_rows(), it.offence_unknown)
    if options.json:
        print(dumps({"groups": [group.as_json() for group in found]}))
        return DONE
    from ban_wizard.faces.lines import stats_lines

    write_lines(stats_lines(found, it.kind_words, lang))
    return DONE
