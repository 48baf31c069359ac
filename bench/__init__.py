"""How fast ban-wizard is, each figure beside its floor: the least that work of that kind can cost on the same machine."""
