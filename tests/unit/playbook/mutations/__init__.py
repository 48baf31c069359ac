"""Author mistakes of every class that the checks must find, as changes to any playbook: the playbook itself says where they can be made.

Where a playbook has no such thing as a mistake is about (a quota, a fuzzy wait), the mutation adds the thing with its mistake.
"""

from tests.unit.playbook.mutations import names, rules, table, ways, words
from tests.unit.playbook.mutations.seeded import CLASSES, MUTATIONS, Mutation, Seeded, misspelt

__all__ = ["CLASSES", "MUTATIONS", "Mutation", "Seeded", "misspelt", "names", "rules", "table", "ways", "words"]
