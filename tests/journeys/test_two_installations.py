"""Two Palat installations with two databases and real servers: letters go both ways, each once, each answered."""

import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from palat.launch.cluster import Cluster
from tests.journeys.installations import Installation, two_offices

pytestmark = pytest.mark.long
WAITING = "SELECT count(*) FROM incoming_item WHERE state = 'waiting' AND channel = 'exchange'"
NEWEST = "SELECT max(id) FROM incoming_item WHERE state = 'waiting' AND channel = 'exchange'"


@pytest.fixture(scope="module")
def offices(
    cluster: Cluster, peopled: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, Installation]]:
    with two_offices(cluster, peopled, tmp_path_factory.mktemp("two")) as both:
        yield both


def state_of(letter: int) -> str:
    return f"SELECT state || '|' || their_number || '|' || why FROM egif_message WHERE letter_id = {letter} ORDER BY id"


def brought(address: str, content: bytes) -> int:
    """Bring bytes to an address; return the status."""
    asked = urllib.request.Request(address, content, {"Content-Type": "text/xml"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_letter_is_received_entered_and_its_number_told(offices: tuple[Installation, Installation]) -> None:
    office, agency = offices
    sent = office.do("send", agency="กฟภ")
    agency.wait(WAITING, "1")
    office.wait(state_of(sent["letter"]), "received||")
    item = int(agency.ask(NEWEST))
    assert agency.ask(f"SELECT told->>'paper_number' FROM incoming_item WHERE id = {item}") == sent["number"]
    signed = "SELECT signed_by FROM egif_message WHERE direction = 'in' AND kind = 'letter'"
    assert agency.ask(signed) == "สำนักงานตัวอย่าง"
    given = agency.do("enter", item=item)
    office.wait(state_of(sent["letter"]), f"accepted|{given['number']}|")
    told = "SELECT count(*) FROM history_event WHERE kind = 'letter_accepted'"
    assert office.ask(told) == "1"


def test_letter_is_sent_back_with_its_reason(offices: tuple[Installation, Installation]) -> None:
    office, agency = offices
    sent = office.do("send", agency="กฟภ")
    agency.wait(WAITING, "1")
    agency.do("reject", item=int(agency.ask(NEWEST)), words="ไม่อยู่ในหน้าที่และอำนาจ")
    office.wait(state_of(sent["letter"]), "rejected||ไม่อยู่ในหน้าที่และอำนาจ")
    assert (
        office.ask("SELECT count(*) FROM matters_clock WHERE code = 'exchange_sent_back' AND stopped_at IS NULL") == "1"
    )


def test_agency_writes_to_the_office(offices: tuple[Installation, Installation]) -> None:
    office, agency = offices
    sent = agency.do("send", agency="สปน")
    office.wait(WAITING, "1")
    agency.wait(state_of(sent["letter"]), "received||")
    given = office.do("enter", item=int(office.ask(NEWEST)))
    agency.wait(state_of(sent["letter"]), f"accepted|{given['number']}|")


def test_letter_waits_while_the_other_side_is_dead_and_arrives_once(
    offices: tuple[Installation, Installation],
) -> None:
    office, agency = offices
    agency.stop("web", by=signal.SIGKILL)
    sent = office.do("send", agency="กฟภ")
    of_letter = f"(SELECT notice_id FROM egif_message WHERE letter_id = {sent['letter']})"
    office.wait(f"SELECT state || attempts FROM notices_notice WHERE id = {of_letter}", "waiting1")
    office.stop("worker", by=signal.SIGKILL)
    agency.start("web")
    office.ask(f"UPDATE notices_notice SET next_at = now() WHERE id = {of_letter}")
    office.start("worker")
    agency.wait(WAITING, "1", seconds=120)
    office.wait(state_of(sent["letter"]), "received||")
    count = f"SELECT count(*) FROM incoming_item WHERE told->>'paper_number' = '{sent['number']}'"
    assert agency.ask(count) == "1"
    agency.do("reject", item=int(agency.ask(NEWEST)), words="ทดสอบ")


def test_what_is_replayed_or_forged_on_the_way_makes_nothing(
    offices: tuple[Installation, Installation],
) -> None:
    office, agency = offices
    before = agency.ask("SELECT count(*) FROM incoming_item")
    name = office.ask(
        "SELECT storage_name FROM egif_message m JOIN files_storedfile f ON f.id = m.file_id"
        " WHERE m.direction = 'out' AND m.kind = 'letter' ORDER BY m.id LIMIT 1"
    )
    (path,) = Path(office.env["PALAT_VAR"]).rglob(Path(name).name)
    content = path.read_bytes()
    address = office.ask("SELECT url FROM egif_peer")
    assert [brought(address, content) for _time in range(3)] == [200, 200, 200]  # answered as before
    forged = (
        content.replace(b"urn:uuid:", b"urn:uuid:0"),
        content.replace("ร้องทุกข์".encode(), "อื่น".encode()),
        b"<!DOCTYPE a>" + content,
        content[: len(content) // 2],
    )
    assert [brought(address, one) for one in forged] == [403, 403, 400, 400]
    assert brought(address, b"<a>" + b"x" * 20_000_000) == 400  # a large one is read to its end
    assert brought(address, b"<a>" + b"x" * 61_000_000) == 413
    assert brought(office.address, content) == 403  # told back to who wrote it
    assert agency.ask("SELECT count(*) FROM incoming_item") == before
