"""A program started with little memory and little time: `python -m … MEGABYTES SECONDS program words…`.

The limits are set here, in a process of its own, because a process with threads must not run Python between fork and
exec. It knows no database and no settings.
"""

import os
import resource
import sys

MEGABYTE = 1 << 20


def main() -> None:
    """Bound this process, and become the program."""
    memory, seconds, *words = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory) * MEGABYTE, int(memory) * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execvp(words[0], words)  # noqa: S606 - our own programs, by fixed words


if __name__ == "__main__":
    main()
