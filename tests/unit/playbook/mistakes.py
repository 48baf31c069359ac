"""One mistake for every code (and more where a code has several forms): what is spoilt, and the line that must be named."""

from __future__ import annotations

from typing import NamedTuple

FLOW, SYMPTOMS, EN, RU, SOURCES = "flow.yaml", "symptoms.yaml", "text.en.yaml", "text.ru.yaml", "sources.yaml"
RECOGNISE = "recognise.yaml"


class Mistake(NamedTuple):
    code: str
    file: str
    old: str
    """Stands in the file exactly once."""
    new: str
    at: str
    """A snippet that, once the mistake is made, begins in the line the finding must name."""
    says: str
    """A part of the message: what to do."""
    at_file: str = ""
    """The file that the finding names, where it is another."""


YAML = [
    Mistake("syntax", FLOW, "    kind: route\n", "    kind: route: x\n", "    kind: route: x", "must stand in quotes"),
    Mistake("syntax", EN, "phone_screen: {question: What does", 'phone_screen: {question: "What does', "phone_screen: {", "never closed"),
    Mistake("too-deep", FLOW, "grammar: 1", "grammar: " + "[" * 40 + "]" * 40, "grammar: [", "nested more than 20 deep"),
    Mistake("control-character", EN, "text: Scan the code.", 'text: "Scan\\u202Ethe code."', '"Scan\\u202E', "U+202E"),
    Mistake("control-character", EN, "Scan the code", "Scan\tthe code", "Scan\tthe", "a tab"),
    Mistake("anchor", FLOW, "fact: notice", "fact: &n notice", "fact: &n", "&n"),
    Mistake("alias", FLOW, "    cites: [OLC-21]\n", "    cites: [OLC-21, *x]\n", "cites: [OLC-21, *x", "write the value out"),
    Mistake("tag", FLOW, "version: 1", "version: !!int 1", "version: !!int", "take it out"),
    Mistake("directive", FLOW, "grammar: 1\n", "%YAML 1.1\n---\ngrammar: 1\n", "%YAML", "take it out"),
    Mistake(
        "second-document",
        SYMPTOMS,
        "\notherwise: {",
        "\notherwise: {kind: unclear, certainty: unclear, ask: [phone_screen]}\n---\nmore: {",
        "---",
        "a file holds one",
    ),
    Mistake("duplicate-key", FLOW, "    gates: paired\n", "    gates: paired\n    gates: sent\n", "gates: sent", "keep one"),
    Mistake("bad-key", FLOW, "quotas:\n", "quotas:\n  [a, b]: 1\n", "[a, b]: 1", "a plain word"),
    Mistake("empty-value", FLOW, "    cites: [OLC-04]\n", "    cites: [OLC-04]\n    given:\n", "given:\n\n", "no value"),
    Mistake("empty-value", EN, "They refused", "~", "refused: ~", "no value"),
]

