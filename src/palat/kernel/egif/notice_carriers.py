"""The exchange as a channel of the outbox."""

from palat.kernel.egif.operations.sending import CHANNEL, remembers, send
from palat.kernel.egif.procedure import KINDS
from palat.kernel.notices.channels.carriers import Carrier, brings

brings(CHANNEL, Carrier(send, remembers, {f"exchange.{one.code}": one.label for one in KINDS.values()}))
