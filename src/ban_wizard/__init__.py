"""ban-wizard: what to do when a messenger has blocked a number."""

__version__ = "0.1.0"
