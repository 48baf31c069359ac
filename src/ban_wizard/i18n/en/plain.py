"""English words: what only the plain wizard says."""

from typing import Final

WORDS: Final = {
    # the plain wizard
    "plain.welcome": "ban-wizard: the way back when a messenger has blocked a number.\n"
    "Answer with a number or a word; ? means “I do not know”.",
    "plain.kept": "Everything is kept. Come back with: ban-wizard",
    "plain.choose_again": "Please answer with a number from 1 to {n}, or with the word.",
    "plain.new": "A new case",
    "plain.which_case": "Which case? (Enter: the first)",
    "plain.messenger": "Which messenger is it?",
    "plain.symptoms": "What do you see? Look at the phone first.",
    "plain.several": "Numbers with commas between, or Enter for none:",
    "plain.number": "The blocked number, with country code:",
    "plain.offence": "Which time is this number blocked? (Enter: {n})",
    "plain.kind": "It looks like this: {kind}.",
    "plain.enter_is": "Enter if that is right ({what}), or another number:",
    "plain.what_now": "What now?",
    "plain.write": "Write the letter: {letter}",
    "plain.override": "It has already happened, although it is not allowed yet",
    "plain.which_act": "What has happened?",
    "plain.reason": "Why? (stays in the log)",
    "plain.note": "Add a note",
    "plain.note_text": "Note:",
    "plain.undo": "Take back the last entry",
    "plain.sources": "Who says so",
    "plain.log": "Show the history",
    "plain.quit": "Leave; everything is kept",
    "plain.unsure": "I do not know",
    "plain.need": "{fact}:",
    "plain.need.reason": "Why? (stays in the log)",
    "plain.need.channel": "Who has answered?",
    "plain.need.letter": "Which letter?",
    "plain.type.text": "In your words (? if you do not know):",
    "plain.type.time": "A time such as 2026-11-21T15:00, or how much is left such as 23:59:10 (? if you do not know):",
    "plain.type.count": "A number (? if you do not know):",
    "plain.type.phone": "A phone number with country code (? if you do not know):",
    "plain.or_skip": "{hint} Enter skips it.",
    "plain.enter_skips": "A number, or Enter to skip:",
    "plain.save_to": "Save it to which new file? (Enter: nowhere)",
}
