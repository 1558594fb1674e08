"""How someone wants to be told."""

from dataclasses import dataclass

from palat.kernel.identities.queries import fields_given
from palat.kernel.notices.channels import ready
from palat.kernel.notices.models import Wish
from palat.kernel.notices.procedure import CHANNELS, NONE, TO_CITIZENS


@dataclass(frozen=True)
class Way:
    """A channel and a language. `channel`: empty where there is no way to reach someone; none: by their own wish."""

    channel: str
    language: str
    chosen: bool = False


def way_to(person_id: int) -> Way:
    """Return how to tell a citizen: as chosen; who chose nothing and left an e-mail address is told by e-mail."""
    wish = Wish.objects.filter(pk=person_id).first()
    given = fields_given(person_id)
    if wish is None:
        return Way("email" if "email" in given else "", "th")
    reachable = wish.channel == NONE or bool(given & set(CHANNELS[wish.channel].fields))
    return Way(wish.channel if reachable else "", wish.language, chosen=True)


def ways_open(person_id: int) -> list[str]:
    """Return the channels by which a citizen could be told now: an address was given, and the channel is set up."""
    given = fields_given(person_id)
    return [code for code in TO_CITIZENS if given & set(CHANNELS[code].fields) and ready.is_ready(code)]
