"""The surroundings of a test run, set before anything reads them: pytest loads this first (`-p` in pyproject.toml).

Nothing of the caller's own installation reaches the tests, least of all its database. Only what is
meant for tests stays: PALAT_TEST_DATABASE_URL and PALAT_SHARED_DATA. What a test starts as a program of its own
finds the same settings, and keeps its compiled modules as `make` does.
"""

import os
import sys
from pathlib import Path

KEPT = ("PALAT_TEST_", "PALAT_SHARED_DATA")

for _name in [name for name in os.environ if name.startswith("PALAT_") and not name.startswith(KEPT)]:
    del os.environ[_name]
os.environ.pop("DATABASE_URL", None)
ROOT = Path(__file__).parents[3]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
os.environ["PALAT_DEBUG"] = "1"
os.environ["PALAT_VAR"] = str(ROOT / "var" / "test")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "build" / "pycache"))
sys.path.insert(0, str(ROOT))