SHAPE = [
    Mistake("unknown-grammar", FLOW, "grammar: 1", "grammar: 2\nshapes: {}", "grammar: 2", "a newer ban-wizard"),
    Mistake("missing-key", FLOW, "id: example\n", "", "grammar: 1", "needs the key `id`"),
    Mistake("missing-key", RU, "title: Мессенджер для примера\n", "", "grammar: 1", "needs the key `title`"),
    Mistake("wrong-type", EN, "title: Example messenger", "title: 7", "title: 7", "a text"),
    Mistake("unknown-key", FLOW, "{on: stopped, to:", "{on: stopped, too:", "{on: stopped, too:", "did you mean `to`?"),
    Mistake("unknown-key", FLOW, "    fact: notice\n", "    fact: notice\n    <<: {a: b}\n", "    <<:", "an ask has no key `<<`"),
    Mistake("unknown-key", FLOW, "{shape: exact, for:", "{shape: exact, '[key]': 1, for:", "{shape: exact, '[key]'", "has no key `[key]`"),
    Mistake("bad-id", FLOW, "facts:\n", "facts:\n  '[key]': {type: text, optional: true}\n", "  '[key]'", "small letters"),
    Mistake("unknown-key", FLOW, "locks:\n", "lokcs: {}\nlocks:\n", "lokcs", "did you mean `locks`?"),
    Mistake(
        "unknown-key",
        FLOW,
        "wait: {shape: range, min",
        "wait: {shape: range, typical: P1D, min",
        "wait: {shape: range, typical",
        "has no key",
    ),
    Mistake(
        "unknown-key",
        FLOW,
        "    items: [edit_later",
        "    fact: line\n    items: [edit_later",
        "    fact: line\n    items",
        "a do state has no",
    ),
    Mistake("unknown-key", SYMPTOMS, "where: phone, cites: [APP-04]", "were: phone, where: phone, cites: [APP-04]", "were: ph", "`where`"),
    Mistake("missing-key", FLOW, "{id: queue_first, given", "{given", "{given", "needs the key `id`"),
    Mistake(
        "vague-wait", FLOW, "shape: fuzzy, words: OLC-18,", "shape: fuzzy,", "wait: {shape: fuzzy,", "a fuzzy wait needs the key `words`"
    ),
    Mistake("vague-wait", FLOW, "assumed: P5D, assumed_by: ours", "assumed: P5D", "wait: {shape: fuzzy", "`assumed_by`"),
    Mistake("missing-key", FLOW, "shape: exact, for: PT12H", "shape: exact", "wait: {shape: exact}", "one end"),
    Mistake("missing-key", FLOW, "{on: answer, to: recovered}", "{on: answer}", "{on: answer}", "add `to`"),
    Mistake("missing-key", FLOW, "wait: {shape: external,", "wait: {", "wait: { review_every: P1D", "`shape`"),
    Mistake("missing-key", FLOW, "grammar: 1\n", "", "id: example", "needs the key `grammar`"),
    Mistake("wrong-type", FLOW, "version: 1", 'version: "1"', 'version: "1"', "a whole number"),
    Mistake("wrong-type", FLOW, "dated: true", "dated: yes", "dated: yes", "true or false"),
    Mistake("wrong-type", FLOW, "    next:\n      - {on: answer, to: recovered}", "    next: recovered", "next: recovered", "a list"),
    Mistake("wrong-type", FLOW, "line: {type: text}", "line: text", "line: text", "{type: ..}"),
    Mistake("wrong-type", EN, "ban_screen: The app says that the number is blocked", "ban_screen: 7", "ban_screen: 7", "quotes"),
    Mistake("unknown-value", FLOW, "kind: route", "kind: rout", "kind: rout", "did you mean `route`?"),
    Mistake("unknown-value", FLOW, "milestone: gateway_told", "milestone: gateway_tol", "milestone: gateway_tol", "`gateway_told`?"),
    Mistake("unknown-value", FLOW, "held_until: [unblocked,", "held_until: [unlocked,", "held_until", "did you mean `unblocked`?"),
    Mistake("unknown-value", FLOW, "result: recovered", "result: won", "result: won", "it is one of recovered"),
    Mistake("unknown-value", FLOW, "rate_limit: hold", "rate_limits: hold", "rate_limits", "did you mean `rate_limit`?"),
    Mistake("unknown-value", SYMPTOMS, "where: message", "where: mail", "where: mail", "it is one of phone"),
    Mistake("unknown-value", FLOW, "again: new_facts, open_when", "again: at_once, open_when", "again: at_once", "new_facts"),
    Mistake("bad-id", FLOW, "{id: queue_first,", "{id: Queue-First,", "{id: Queue-First", "small letters"),
    Mistake("bad-id", FLOW, "given: {gateway: [olchat]}\n", "given: {gate.way: [olchat]}\n", "gate.way", "review.CHANNEL"),
    Mistake("bad-id", SOURCES, "contested:\n", "  Our1: {source: OUR, en: E, ru: R}\ncontested:\n", "  Our1", "such as OLC-15"),
    Mistake("bad-duration", FLOW, "for: PT12H", "for: 12 hours", "12 hours", "write PT3H"),
    Mistake("bad-duration", FLOW, "{max: 1, per: P5D}", "{max: 1, per: PT5H}", "PT5H", "whole days"),
    Mistake("bad-duration", FLOW, "review_every: P2D", "review_every: P1M", "P1M, give", "write PT3H"),
    Mistake("bad-number", FLOW, "version: 1", "version: 0", "version: 0", "the least is 1"),
    Mistake("bad-url", SOURCES, 'ru: "Подключите, отсканировав код."', "ru: Код, url: faq.example.org", "faq.example.org}", "https://"),
    Mistake(
        "outcome-goes-on", FLOW, "result: not_a_ban,", "next: [{on: over, to: stop}], result: not_a_ban,", "no_ban: {kind", "goes nowhere"
    ),
]

