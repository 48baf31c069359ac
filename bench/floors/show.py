"""The least that a command over a store of cases can cost: what we import of the standard library, a database opened and read."""

import argparse
import contextlib  # noqa: F401
import datetime  # noqa: F401
import functools  # noqa: F401
import hashlib  # noqa: F401
import json  # noqa: F401
import pathlib
import re  # noqa: F401
import sqlite3
import typing  # noqa: F401
import zoneinfo  # noqa: F401

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("database", type=pathlib.Path)
    path = parser.parse_args().database
    for (table,) in sqlite3.connect(path).execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        print(table)
