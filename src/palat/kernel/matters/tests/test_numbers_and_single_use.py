"""Numbers without gaps under concurrency, links that work once, and a process killed in the middle of an act."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from palat.kernel.matters.models import OneTimeLink
from palat.kernel.matters.operations.acts import acting
from palat.kernel.matters.operations.onetime import VALID_DAYS, LinkUnusable, make_link, open_link, use_up
from palat.kernel.matters.tests.factories import NOW, holder, matter, referred
from palat.launch.cluster import Cluster

PROGRAM = Path(__file__).with_name("process.py")


@pytest.mark.django_db
def test_link_works_once_and_only_its_digest_is_kept() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    (track,) = referred(one, officer, "กฟน")
    token = make_link(track_id=track.pk, sent_to="mea@example.org", at=NOW)
    assert token.encode() not in bytes(OneTimeLink.objects.get().token_digest)
    by, found = open_link(token=token, at=NOW)
    assert found == track
    with acting(matter_id=one.pk, by=by, at=NOW) as act:
        act.move("agency_accept", track=act.track(track.pk))
        use_up(by=by, at=NOW)
    with pytest.raises(LinkUnusable, match="ใช้ตอบไปแล้ว"):
        open_link(token=token, at=NOW)
    with pytest.raises(LinkUnusable):
        use_up(by=by, at=NOW)


@pytest.mark.django_db
def test_link_is_not_used_up_by_an_act_that_is_rolled_back() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    (track,) = referred(one, officer, "กฟน")
    token = make_link(track_id=track.pk, sent_to="mea@example.org", at=NOW)
    by, _found = open_link(token=token, at=NOW)

    def fail() -> None:
        with acting(matter_id=one.pk, by=by, at=NOW):
            use_up(by=by, at=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert open_link(token=token, at=NOW)[0] == by


@pytest.mark.django_db
def test_link_that_is_unknown_or_expired_says_what_to_do() -> None:
    officer = holder("officer-1")
    (track,) = referred(matter(officer=officer), officer, "กฟน")
    token = make_link(track_id=track.pk, sent_to="mea@example.org", at=NOW)
    with pytest.raises(LinkUnusable, match="ไม่ถูกต้อง"):
        open_link(token=token + "x", at=NOW)
    with pytest.raises(LinkUnusable, match="ขอลิงก์ใหม่"):
        open_link(token=token, at=NOW + timedelta(days=VALID_DAYS))


@pytest.fixture
def database(cluster: Cluster, template_database: str) -> Iterator[str]:
    """A database of its own: other processes see only what is committed."""
    name = f"acts_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    yield name
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def test_kill_in_the_middle_and_numbers_under_concurrency(cluster: Cluster, database: str) -> None:
    """A killed act leaves nothing; an acknowledged one loses nothing; batches at once leave no gap."""
    env = {**os.environ, "DATABASE_URL": cluster.url(database), "DJANGO_SETTINGS_MODULE": "palat.settings"}

    def ask(statement: str) -> str:
        return cluster.psql(database, statement).strip()

    def begin(what: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, str(PROGRAM), what], env=env, stdout=subprocess.PIPE, text=True)

    # Killed inside the transaction, after the move and its job, before the commit.
    killed = begin("accept_and_wait")
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == "inside"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    assert ask("SELECT count(*) FROM matters_matter WHERE state <> 'received'") == "0"
    assert ask("SELECT count(*) FROM history_event WHERE kind = 'accept'") == "0"
    assert ask("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.effect'") == "0"
    # Killed after the answer: everything of it stands, its job included.
    acknowledged = begin("accept_and_stay")
    assert acknowledged.stdout is not None
    assert acknowledged.stdout.readline().strip() == "acknowledged"
    acknowledged.send_signal(signal.SIGKILL)
    acknowledged.wait()
    acknowledged.stdout.close()
    assert ask("SELECT count(*) FROM matters_matter WHERE state = 'in_hand'") == "1"
    assert ask("SELECT count(*) FROM history_event WHERE kind = 'accept'") == "1"
    assert ask("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.effect'") == "1"

    both = [begin("number"), begin("number")]
    assert all(one.communicate(timeout=60)[0].strip() == "[]" for one in both)
    numbers = ask("SELECT string_agg(substring(number from '[0-9]+'), ' ') FROM matters_matter").split()
    assert sorted(map(int, numbers)) == list(range(1, 41))