NAMES = [
    Mistake("wrong-folder", FLOW, "id: example\n", "id: exmple\n", "id: exmple", "the folder `example`"),
    Mistake("reserved-id", FLOW, "  pair:\n", "  entry: {kind: route, next: [{to: pair}]}\n  pair:\n", "  entry: {", "another name"),
    Mistake(
        "duplicate-id",
        FLOW,
        "safety:\n",
        "safety:\n  - {id: line, never: {milestone: paired, before: unblocked}, cites: [OLC-15]}\n",
        "- {id: line",
        "line 46",
    ),
    Mistake("undefined-state", FLOW, "{on: over, to: resume}", "{on: over, to: resum}", "to: resum}", "did you mean `resume`?"),
    Mistake("undefined-state", FLOW, "rate_limit: hold", "rate_limit: holt", "rate_limit: holt", "did you mean `hold`?"),
    Mistake("undefined-state", FLOW, "breached: cool_down", "breached: cooldown", "breached: cooldown", "did you mean `cool_down`?"),
    Mistake("undefined-fact", FLOW, "needs: [reason]", "needs: [reasn]", "needs: [reasn]", "did you mean `reason`?"),
    Mistake("undefined-fact", FLOW, "{when: {offence: [first]}", "{when: {offense: [first]}", "{offense", "did you mean `offence`?"),
    Mistake(
        "undefined-fact", FLOW, "{when: {offence: [first]}", "{when: {known.ofence: [known]}", "known.ofence", "did you mean `offence`?"
    ),
    Mistake("undefined-value", FLOW, "{gateway: [self_hosted]}", "{gateway: [selfhosted]}", "[selfhosted]", "did you mean `self_hosted`?"),
    Mistake("undefined-value", FLOW, "{when: {offence: [first]}", "{when: {review.in_app: [opened]}", "[opened]", "did you mean `open`?"),
    Mistake("undefined-value", FLOW, "{when: {offence: [first]}", "{when: {milestone.paired: [done]}", "[done]", "missing, reached"),
    Mistake("undefined-value", FLOW, "unsure: not_seen", "unsure: unknown", "unsure: unknown", "the cautious one"),
    Mistake("undefined-channel", FLOW, "by: in_app", "by: inapp", "by: inapp", "did you mean `in_app`?"),
    Mistake(
        "undefined-channel",
        FLOW,
        "letter: review_30d, channel: support_home",
        "letter: review_30d, channel: home",
        "channel: home",
        "define it",
    ),
    Mistake("undefined-channel", FLOW, "{when: {offence: [first]}", "{when: {review.app: [none]}", "review.app", "`in_app`"),
    Mistake("undefined-letter", FLOW, "letter: gateway_queue", "letter: gateway_cue", "gateway_cue", "did you mean `gateway_queue`?"),
    Mistake("undefined-milestone", FLOW, "{when: {offence: [first]}", "{when: {milestone.pared: [missing]}", "milestone.pared", "`paired`"),
    Mistake("unreached-milestone", FLOW, "before: cooled_down", "before: fresh_start", "before: fresh_start", "put it on one"),
    Mistake("undefined-action", FLOW, "gates: gateway_asked", "gates: gateway_aked", "gates: gateway_aked", "`gateway_asked`?"),
    Mistake("undefined-action", FLOW, "counts: queue_cleared", "counts: sold", "counts: sold", "no arc has it"),
    Mistake("undefined-citation", FLOW, "cites: [OLC-19]", "cites: [OLC-190]", "OLC-190", "did you mean `OLC-19`?"),
    Mistake(
        "undefined-citation", FLOW, "{id: automatic, cites: [OLC-20]}", "{id: automatic, cites: [XYZ-1]}", "XYZ-1", "add it to sources.yaml"
    ),
    Mistake(
        "undefined-citation",
        SYMPTOMS,
        "thirty_days: {where: message, cites: [RCR-05]}",
        "thirty_days: {where: message, cites: [RCR-50]}",
        "RCR-50",
        "`RCR-05`",
    ),
    Mistake("undefined-citation", SOURCES, "not_followed: [RCR-05]", "not_followed: [RCR-55]", "RCR-55", "`RCR-05`"),
    Mistake("undefined-source", FLOW, "assumed_by: ours", "assumed_by: OLCC", "OLCC", "did you mean `OLC`?"),
    Mistake("undefined-source", SOURCES, "APP-04: {source: APP", "APP-04: {source: APPS", "APPS", "did you mean `APP`?"),
    Mistake(
        "undefined-contested",
        FLOW,
        "    cites: [APP-01]\n    contested: [how_long]",
        "    cites: [APP-01]\n    contested: [howlong]",
        "howlong",
        "`how_long`?",
    ),
    Mistake("undefined-symptom", SYMPTOMS, "none: [old_chats_work]", "none: [old_chat_works]", "old_chat_works", "`old_chats_work`?"),
    Mistake("undefined-kind", SYMPTOMS, "kind: temporary_ban,", "kind: account_lock,", "account_lock", "no entry for it"),
    Mistake("uncited", FLOW, "    cites: [OLC-19]\n", "", "  pair:\n", "add `cites: [..]`"),
    Mistake("uncited", FLOW, "    cites: [OLC-21]\n", "", "  queue_clearing:", "the quota"),
    Mistake("uncited", FLOW, "    cites: [OLC-04]\n", "", "  line:\n", "the lock"),
    Mistake("uncited", FLOW, ", cites: [OLC-15, OLC-16]}", "}", "{id: queue_first", "the safety property"),
    Mistake(
        "uncited",
        FLOW,
        "give_up_after: P14D}, cites: [RCR-13]}\n  provider",
        "give_up_after: P14D}}\n  provider",
        "  support_home:",
        "the channel",
    ),
    Mistake(
        "uncited",
        FLOW,
        "    cites: [OLC-14]\n",
        "    cites: [OLC-30]\n",
        "give_up_after: P14D, words: OLC-14",
        "takes its words from OLC-14",
    ),
    Mistake("uncited", FLOW, "result: not_a_ban, cites: [MAX-06]", "result: not_a_ban", "  no_ban:", "the state `no_ban`"),
    Mistake("uncited", SYMPTOMS, "{where: gateway, cites: [MAX-06]}", "{where: gateway}", "send_error: {where", "the symptom"),
]

