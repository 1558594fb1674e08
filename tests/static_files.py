"""Static files, looked up once in a process.

Each test client makes the middleware anew, which would look at every static file again: a tenth of a second of a core
for each client. What is served, and with what headers, is the same.
"""

from collections.abc import Callable
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware

_found: dict[tuple[str, ...], dict[str, Any]] = {}


class LookedUpOnce(WhiteNoiseMiddleware):
    """The product's middleware, which shares what it found with the others of its process."""

    def update_files_dictionary(self, root: str, prefix: str) -> None:
        """Add the files below a folder."""
        self._add_once((root, prefix), lambda: super(LookedUpOnce, self).update_files_dictionary(root, prefix))

    def add_files_from_finders(self) -> None:
        """Add the files of the packages."""
        self._add_once((), super().add_files_from_finders)

    def _add_once(self, which: tuple[str, ...], look_up: Callable[[], None]) -> None:
        if which not in _found:
            kept, self.files = self.files, {}
            look_up()
            _found[which], self.files = self.files, kept
        self.files.update(_found[which])
