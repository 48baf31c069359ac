"""From any text to the symptoms in it: words by patterns, payloads by their fields. Pure, and linear in the text."""