STATES = [
    Mistake(
        "repeated-value", FLOW, "values: [seen, not_seen]", "values: [seen, not_seen, seen]", "values: [seen, not_seen, seen]", "keep one"
    ),
    Mistake(
        "wrong-fact",
        FLOW,
        "until: timer_end, otherwise: {shape: unknown, review_every: P1D, give_up_after: P35D}}\n    cites: [APP-04]",
        "until: line, otherwise: {shape: unknown, review_every: P1D, give_up_after: P35D}}\n    cites: [APP-04]",
        "until: line",
        "`type: time`",
    ),
    Mistake("wrong-fact", FLOW, "given: {gateway: [olchat]}\n", "given: {line: [shop]}\n", "{line: [shop]}", "known.line"),
    Mistake(
        "wrong-fact",
        FLOW,
        "values: [first, repeat], derived",
        "values: [repeat, first], derived",
        "values: [repeat, first]",
        "[first, repeat]",
    ),
    Mistake("wrong-fact", EN, "{count: clients, one", "{count: line, one", "{count: line", "no number"),
    Mistake("asked-optional", FLOW, "line: {type: text}", "line: {type: text, optional: true}", "fact: line", "take one of the two out"),
    Mistake("unasked-fact", FLOW, "clients: {type: count, optional: true}", "clients: {type: count}", "clients: {type", "optional: true"),
    Mistake(
        "misplaced-action",
        FLOW,
        "      - {on: stopped, to: ask_review",
        "      - {on: over, to: decide}\n      - {on: stopped, to: ask_review",
        "      - {on: over, to: decide}",
        "the end of a wait",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "{on: answer, to: recovered}",
        "{on: answer, to: recovered}\n      - {on: worked, to: pair}",
        "- {on: worked, to: pair}",
        "put this into `anywhere`",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "      - {when: {offence: [first]}",
        "      - {on: over, when: {offence: [first]}",
        "{on: over, when",
        "a route waits for nobody",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "      - {on: refused, by: in_app, to: decide}",
        "      - {on: refused, by: in_app, to: decide}\n      - {on: over, to: decide}",
        "      - {on: over, to: decide}",
        "never `over`",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "{on: over, to: no_ban}",
        "{on: over, to: no_ban}\n      - {on: give_up, to: decide}",
        "- {on: give_up, to: decide}\n\n  ask_gateway",
        "ends by itself",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "      - {on: appeal_again, to: appeal}",
        "      - {on: appeal_again, to: appeal}\n      - {on: give_up, to: appeal}",
        "      - {on: give_up, to: appeal}",
        "`give_up` ends a wait",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "{on: unchanged, by: channel}",
        "{on: unchanged, by: channel}\n      - {on: looked}",
        "{on: looked}",
        "never written down",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "{on: failed, to: ask_notice}",
        "{on: failed, to: ask_notice}\n      - {on: answer, to: stop}",
        "{on: answer, to: stop}",
        "belongs to an ask",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "{on: failed, to: ask_notice}",
        "{on: failed, to: ask_notice}\n      - {to: stop}",
        "- {to: stop}",
        "add `on`",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "{on: failed, to: ask_notice}",
        "{on: failed, to: ask_notice}\n      - {on: sent}",
        "- {on: sent}\n",
        "about a letter",
    ),
    Mistake(
        "misplaced-key",
        FLOW,
        "{when: {offence: [first]}, to: pair}",
        "{when: {offence: [first]}, to: pair, needs: [line]}",
        "needs: [line]",
        "take `needs` out",
    ),
    Mistake(
        "misplaced-key", FLOW, "queue_cleared, by: gateway", "queue_cleared, by: notice_board", "by: notice_board", "nothing is awaited"
    ),
    Mistake(
        "misplaced-key",
        FLOW,
        "notice_board: {cites",
        "notice_board: {open_when: {review: [open]}, cites",
        "  notice_board: {open",
        "add one",
    ),
    Mistake("misplaced-key", FLOW, "{when: {offence: [first]}", "{when: {review.notice_board: [none]}", "review.notice_board", "add one"),
    Mistake(
        "misplaced-action",
        FLOW,
        "      - {on: over, to: no_ban}",
        "      - {on: over, to: no_ban}\n      - {on: sent}",
        "- {on: sent}\n",
        "about a letter",
    ),
    Mistake(
        "misplaced-action",
        FLOW,
        "      - {on: appeal_again",
        "      - {on: gateway_asked}\n      - {on: appeal_again",
        "- {on: gateway_asked}",
        "has none here",
    ),
    Mistake(
        "missing-arc",
        FLOW,
        "      - {on: over, to: pair, milestone: cooled_down}",
        "      - {on: worked, to: pair, milestone: cooled_down}",
        "  cool_down:\n",
        "add an arc `on: over`",
    ),
    Mistake(
        "unbounded-wait",
        FLOW,
        "      - {on: queue_cleared, by: gateway, to: ready, milestone: queue_cleared}\n      - {on: give_up, to: decide}",
        "      - {on: queue_cleared, by: gateway, to: ready, milestone: queue_cleared}",
        "  await_queue:",
        "add an arc `on: give_up`",
    ),
    Mistake(
        "missing-arc",
        FLOW,
        "{on: sent, to: await_review, milestone: appealed}",
        "{on: worked, to: await_review, milestone: appealed}",
        "  appeal:",
        "add an arc `on: sent`",
    ),
    Mistake(
        "missing-arc",
        FLOW,
        "    fact: measures\n    cites: [OUR-01]\n    next:\n      - {on: answer, to: recovered}",
        "    fact: measures\n    cites: [OUR-01]\n    next: []",
        "  ask_measures:",
        "add an arc `on: answer`",
    ),
]

