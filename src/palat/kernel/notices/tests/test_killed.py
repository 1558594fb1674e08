"""A real process, killed after the other side took a notice and before that was written down."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from palat.kernel.notices.stand_in import Providers, StandIn
from palat.launch.cluster import Cluster
from palat.launch.processes import free_port

pytestmark = pytest.mark.long
BEGIN = """
import os, sys, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from palat.kernel.history import ids
from palat.kernel.identities.operations import create_person
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations.delivering import deliver, push
from palat.kernel.notices.operations.telling import put
now = timezone.now()
"""
SEND = """
fields = {"phone": "0812345678", "email": "somsmut@example.org"}
person = create_person(kind="natural", fields=fields, at=now)
one = put(Notice(id=ids.take(), channel=sys.argv[1], person_id=person.pk, subject="x", body="x", made_at=now))
deliver(notice_id=one.pk, at=now)
"""
AGAIN = """
push(at=now + timedelta(minutes=5))
for one in Notice.objects.all():
    for _each in range(2):
        deliver(notice_id=one.pk, at=now + timedelta(days=1))
"""


class SlowMailbox:
    """A mail server that takes a mail and is slow to say so."""

    def __init__(self) -> None:
        self.taken = 0
        self.let_go = threading.Event()

    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802 - the name is aiosmtpd's
        self.taken += 1
        while self.taken == 1 and not self.let_go.is_set():
            await asyncio.sleep(0.02)
        return "250 taken"


@pytest.fixture
def database(cluster: Cluster, template_database: str) -> Iterator[str]:
    """A database of its own: another process sees only what is committed."""
    name = f"notices_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    yield name
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def killed_while(taken: Callable[[], int], channel: str, surroundings: dict[str, str]) -> None:
    """Send by a process of its own, and kill it once the other side has taken the notice."""
    words = [sys.executable, "-c", BEGIN + SEND, channel]
    process = subprocess.Popen(words, env=surroundings)
    deadline = time.monotonic() + 60
    while not taken():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_text_message_is_sent_once_and_a_mail_is_left_to_a_person(cluster: Cluster, database: str) -> None:
    listening, mailbox = StandIn(0, Providers(hanging=1)), SlowMailbox()
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    smtp = Controller(mailbox, hostname="127.0.0.1", port=free_port(23025 + os.getpid() % 500))
    smtp.start()
    surroundings = {
        **os.environ,
        "DATABASE_URL": cluster.url(database),
        "DJANGO_SETTINGS_MODULE": "palat.settings",
        "PALAT_SMS_URL": f"{listening.url}/sms",
        "PALAT_EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
    }

    def states() -> list[str]:
        told = cluster.psql(database, "SELECT channel || ' ' || state FROM notices_notice ORDER BY channel")
        return told.strip().split("\n")

    try:
        killed_while(lambda: len(listening.providers.taken), "sms", surroundings)
        killed_while(lambda: mailbox.taken, "email", surroundings)
        assert states() == ["email sending", "sms sending"]
        listening.providers.let_go.set()
        mailbox.let_go.set()
        subprocess.run([sys.executable, "-c", BEGIN + AGAIN], env=surroundings, check=True)
        assert states() == ["email unsure", "sms sent"]
        assert (len(listening.providers.taken), mailbox.taken) == (1, 1)
        assert listening.providers.asked == 2  # asked twice with one key, taken once
    finally:
        smtp.stop()
        listening.shutdown()
        listening.server_close()
        thread.join()
