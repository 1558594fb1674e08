"""The API of agencies with systems of their own."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palat.duties.petitions.tests.factories import agency_id, liaison, official
from palat.kernel.agencies.models import Draft, Remembered, Token
from palat.kernel.agencies.operations import people, tokens
from palat.kernel.agencies.procedure import PER_MINUTE
from palat.kernel.history.models import Event
from palat.kernel.matters.models import Attachment, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from tests.agencies.people import PEA, PWA, approver, fresh, referred, send_back, user_of

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/agency"
NOW = timezone.now()


def token(agency: str = PEA, scopes: tuple[str, ...] = ("read", "answer"), by: Any = None) -> str:
    """Make a token of an agency, and return its secret."""
    maker = by or liaison(agency)
    _made, secret = tokens.make(
        agency_id=agency_id(agency), name="ระบบร้องเรียน", scopes=scopes, days=30, by=maker, at=NOW
    )
    return secret


def header(secret: str) -> dict[str, str]:
    """Return the header of a token."""
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def post(client: Client, secret: str, track: Track, key: str = "key-00000001", **said: Any) -> Any:
    """Answer on a track."""
    address = f"{ROOT}/matters/{track.pk}/answers"
    return client.post(address, said, HTTP_IDEMPOTENCY_KEY=key, **header(secret))


def test_list_and_read_only_the_agency_s_own(client: Client) -> None:
    mine, other = referred(PEA), referred(PWA)
    secret = token()
    listed = client.get(f"{ROOT}/matters", **header(secret)).json()
    assert [one["id"] for one in listed["items"]] == [mine.pk]
    read = client.get(f"{ROOT}/matters/{mine.pk}", **header(secret)).json()
    assert (read["text"], read["status"]) == ("ไฟฟ้าในซอยดับทุกคืน ขอให้ช่วยแก้ไข", None)
    assert sorted(read["answers"]) == [-1, 0, 1, 2, 3]
    hidden = client.get(f"{ROOT}/matters/{other.pk}", **header(secret))
    assert hidden.status_code == 404
    assert hidden["Content-Type"] == "application/problem+json"


def test_a_concealed_petitioner_stays_concealed(client: Client) -> None:
    from palat.duties.petitions.models import Petition

    track = referred()
    Petition.objects.filter(pk=track.matter_id).update(conceal=["name"], concealed_text="ฉบับปกปิด")
    said = client.get(f"{ROOT}/matters/{track.pk}", **header(token())).json()
    assert (said["text"], said["wanted"]) == ("ฉบับปกปิด", "")


def test_statuses_zero_to_three_are_the_agency_s_answers(client: Client) -> None:
    secret = token()
    for status, state in ((2, "in_progress"), (0, "in_progress"), (3, "returned"), (1, "reported"), (-1, "asked")):
        track = referred()
        said = {"status": status, "words": "ถ้อยคำ", "result": "solved"}
        answer = post(client, secret, track, key=f"key-of-{status:+d}-1", **said)
        assert answer.status_code == 201, answer.content
        assert fresh(track).state == state
    listed = client.get(f"{ROOT}/matters", **header(secret)).json()["items"]
    assert sorted(str(one["status"]) for one in listed) == ["0", "0", "0", "1", "3"]


def test_files_come_with_an_answer_and_can_be_read_back(client: Client) -> None:
    track, secret = referred(), token()
    file = SimpleUploadedFile("รายงาน.txt", "ผลการซ่อม".encode(), "text/plain")
    assert post(client, secret, track, status=1, words="ซ่อมแล้ว", result="solved", files=[file]).status_code == 201
    kept = client.get(f"{ROOT}/matters/{track.pk}", **header(secret)).json()["files"]
    assert [one["name"] for one in kept] == ["รายงาน.txt"]
    read = client.get(f"{ROOT}/matters/{track.pk}/files/{kept[0]['id']}", **header(secret))
    assert b"".join(read.streaming_content).decode() == "ผลการซ่อม"  # type: ignore[attr-defined]
    bad = SimpleUploadedFile("โปรแกรม.exe", b"MZ\x90\x00" + b"\0" * 100, "application/octet-stream")
    refused = post(client, secret, referred(), key="key-bad-file", status=0, words="แนบ", files=[bad])
    assert refused.status_code == 422
    assert Attachment.objects.count() == 1


def test_one_key_counts_once_and_is_not_for_another_answer(client: Client) -> None:
    track, secret = referred(), token()
    said = {"status": 0, "words": "ลงพื้นที่แล้ว"}
    first, again = post(client, secret, track, **said), post(client, secret, track, **said)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Event.objects.filter(chain=f"matter:{track.matter_id}", kind="agency_progress").count() == 1
    other = post(client, secret, track, status=0, words="ถ้อยคำอื่น")
    assert (other.status_code, other.json()["title"]) == (422, "key_reused")
    without = client.post(f"{ROOT}/matters/{track.pk}/answers", said, **header(secret))
    assert without.status_code == 422


def test_what_was_refused_may_be_sent_again_with_the_same_key(client: Client) -> None:
    track, secret = referred(), token()
    refused = post(client, secret, track, status=1, words="", result="solved")
    assert (refused.status_code, refused.json()["title"]) == (409, "refused")
    assert not Remembered.objects.exists()
    assert post(client, secret, track, status=1, words="ซ่อมแล้ว", result="solved").status_code == 201


def test_whoever_acts_on_old_news_is_told(client: Client) -> None:
    track, secret = referred(), token()
    version = client.get(f"{ROOT}/matters/{track.pk}", **header(secret)).json()["version"]
    post(client, secret, track, status=1, words="ซ่อมแล้ว", result="solved")
    send_back(track)
    late = post(client, secret, track, key="key-late-0001", status=1, words="ซ้ำ", result="solved", seen=version)
    assert (late.status_code, late.json()["title"]) == (409, "moved")


def test_where_the_agency_wants_approval_an_answer_waits_as_a_draft(client: Client) -> None:
    track, head = referred(), approver()
    people.set_approval(agency_id=agency_id(PEA), approval="answers", by=head, at=NOW)
    answer = post(client, token(), track, status=1, words="ซ่อมแล้ว", result="solved")
    assert (answer.status_code, answer.json()["outcome"]) == (202, "awaiting_approval")
    assert fresh(track).state == "sent"
    assert Draft.objects.get().state == "submitted"
    again = post(client, token(), track, key="key-other-1", status=1, words="ทับร่าง", result="solved")
    assert again.status_code == 409
    final = token(scopes=("read", "final"), by=head)
    assert post(client, final, track, key="key-final-1", status=1, words="อนุมัติแล้ว", result="solved").status_code == 201
    assert fresh(track).answer == "อนุมัติแล้ว"


def test_only_an_approver_gives_the_right_to_send_what_was_approved() -> None:
    with pytest.raises(NotAuthorised):
        token(scopes=("final",))
    with pytest.raises(NotAuthorised):
        tokens.make(agency_id=agency_id(PEA), name="x", scopes=("read",), days=30, by=liaison(PWA), at=NOW)
    with pytest.raises(NotAuthorised):
        token(by=liaison(PEA, role="agency_drafter"))
    with pytest.raises(UnableToAct):
        token(scopes=("everything",))


def test_a_token_reads_or_answers_as_its_scopes_say(client: Client) -> None:
    track, reads = referred(), token(scopes=("read",))
    assert post(client, reads, track, status=0, words="ถ้อยคำ").status_code == 403
    answers = token(scopes=("answer",))
    assert client.get(f"{ROOT}/matters", **header(answers)).status_code == 403


def test_secret_is_kept_nowhere_and_shown_once(client: Client) -> None:
    client.force_login(user_of(liaison(PEA)))
    typed = {"name": "ระบบกลาง", "scopes": ["read"], "days": "90"}
    page = client.post(reverse("agency_tokens"), typed).content.decode()
    made = Token.objects.get()
    secret = page[page.index("palat_") :].split("<")[0]
    assert client.get(f"{ROOT}/matters", **header(secret)).status_code == 200
    assert secret not in client.get(reverse("agency_tokens")).content.decode()
    assert secret.encode() not in bytes(made.digest)


def test_unknown_expired_and_revoked_tokens_open_nothing_and_look_alike(client: Client) -> None:
    expired, revoked, works = token(), token(), token()
    Token.objects.filter(digest=people.digest(expired)).update(expires_at=NOW - timedelta(days=1))
    gone = Token.objects.get(digest=people.digest(revoked))
    tokens.revoke(agency_id=agency_id(PEA), token_id=gone.pk, by=liaison(PEA), at=NOW)
    bodies = set()
    for secret in (expired, revoked, "palat_unknown", ""):
        answer = client.get(f"{ROOT}/matters", **header(secret))
        assert answer.status_code == 401
        bodies.add(answer.content)
    assert len(bodies) == 1
    assert client.get(f"{ROOT}/matters").status_code == 401
    assert client.get(f"{ROOT}/matters", **header(works)).status_code == 200


def test_the_token_of_an_official_s_session_is_none(client: Client) -> None:
    client.force_login(user_of(official("officer-1")))
    assert client.get(f"{ROOT}/matters").status_code == 401


def test_too_many_requests_in_a_minute_are_told_to_wait(client: Client) -> None:
    secret = token()
    first = client.get(f"{ROOT}/matters", **header(secret))
    assert first["X-RateLimit-Remaining"] == str(PER_MINUTE - 1)
    made = Token.objects.get()
    made.minutes.update(count=PER_MINUTE)
    made.minutes.create(minute=made.minutes.get().minute + timedelta(minutes=1), count=PER_MINUTE)
    answer = client.get(f"{ROOT}/matters", **header(secret))
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_pages_follow_one_another_by_cursor_without_gap_or_double(client: Client) -> None:
    tracks = {referred().pk for _each in range(5)}
    secret, seen, cursor = token(), list[int](), ""
    for _page in range(3):
        page = client.get(f"{ROOT}/matters?limit=2&cursor={cursor}", **header(secret)).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"] or ""
    assert cursor == ""
    assert sorted(seen) == sorted(tracks)
    assert client.get(f"{ROOT}/matters?cursor=bad", **header(secret)).status_code == 422


def test_what_a_system_did_stands_in_the_history_under_its_name(client: Client) -> None:
    track, secret = referred(), token()
    post(client, secret, track, status=2)
    event = Event.objects.get(chain=f"matter:{track.matter_id}", kind="agency_accept")
    holding = Token.objects.get().holding
    assert event.actor == f"official:{holding.official_id}"
    assert event.basis == f"holding:{holding.pk}"


def test_the_api_describes_itself(client: Client) -> None:
    described = client.get(reverse("agency_api:openapi-json")).json()
    assert set(described["paths"]) == {
        f"{ROOT}/matters",
        f"{ROOT}/matters/{{track_id}}",
        f"{ROOT}/matters/{{track_id}}/files/{{file_id}}",
        f"{ROOT}/matters/{{track_id}}/answers",
        f"{ROOT}/results",
    }
    assert described["components"]["securitySchemes"]
    assert "solved" in client.get(f"{ROOT}/results", **header(token())).json()


# What any system may send by mistake or ill will: never an error of the server, always a document that explains itself.
ANY = st.one_of(
    st.text(max_size=60), st.integers().map(str), st.sampled_from(["", "null", "0", "-1", "9" * 40, "\x00"])
)
FIELDS = st.dictionaries(st.sampled_from(["status", "words", "result", "suggests", "seen", "other"]), ANY, max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=FIELDS, key=st.text(min_size=0, max_size=90), number=st.integers(min_value=0, max_value=10**25))
def test_any_answer_gets_an_answer(client: Client, db: None, said: dict[str, str], key: str, number: int) -> None:
    secret = _kept_token()
    track_id = _kept_track().pk if number % 3 else number
    safe = "".join(one for one in key if 31 < ord(one) < 127)
    response = client.post(f"{ROOT}/matters/{track_id}/answers", said, HTTP_IDEMPOTENCY_KEY=safe, **header(secret))
    _explained(response)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["folder", "changed_since", "overdue", "cursor", "limit", "other"]),
        st.one_of(ANY, st.datetimes().map(lambda day: day.isoformat() + "+14:00"), st.sampled_from(["MXwx", "fHw="])),
        max_size=5,
    )
)
def test_any_question_gets_an_answer(client: Client, db: None, query: dict[str, str]) -> None:
    _explained(client.get(f"{ROOT}/matters", query, **header(_kept_token())))


def _kept_token() -> str:
    Token.objects.filter(name="fuzz").delete()
    _made, secret = tokens.make(
        agency_id=agency_id(PEA), name="fuzz", scopes=("read", "answer"), days=30, by=liaison(PEA), at=NOW
    )
    return secret


def _kept_track() -> Track:
    found = Track.objects.filter(type="referral", agency_id=agency_id(PEA)).first()
    return found or referred()


def _explained(response: Any) -> None:
    assert response.status_code < 500
    if response.status_code >= 400 and response["Content-Type"] == "application/problem+json":
        body = json.loads(response.content)
        assert {"type", "title", "status", "detail"} <= set(body)
        assert body["status"] == response.status_code