RULES = [
    Mistake("contradictory-wait", FLOW, "min: P3D, max: P7D", "min: P8D, max: P7D", "min: P8D", "longer than `max`"),
    Mistake("contradictory-wait", FLOW, "min: P3D, assumed: P5D", "min: PT150H, assumed: P5D", "min: PT150H", "longer than `assumed`"),
    Mistake(
        "contradictory-wait",
        FLOW,
        "review_every: P2D, give_up_after: P14D",
        "review_every: P15D, give_up_after: P14D",
        "P15D",
        "longer than",
    ),
    Mistake(
        "contradictory-wait",
        FLOW,
        "{shape: exact, for: PT12H}",
        "{shape: exact, for: PT12H, until: timer_end}",
        "for: PT12H, until",
        "one end",
    ),
    Mistake(
        "contradictory-wait",
        FLOW,
        "support_home: {review: {shape: unknown,",
        "support_home: {review: {shape: external,",
        "shape: external, review_every: P1D, give_up_after: P14D",
        "typical or unknown",
    ),
    Mistake("contradictory-quota", FLOW, "{max: 1, per: P5D}", "{max: 0, per: P5D}", "{max: 0", "for ever"),
    Mistake("contradictory-quota", FLOW, "{max: 1, per: P5D}", "{max: 3, per: P5D}", "{max: 3", "never counts"),
    Mistake("contradictory-quota", FLOW, "{max: 2, per: P1M}", "{max: 2, per: P5D}", "{max: 2, per: P5D}", "two limits"),
    Mistake("contradictory-safety", FLOW, "before: queue_cleared}, cites", "before: paired}, cites", "before: paired", "before itself"),
]

