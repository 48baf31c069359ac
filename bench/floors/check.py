"""The floor of a check: the same files parsed, by libyaml and by jinja2, and nothing looked at. Prints the processor time that took."""

from pathlib import Path
from sys import argv
from time import process_time

import jinja2
import yaml

environment = jinja2.Environment()
begun = process_time()
for folder in map(Path, argv[1:]):
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".yaml":
            yaml.load(path.read_bytes(), yaml.CSafeLoader)
        elif path.suffix == ".j2":
            environment.parse(path.read_text("utf-8"))
print(process_time() - begun)
