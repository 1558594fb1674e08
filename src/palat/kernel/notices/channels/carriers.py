"""Channels that an app above brings in its module `notice_carriers`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from palat.kernel.notices.channels.going import Going, Taken


@dataclass(frozen=True)
class Carrier:
    """`send` raises Refused, Unavailable or Unknown. `remembers` says of an event whether its receiver keeps keys.

    `kinds`: what it sends, with the words by which lists name it.
    """

    send: Callable[[Going], Taken]
    remembers: Callable[[Mapping[str, Any]], bool]
    kinds: Mapping[str, str]


_CARRIERS: dict[str, Carrier] = {}


def brings(channel: str, carrier: Carrier) -> None:
    """Let a channel be sent by what an app above brings."""
    _CARRIERS[channel] = carrier


@cache
def _discovered() -> bool:
    autodiscover_modules("notice_carriers")
    return True


def carrier_of(channel: str) -> Carrier | None:
    """Return what sends by a channel, if an app above brought it."""
    _discovered()
    return _CARRIERS.get(channel)


def brought_kinds() -> dict[str, str]:
    """Return what is sent by all brought channels, with its words."""
    _discovered()
    return {code: label for carrier in _CARRIERS.values() for code, label in carrier.kinds.items()}