WORDS = [
    Mistake("missing-text", EN, "  worked: It worked\n", "", "actions:\n  unblocked", "`actions.worked`"),
    Mistake("missing-text", RU, "  ask_line: {title: Ваша линия, text: Как она называется?}\n", "", "states:", "`states.ask_line`"),
    Mistake("missing-text", RU, "rate_limit: Слишком быстро\n  ", "", "kinds:", "`kinds.rate_limit`"),
    Mistake("missing-text", EN, ", items: {go_slow: Go slow for a while.}", "", "  recovered: {title", "go_slow"),
    Mistake("missing-text", EN, ", phone_only: None}", "}", "    values: {olchat: OLChat", "phone_only"),
    Mistake("missing-text", EN, "    question: Which gateway do you use?\n", "", "  gateway:\n    label", "question"),
    Mistake(
        "missing-text",
        RU,
        "  phone_screen: {question: Что показывает телефон?, why: Шлюз может ошибаться.}",
        "  {}",
        "asks:",
        "phone_screen",
    ),
    Mistake("missing-text", RU, "  queue_first: Сначала нужно очистить очередь.\n", "", "rules:", "queue_first"),
    Mistake("missing-text", EN, "provider: Your provider, ", "", "channels: {in_app", "provider"),
    Mistake("missing-text", EN, "  send_error: The gateway shows an error\n", "", "symptoms:", "send_error"),
    Mistake("unknown-text", EN, "  worked: It worked\n", "  worked: It worked\n  workt: It worked\n", "workt", "did you mean `worked`?"),
    Mistake(
        "unknown-text",
        EN,
        "  pair: {title: Connect",
        "  ready: {title: R, text: R}\n  pair: {title: Connect",
        "  ready: {",
        "belongs to nothing",
    ),
    Mistake("unknown-text", EN, "{olchat: OLChat, other", "{olchat: OLChat, wazzup: Wazzup, other", "wazzup", "belongs to nothing"),
    Mistake("text-in-one-language", EN, "    why: Every further message makes it worse.\n", "", "  stop:", "write it here too"),
    Mistake("text-in-one-language", RU, "    help: Он указан в счёте.\n", "", "  gateway:\n", "take it out there"),
    Mistake("text-in-one-language", RU, "    do_not: [Не удаляйте приложение., Никому не сообщайте код.]\n", "", "  stop:", "do_not"),
    Mistake(
        "text-in-one-language",
        RU,
        "do_not: [Не удаляйте приложение., Никому не сообщайте код.]",
        "do_not: [Не удаляйте приложение.]",
        "do_not",
        "as many",
    ),
    Mistake("bad-placeholder", EN, "text: Scan the code.", 'text: "Scan the code}."', "code}", "stands alone"),
    Mistake("unknown-placeholder", EN, "text: Send one message.", 'text: "Send one message to {lin}."', "{lin}", "did you mean `line`?"),
    Mistake("placeholder-mismatch", RU, "очередь линии {line}.", "очередь.", "  tell_gateway", "{line}"),
    Mistake("plural-forms", RU, ', many: "{clients} клиентов"', "", "  clients: {label", "many"),
    Mistake("plural-forms", EN, "one: One client, other", "one: One client, few: Few, other", "  clients: {label", "no form few"),
    Mistake(
        "plural-mismatch",
        EN,
        '{count: clients, one: One client, other: "{clients} clients"}',
        '"{clients} clients"',
        "  clients: {label",
        "one language only",
        RU,
    ),
    Mistake("plural-mismatch", EN, "{count: clients, one", "{count: offence, one", "  clients: {label", "count the same", RU),
    Mistake(
        "unsourced-address",
        EN,
        "see https://faq.example.org/review",
        "see https://other.example.org/",
        "other.example.org",
        "give one this `url`",
    ),
]

