"""The small process that opens what is to leave: `python -m palat.kernel.redaction.child WHAT`, the rest as JSON.

It reads one line of JSON from the file named in its second word and writes one to its output. It knows no database
and no settings; `reading` starts it within bounds, and the system refuses it network and programs.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from palat.kernel.letters.paper.press.confine import no_network
from palat.kernel.redaction.inspecting.looking import look

Asked = Mapping[str, Any]


def inspect(asked: Asked) -> Any:
    """Look into a file."""
    return asdict(look(asked["path"], asked["name"]))


WHATS: dict[str, Callable[[Asked], Any]] = {"inspect": inspect}


def main() -> None:
    """Do what was asked."""
    what, asked = sys.argv[1:]
    no_network()
    said = WHATS[what](json.loads(Path(asked).read_text(encoding="utf-8")))
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
