"""Making a bag in a process of its own: bagit.py changes the working folder, which all threads of a server share.

python -m palat.kernel.retention.bagging FOLDER < about.json
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CHECKSUMS = ["sha256", "sha512"]
SECONDS = 600


def make_bag(folder: Path, about: Mapping[str, str]) -> None:
    """Make a bag of a folder, in place. Raises: CalledProcessError, TimeoutExpired."""
    subprocess.run(
        [sys.executable, "-m", __name__, str(folder)],
        input=json.dumps(about).encode(),
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )


def main() -> None:
    """Read what is said of the bag, and make it."""
    import bagit

    bagit.make_bag(sys.argv[1], json.load(sys.stdin), checksums=CHECKSUMS)


if __name__ == "__main__":
    main()
