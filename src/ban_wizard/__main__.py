"""The program: `ban-wizard`, or `python -m ban_wizard`."""

import gc
import sys


def main() -> int:
    """Run the command that was typed; the exit code."""
    gc.set_threshold(50_000)  # a command makes fewer objects than that, from its first import on, and needs them all
    from ban_wizard.cli import main

    code = main(sys.argv[1:])
    gc.freeze()  # nothing to look through on the way out either
    return code


if __name__ == "__main__":
    sys.exit(main())
