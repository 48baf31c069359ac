"""The parts of the application object (`wizard.py`): where a case stands, how it is recorded, what leaves it and comes in."""
