"""Different letters per second from one act: each drafted, numbered, set on paper and recorded on its own petition.

python -m benchmarks.letters --json

The letters acknowledge petitions to petitioners who gave a name, the fullest case: an event for the draft, the issue
and the paper, the sealed name opened and recorded, a number of the register, the paper that leaves set and hashed.
The masked copies that the Office keeps are set afterwards, in the same job: `copies_s` is what they take. The job runs
as the worker runs it, with one process that sets pages for each core.

`sealed_letters_per_s` is the same with the Office's certificate on every paper that leaves (PAdES), measured apart on a
fifth of the letters: its key is made for the run.
"""

import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from benchmarks.installation import installation
from benchmarks.reporting import say

TEXT = "ไฟฟ้าในซอยดับทุกคืน ขอให้ช่วยแก้ไข"


def filed(count: int) -> list[int]:
    """File petitions of people who gave name and address."""
    from palat.duties.petitions.operations.intake import Brought, file_petition
    from palat.kernel.matters.authority import Actor

    now, numbers = datetime.now(UTC), []
    for place in range(count):
        who = {"given_name": f"สมมุติ{place}", "family_name": "ตัวอย่าง", "address": f"99/{place} ตำบลสมมุติ"}
        brought = Brought(kind="grievance", channel="post", text=f"{TEXT} หมู่ที่ {place}", person=who)
        numbers.append(file_petition(brought=brought, by=Actor("citizen"), at=now).pk)
    return numbers


def clerk() -> Any:
    """Return a clerk of the registry as an actor."""
    from palat.kernel.accounts.models import User
    from palat.kernel.matters.authority import Actor
    from palat.kernel.organisation.models import Official, Post
    from palat.kernel.organisation.operations import appoint
    from palat.kernel.organisation.queries import authority_of

    user = User.objects.create_user("bench-clerk", secrets.token_urlsafe())
    person = Official.objects.create(user=user, given_name="สมมุติ", family_name="สารบรรณ")
    post = Post.objects.get(code="clerk-1")
    appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=datetime.now(UTC), by="system")
    return Actor("official", authority_of(user_id=user.pk, on=datetime.now(UTC).date()))


def run(matter_ids: list[int], by: Any) -> tuple[int, float, float]:
    """Issue a letter on each matter as one batch. Returns it, the seconds to its end, and those of the copies."""
    from palat.kernel.letters.operations.batches import begin_letters
    from palat.kernel.letters.tasks import batch

    begun = begin_letters(kind="acknowledgement", matter_ids=matter_ids, by=by, at=datetime.now(UTC))
    at, start = datetime.now(UTC), time.perf_counter()
    batch(begun.pk)
    whole = time.perf_counter() - start
    begun.refresh_from_db()
    until_end = (begun.ended_at - at).total_seconds()
    return begun.pk, until_end, whole - until_end


def checked(batch_id: int, count: int) -> dict[str, Any]:
    """Say what the batch left: how many have all of their parts, whether the register has a gap, what was refused."""
    from palat.kernel.history.models import Event
    from palat.kernel.letters.models import BatchItem, Letter

    items = BatchItem.objects.filter(batch_id=batch_id)
    whole = Letter.objects.filter(pk__in=items.values("letter"), file__isnull=False).exclude(sha256="")
    running = sorted(whole.values_list("running", flat=True))
    kinds = ("letter_draft", "letter_issue", "letter_finish")
    chains = [f"matter:{one}" for one in items.values_list("matter", flat=True)]
    return {
        "letters": whole.count(),
        "different": whole.values("sha256").distinct().count(),
        "gaps": running[-1] - running[0] + 1 - len(running) if running else count,
        "refused": items.exclude(state="done").count(),
        "events_each": round(Event.objects.filter(chain__in=chains, kind__in=kinds).count() / max(1, whole.count()), 2),
    }


@contextmanager
def certificate() -> Iterator[None]:
    """Give the Office a key of 2,048 bits with a certificate that it signed itself, for a while."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
    from cryptography.x509.oid import NameOID
    from django.test import override_settings

    key, now = rsa.generate_private_key(65537, 2048), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "benchmark")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    kept = pkcs12.serialize_key_and_certificates(b"office", key, made.sign(key, hashes.SHA256()), None, NoEncryption())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.p12"
        path.write_bytes(kept)
        with override_settings(SIGNING_CERTIFICATE=str(path), SIGNING_PASSPHRASE=""):
            yield


def rate(matter_ids: list[int], by: Any) -> tuple[float, float, dict[str, Any]]:
    """Issue a letter on each matter. Returns letters per second, the seconds of the copies, what was found."""
    batch_id, seconds, copies = run(matter_ids, by)
    found = checked(batch_id, len(matter_ids))
    return round(found["letters"] / seconds, 1), round(copies, 2), {**found, "seconds": round(seconds, 2)}


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--letters", default=2_000)
def main(as_json: bool, letters: int) -> None:
    """File petitions, warm up with a twentieth of them, issue a letter on each of the others."""
    with installation():
        warm, sealed = letters // 20, letters // 5
        numbers, by = filed(letters + warm + sealed), clerk()
        run(numbers[:warm], by)
        plain, copies, found = rate(numbers[warm : warm + letters], by)
        with certificate():
            with_seal, _copies, of_sealed = rate(numbers[warm + letters :], by)
    found |= {"sealed_letters": of_sealed["letters"], "sealed_refused": of_sealed["refused"]}
    say({"letters_per_s": plain, "sealed_letters_per_s": with_seal, "copies_s": copies, **found}, as_json=as_json)


if __name__ == "__main__":
    main()