SIGNS = [
    Mistake("bad-pattern", SYMPTOMS, '"<banned> from using', '"(<banned> from using', 'text: ["(<banned>', "brackets come in pairs"),
    Mistake("bad-pattern", SYMPTOMS, "[message from support]", '["..."]', 'seen: {text: ["', "begins with what may be absent"),
    Mistake("bad-pattern", SYMPTOMS, "[403]", '["4**3"]', '- {code|error_code: ["4**3"]', "which is no word"),
    Mistake("bad-pattern", RECOGNISE, "banned: [banned,", 'banned: ["!",', 'banned: ["!"', "which is no word"),
    Mistake("bad-pattern", RECOGNISE, "[gb whatsapp]", "['gb [whatsapp]']", "['gb", "ends with what may be absent"),
    Mistake("bad-id", SYMPTOMS, '"*.details"', '"*details"', '"*details"', "is not a path of keys"),
    Mistake("undefined-class", SYMPTOMS, '["<banned> from', '["<baned> from', '["<baned>', "did you mean `banned`?"),
    Mistake("undefined-fact", SYMPTOMS, "  notice:\n    seen", "  notise:\n    seen", "  notise:", "did you mean `notice`?"),
    Mistake("undefined-value", SYMPTOMS, "    seen: {text", "    sene: {text", "    sene: {text", "did you mean `seen`?"),
    Mistake("undefined-symptom", RECOGNISE, "{all: [spam]", "{all: [span]", "{all: [span]", "did you mean `spam`?"),
    Mistake("undefined-citation", RECOGNISE, "cites: [APP-01]", "cites: [APP-91]", "cites: [APP-91]", "there is no fact `APP-91`"),
    Mistake(
        "undefined-messenger", RECOGNISE, "  whatsapp_app: [gb", "  whatsap_app: [gb", "  whatsap_app:", "did you mean `whatsapp_app`?"
    ),
    Mistake(
        "undefined-ask",
        RECOGNISE,
        "ask: [which]}\nothers",
        "ask: [wich]}\nothers",
        "otherwise: {kind: unclear, certainty: unclear, ask: [wich]",
        "did you mean `which`?",
    ),
    Mistake("uncited", RECOGNISE, "cites: [MAX-06], ", "", "spam: {where", "the symptom `spam`"),
]

TABLE = [
    Mistake("contradictory-row", SYMPTOMS, "{all: [ban_screen], kind", "{none: [ban_screen], kind", "{none: [ban_screen]", "name symptoms"),
    Mistake(
        "contradictory-row",
        SYMPTOMS,
        "{any: [thirty_days], kind",
        "{any: [thirty_days], none: [thirty_days], kind",
        "none: [thirty_days]",
        "wanted and forbidden",
    ),
    Mistake(
        "unclear-without-question",
        SYMPTOMS,
        "otherwise: {kind: unclear, certainty: unclear, ask: [phone_screen]}",
        "otherwise: {kind: unclear, certainty: unclear}",
        "otherwise",
        "add `ask",
    ),
]

GRAPH = [
    Mistake("unreachable-state", FLOW, "{on: failed, to: ask_notice}", "{on: failed, to: no_ban}", "  ask_notice:", "no entry leads to"),
    Mistake(
        "dead-end",
        FLOW,
        "{on: paired, to: chats_only, milestone: paired}",
        "{on: paired, milestone: paired}",
        "  pair:",
        "nothing leads on",
    ),
    Mistake(
        "livelock",
        FLOW,
        "{on: over, to: no_ban}",
        "{on: over, to: circle}\n\n  circle: {kind: route, next: [{to: hold}]}",
        "  hold:",
        "`hold`, `circle`",
    ),
]

ALL = [*YAML, *SHAPE, *NAMES, *STATES, *RULES, *WORDS, *SIGNS, *TABLE, *GRAPH]
