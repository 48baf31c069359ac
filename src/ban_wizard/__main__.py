"""`python -m ban_wizard`."""

import sys

from ban_wizard.cli import main

sys.exit(main())
