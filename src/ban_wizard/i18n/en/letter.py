"""English words: what is said about letters."""

from typing import Final

WORDS: Final = {
    # letters
    "letter.too_long": "{label}: {length} characters, and the letter has room for {limit}. Shorten it, please.",
    "letter.text": "{label}: this must be text.",
    "letter.phone": "{label}: write the number with + and the country code, such as +79111234567.",
    "letter.time": "{label}: write a date and a time with an offset, such as 2026-11-20T14:30+03:00.",
    "letter.count": "{label}: write a whole number, 0 or more.",
    "letter.choice": "{label}: choose one of: {values}.",
    "letter.many": "{label}: choose from: {values}.",
    "letter.dated": "{label}: choose from: {values}, each with a date such as 2026-11-20.",
    "letter.unsupported_claim": "The letter cannot say “{claim}” yet: first confirm {needs}.",
    "letter.no_language": "The letter {letter} is not written in “{asked}”. Its languages: {values}.",
    "letter.over_limit": "{length} characters; we keep such a letter under {limit}. That is our habit, not the messenger's rule.",
    "letter.unsure": "You do not know: {label}. The letter says nothing about it; you may be asked.",
    "letter.lapsed": "Left out, because the day planned for it has passed: {claim}. Confirm that it is done, or name a new day.",
    "letter.reading_copy": "Reading copy. The text to be sent is the Russian one, not this one.",
    "lint.placeholder": "A placeholder is left in the text: {found} — fill it in or take it out.",
    "lint.two_numbers": "There is more than one number in this request: {found}. Write one request for each number.",
    "lint.threat": "“{found}” reads like a threat. A polite request gets further.",
    "lint.blame": "“{found}” puts the blame on the people who got your messages. Better say what you have changed.",
    "lint.contradiction": "“{found}”: you have told us otherwise ({told}). Correct the text, or your answer.",
    "lint.language": "“{found}” is in Russian, and this letter is read in English. Better write it in English.",
    "lint.reading_copy": "“{found}” heads this text: it is the copy for you to read. Send the letter in the other language.",
    "lint.told.mailing": "there was a mailing",
    "lint.told.no_mailing": "there was no mailing",
    "lint.told.program": "messages are sent from a program",
    "lint.told.tools": "a service or a program is connected",
    "lint.told.blocked_before": "the number was blocked before",
    "lint.told.no_consent": "the recipients have not agreed",
    "lint.told.no_opt_out": "there is no way to opt out",
}
