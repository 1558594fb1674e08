"""The API of agencies with systems of their own: read what is asked, answer it, with files.

Everything is asked of the same operations and the same visibility as the pages; a token only says who acts.
"""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import File, Form, Header, NinjaAPI, Query, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.security import HttpBearer
from pydantic import Field

from palat.api.problems import explain, problem
from palat.kernel.agencies.operations import requests, tokens
from palat.kernel.agencies.operations.requests import Sent
from palat.kernel.agencies.procedure import ANSWER_OF_STATUS, ASK, Answer
from palat.kernel.agencies.queries import feed
from palat.kernel.files.operations import store
from palat.kernel.files.views import file_response
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.matters.queries.file import NotVisible, file_by_id

MOST_FILES = 10
LEFT = "X-RateLimit-Remaining"


class ByToken(HttpBearer):
    """A token of an agency's own system, in the header Authorization."""

    openapi_name = "AgencyToken"

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return who acts by a token. Raises: TokenRefused, TooOften."""
        now = timezone.now()
        found, by = tokens.opened(token, at=now)
        request.left = tokens.count_use(found, at=now)  # type: ignore[attr-defined]
        return found, by


class Problem(Schema):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Item(Schema):
    """One track that the agency was given."""

    id: int = Field(description="Number of the track; stays the same for good.")
    number: str = Field(description="Register number of the matter (เลขทะเบียน); # and digits until it has one.")
    subject: str
    kind: str = Field(description="Kind of request: referral, demand, order, promise.")
    state: str
    state_label: str
    status: int | None = Field(
        description="0 อยู่ระหว่างดำเนินการ, 1 ยุติเรื่อง, 2 รับทราบไว้ขั้นต้น, 3 ไม่อยู่ในอำนาจหน้าที่; null: nobody has taken it on."
    )
    urgency: int = Field(description="0 danger to life … 4 normal.")
    asked_by: str
    sent_at: datetime
    due_on: date | None = Field(description="Last day, while it lies with the agency.")
    overdue: bool
    chased: int
    sent_back: bool = Field(description="The Office returned an answer.")
    changed_at: datetime
    version: int = Field(description="Give it back as `seen` with an answer: one who acts on old news is told so.")


class Page(Schema):
    """A page of the list, the latest change first."""

    items: list[Item]
    next: str | None = Field(description="Cursor of the next page; null on the last.")


class Attached(Schema):
    """A file that the agency may read."""

    id: int
    name: str
    size: int


class Said(Schema):
    """Something that happened on the track."""

    at: datetime
    what: str
    words: str


class Whole(Item):
    """One track with everything that the agency may read."""

    text: str
    wanted: str
    message: str = Field(description="What the officer wrote when sending it.")
    files: list[Attached]
    history: list[Said]
    answers: list[int] = Field(description="Statuses that may be answered now; -1 asks the Office for information.")


class Done(Schema):
    """What became of an answer."""

    id: int
    outcome: str = Field(description="`sent` to the Office, or `awaiting_approval` inside the agency.")
    state: str
    draft: int | None = None


class Answered(Schema):
    """An answer: its status, its words, how it ended."""

    status: int = Field(
        ge=-1,
        le=3,
        description="0 progress, 1 final result, 2 taken on, 3 not competent; -1 asks the Office for information.",
    )
    words: str = Field("", max_length=20_000, description="Needed for all but status 2.")
    result: str = Field("", max_length=40, description="How it ended, with status 1; see /results.")
    suggests: str = Field("", max_length=200, description="Who may be competent, with status 3.")
    seen: int | None = Field(None, ge=0, description="`version` as it was read.")


ERRORS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409, 422, 429), Problem)
router = Router(tags=["agency"])


def _by(request: HttpRequest, scope: str) -> Any:
    """Return the token and who acts by it. Raises: NotAuthorised without the right."""
    token, by = request.auth  # type: ignore[attr-defined]
    if scope not in token.scopes and not (scope == "answer" and "final" in token.scopes):
        raise NotAuthorised(f"scope: {scope}")
    return token, by


@router.get("/matters", response={200: Page, **ERRORS}, operation_id="list_matters")
def list_matters(
    request: HttpRequest,
    folder: str = Query("all", pattern="^(todo|office|done|all)$"),
    changed_since: datetime | None = None,
    overdue: bool | None = None,
    cursor: str = Query("", max_length=200),
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    """List what the agency was given, the latest change first."""
    _token, by = _by(request, "read")
    try:
        page = feed.page(
            by,
            folder=folder,
            changed_since=feed.moment(changed_since),
            overdue=overdue,
            cursor=cursor,
            limit=limit,
            at=timezone.now(),
        )
    except feed.Unreadable as wrong:
        return problem(422, "invalid", str(wrong))
    return {"items": [feed.item(track, at=timezone.now()) for track in page.tracks], "next": page.next}


@router.get("/matters/{int:track_id}", response={200: Whole, **ERRORS}, operation_id="read_matter")
def read_matter(request: HttpRequest, track_id: int) -> Any:
    """Read one track with everything that the agency may read."""
    _token, by = _by(request, "read")
    return feed.whole(track_id, by, at=timezone.now())


@router.get(
    "/matters/{int:track_id}/files/{int:file_id}",
    response={200: None, **ERRORS},
    operation_id="read_file",
)
def read_file(request: HttpRequest, track_id: int, file_id: int) -> HttpResponseBase:
    """Download a file of a matter."""
    _token, by = _by(request, "read")
    track = feed.track(track_id, by)
    kept = next((one for one in file_by_id(track.matter_id, by).attachments if one.pk == file_id), None)
    if kept is None:
        raise NotVisible(file_id)
    return file_response(kept.file, kept.name)


@router.get("/results", response={200: dict[str, str], **ERRORS}, operation_id="list_results")
def list_results(request: HttpRequest) -> Any:
    """List how a final answer may say that it ended: code and words."""
    _by(request, "read")
    return feed.results()


@router.post("/matters/{int:track_id}/answers", response={201: Done, 202: Done, **ERRORS}, operation_id="answer_matter")
def answer_matter(
    request: HttpRequest,
    track_id: int,
    answer: Form[Answered],
    files: list[UploadedFile] = File([], description=f"At most {MOST_FILES}."),  # noqa: B008 - as ninja declares inputs
    idempotency_key: str = Header(..., alias="Idempotency-Key", min_length=8, max_length=80),
) -> Any:
    """Answer on a track. The same key with the same answer counts once, whatever happens on the way."""
    token, by = _by(request, "answer")
    if len(files) > MOST_FILES:
        return problem(422, "files", f"files: {MOST_FILES}")
    now = timezone.now()

    def act() -> Sent:
        kept = tuple((store(upload=one, name=one.name or "", at=now).pk, one.name or "") for one in files)
        said = Answer(answer.words, answer.result, answer.suggests, kept)
        kind = ANSWER_OF_STATUS.get(answer.status, ASK)
        return requests.answer(track_id=track_id, kind=kind, said=said, by=by, at=now, seen=answer.seen)

    mark = requests.mark_of(track_id, answer.dict(), files)
    sent = requests.once(token=token, key=idempotency_key, mark=mark, at=now, act=act)
    return Status(sent.status, sent.body)


class AgencyAPI(NinjaAPI):
    """The API with the count of requests left in every answer."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say how many requests are left in this minute."""
        response = super().create_response(request, *args, **kwargs)
        if (left := getattr(request, "left", None)) is not None:
            response[LEFT] = str(left)
        return response


api = AgencyAPI(
    title="Palat: agencies",
    version="1",
    urls_namespace="agency_api",
    auth=ByToken(),
    docs_url=None,
    description=(
        "For agencies with systems of their own. Send `Authorization: Bearer TOKEN`; errors are"
        " application/problem+json; a POST needs an `Idempotency-Key` of your own."
    ),
)
api.add_router("", router)
explain(api)
