"""Whether a message comes from where its sender's address says, by what the Office's own mail server found.

Anyone may write any address under From. A mail server tests it by SPF, DKIM and DMARC, and writes what it found into
the head (RFC 8601). Only the uppermost such line counts, and only where a server that the Office trusts wrote it: lines
below may have come with the message.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from palat.kernel.mailbox.procedure import DISPROVED, PROVED, UNPROVED, Mail

FIELD = "authentication-results"
COMMENT = re.compile(r"\([^()]*\)")
RESULT = re.compile(r"^\s*([a-z0-9-]+)(?:/\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
SAID = re.compile(r"\b([a-z]+\.[a-z0-9_-]+)\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
OF_DOMAIN = {"dkim": "header.d", "spf": "smtp.mailfrom", "dmarc": "header.from"}


@dataclass(frozen=True)
class Found:
    """What one method found: its result, and of which domain."""

    method: str
    result: str
    domain: str


def proof_of(mail: Mail, *, trusted: Collection[str]) -> str:
    """Return PROVED, DISPROVED or UNPROVED for the domain of a message's sender. `trusted`: names of the servers."""
    domain = domain_of(mail.sender)
    found = list(_found((mail.headers or {}).get(FIELD, ""), trusted)) if domain else []
    if any(one.result == "pass" and _speaks_for(one, domain) for one in found):
        return PROVED
    by_dmarc = [one.result for one in found if one.method == "dmarc"]
    failed = {one.result for one in found} & {"fail", "softfail", "permerror"}
    return DISPROVED if "fail" in by_dmarc or (failed and not by_dmarc) else UNPROVED


def domain_of(address: str) -> str:
    """Return the domain of an address."""
    return address.rpartition("@")[2].strip().strip(">").lower()


def _found(line: str, trusted: Collection[str]) -> Iterator[Found]:
    """Read a line of results, where a trusted server wrote it."""
    server, _semicolon, rest = COMMENT.sub(" ", line).partition(";")
    name = (server.split() or [""])[0].lower()
    if name not in {one.lower() for one in trusted}:
        return
    for part in rest.split(";"):
        if result := RESULT.match(part):
            method = result[1].lower()
            said = {key.lower(): value for key, value in SAID.findall(part)}
            yield Found(method, result[2].lower(), domain_of(said.get(OF_DOMAIN.get(method, ""), "")))


def _speaks_for(found: Found, domain: str) -> bool:
    """Say whether what a method passed is the sender's own domain, or for DKIM and SPF one above or below it."""
    if found.domain == domain or found.method == "dmarc" or found.method not in OF_DOMAIN:
        return found.domain == domain and found.method in OF_DOMAIN
    shorter, longer = sorted((found.domain, domain), key=len)
    return shorter.count(".") >= 2 and longer.endswith(f".{shorter}")
