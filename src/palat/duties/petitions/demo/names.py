"""Names for people who do not exist.

Given names and family names are words of everyday things put together by us; whoever reads them sees at once that
they were made up. Telephone numbers begin with 00, which no Thai number does; citizen numbers begin with 00000.
"""

import random
from dataclasses import dataclass

from palat.duties.petitions.demo.composing import lexicon
from palat.kernel.identities.normalising import citizen_id_check_digit


@dataclass(frozen=True)
class Name:
    """A made-up name."""

    title: str
    given: str
    family: str
    woman: bool


def name(rng: random.Random, families: str = "family") -> Name:
    """Return a made-up name."""
    words = lexicon()
    woman = rng.random() < 0.54
    title = rng.choice(["นาง", "นางสาว"]) if woman else "นาย"
    return Name(title, rng.choice(words["woman" if woman else "man"]), rng.choice(words[families]), woman)


def official_name(rng: random.Random, given: set[tuple[str, str]]) -> Name:
    """Return a made-up name for an official, that none of those given before bears."""
    while True:
        who = name(rng, "official_family")
        if (who.given, who.family) not in given:
            given.add((who.given, who.family))
            return who


def foreign_name(rng: random.Random) -> str:
    """Return a made-up name of a foreigner."""
    return rng.choice(lexicon()["foreign_name"])


def telephone(rng: random.Random) -> str:
    """Return a telephone number that cannot exist: no Thai number begins with 00."""
    return f"00{rng.randrange(10**8):08d}"


def citizen_number(rng: random.Random) -> str:
    """Return a citizen number with the right check digit, of a district (0000) that does not exist."""
    first_twelve = f"00000{rng.randrange(10**7):07d}"
    return f"{first_twelve}{citizen_id_check_digit(first_twelve)}"


def email(rng: random.Random) -> str:
    """Return an address in the domain that is reserved for examples."""
    return f"sommut{rng.randrange(10**6):06d}@example.org"
