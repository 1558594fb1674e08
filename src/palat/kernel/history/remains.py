"""What else has to go when records are destroyed: persons, files, and what was said in chains of the history.

Each package empties its own tables and tells this of what only hung on them; whoever destroys gathers it, and lets go
what nothing else needs any more.
"""

from dataclasses import dataclass, field


@dataclass
class Remains:
    """Gathered while packages empty their tables: row numbers of persons and files, names of chains, single events."""

    persons: set[int] = field(default_factory=set)
    files: set[int] = field(default_factory=set)
    chains: set[str] = field(default_factory=set)
    events: set[int] = field(default_factory=set)

    def add(self, *, persons: object = (), files: object = (), chains: object = (), events: object = ()) -> None:
        """Take in what was found; what is None is nothing."""
        for into, found in (
            (self.persons, persons),
            (self.files, files),
            (self.chains, chains),
            (self.events, events),
        ):
            into.update(one for one in found if one is not None)  # type: ignore[attr-defined]
