"""Real processes that ask a real mail server, killed again and again: no message is lost, none is taken twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from palat.kernel.mailbox.tests.dovecot import PASSWORD, USER, MailServer
from palat.kernel.mailbox.tests.mails import mail, picture
from palat.kernel.mailbox.tests.test_fetching import mailbox as mailbox
from palat.launch.cluster import Cluster

pytestmark = pytest.mark.long
MANY = 60
POLL = "import django; django.setup(); from palat.kernel.mailbox.tasks import poll_mailbox; poll_mailbox(0)"


@pytest.fixture
def database(cluster: Cluster, template_database: str) -> Iterator[str]:
    """A database of its own: another process sees only what is committed."""
    name = f"mail_killed_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    yield name
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def test_killed_poll_loses_nothing_and_doubles_nothing(
    mailbox: MailServer,
    cluster: Cluster,
    database: str,
    tmp_path: Path,
) -> None:
    for number in range(MANY):
        files = (("ภาพ.png", picture(), "image/png"),)
        mailbox.deliver(mail(subject=f"ฉบับที่ {number}", message_id=f"<{number}@example.org>", files=files))
    surroundings = {
        **os.environ,
        "DATABASE_URL": cluster.url(database),
        "DJANGO_SETTINGS_MODULE": "palat.settings",
        "PALAT_DEBUG": "1",
        "PALAT_VAR": str(tmp_path),
        "PALAT_IMAP_URL": f"imaps://{USER}@localhost:{mailbox.tls_port}/INBOX",
        "PALAT_IMAP_PASSWORD": PASSWORD,
        "SSL_CERT_FILE": str(mailbox.certificate),
    }

    def said(statement: str) -> int:
        return int(cluster.psql(database, statement))

    def polling() -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-c", POLL], env=surroundings)

    for _kill in range(3):
        before, deadline = said("SELECT count(*) FROM mailbox_message"), time.monotonic() + 60
        process = polling()
        while said("SELECT count(*) FROM mailbox_message") <= before + 5:
            assert process.poll() is None
            assert time.monotonic() < deadline
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert 15 <= said("SELECT count(*) FROM mailbox_message") < MANY, "it was killed in the middle"

    together = [polling(), polling()]
    assert [one.wait(timeout=120) for one in together] == [0, 0]
    assert said("SELECT count(*) FROM mailbox_message") == MANY
    assert said("SELECT count(*) FROM incoming_item WHERE state = 'waiting'") == MANY
    assert said("SELECT count(DISTINCT subject) FROM incoming_item") == MANY
    assert said("SELECT count(*) FROM incoming_itemfile WHERE file_id IS NOT NULL") == MANY
    assert said("SELECT last_uid FROM mailbox_mailbox") == MANY
