"""The permission matrix: every address and every act, by everybody, against `matrix.csv`.

HOW TO ADD ROWS. `matrix.csv` is reviewed by hand; nothing in it is derived from a procedure or a view. When you add an
address or an act, this test fails and prints the missing rows with what happens today. Read each word of them: is
it what the law, `domain/` and good sense want? Mend the code where it is not, then put the rows in their place:

    kind  page (desk, portal, accounts, api) or act
    name  the name of the address (its route where it has none), or PROCEDURE.TRACK.MOVE
    who   `allow`, `hide` or `deny`, in one word for everybody, or `WORD: column column; WORD: …`, `rest` for all others

`allow`: the page opens or leads on (one that is only sent to is sent nothing); the act is within the person's
authority, whatever guards say then. `hide`: said not to exist (404). `deny`: sent to sign in, or refused (403, 400).
An address that needs more than the usual values (code, move, track …) gets them in `VALUES`. Columns: `people.py`.
"""

import csv
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from palat.duties.decentralisation.models import Cell, LoadedList, LocalGovernment, Mission
from palat.duties.decentralisation.operations import lists
from palat.duties.decentralisation.operations.cells import plan_cells
from palat.duties.decentralisation.operations.ledger import Said
from palat.duties.decentralisation.operations.transfers import open_transfer
from palat.duties.information.models import (
    Appeal,
    Branch,
    Dataset,
    ProcurementMonth,
    Publication,
    PublicationTask,
    Ruling,
    Sitting,
    Version,
)
from palat.duties.information.operations.appealing.intake import Appealed, receive_appeal
from palat.duties.information.operations.complaints.intake import Complained, receive_complaint
from palat.duties.information.operations.intake import Asked, receive_request
from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.operations.intake import Brought, file_petition
from palat.duties.planning.models import Indicator
from palat.duties.planning.models import Item as AgreementItem
from palat.duties.planning.operations.agreeing import Wanted, open_agreement, set_items
from palat.kernel.accounts.models import User
from palat.kernel.agencies.models import Onward
from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.models import Message, Peer
from palat.kernel.files.operations import store_made
from palat.kernel.files.tests.samples import pdf
from palat.kernel.history.operations import append
from palat.kernel.incoming.models import Item, ItemFile, Original
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter, Submission, Track
from palat.kernel.matters.operations.acts import Act, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.procedure import Move, Procedure, TrackType
from palat.kernel.matters.registry import latest, procedures
from palat.kernel.notices.models import Notice, Receiver, WordingVersion
from palat.kernel.notices.registry import kinds
from palat.kernel.organisation.models import Agency, Official
from palat.kernel.organisation.queries import unit_id
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.operations.blocks import reserve
from palat.kernel.registers.operations.entries import Line, enter
from palat.kernel.retention.models import DestructionList, Hold, Member, Transfer
from palat.kernel.retention.models import Item as RetentionItem
from tests.permissions.people import (
    ACT_COLUMNS,
    AGENCY_COLUMNS,
    DECENTRALISATION_COLUMNS,
    DESK_COLUMNS,
    HEAD_COLUMNS,
    INFORMATION_COLUMNS,
    KEEPER_COLUMNS,
    PLANNING_COLUMNS,
    PUBLIC_COLUMNS,
    TRIBUNAL_COLUMNS,
    actor,
    users,
)

pytestmark = pytest.mark.long
PDF = pdf()
REQUEST = "200000000000002"  # the code of the sample request for information
COMPLAINT = "200000000000003"  # and of the sample complaint about an agency
HOUSES = {  # where matters of closed procedures lie
    "information_request": "central.information",
    "information_complaint": "oic",
    "information_check": "oic",
    "information_appeal": "oic.tribunals.society",
    "mission_transfer": "decentralisation",
}
APPEAL = "300000000000003"  # the code of the sample appeal
TRANSFER = "400000000000003"  # the code of the sample transfer of a mission
AGREEMENT = "200000000000004"  # the code of the sample agreement of an agency
CC = {"group": "government", "licence": "cc-by", "frequency": "monthly"}
MATRIX = Path(__file__).with_name("matrix.csv")
# A row missing or too many fails. False only says so (pytest -rs), for a time in which addresses come and go.
MISSING_FAILS = True
WORDS = ("allow", "hide", "deny")
Row = dict[str, str]


def rows() -> dict[tuple[str, str], str]:
    """Read the matrix."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        read = [(row["kind"], row["name"], row["who"]) for row in csv.DictReader(file)]
    assert len({row[:2] for row in read}) == len(read), "a row stands twice"
    return {(kind, name): who for kind, name, who in read}


def unfolded(who: str, columns: tuple[str, ...]) -> Row:
    """Unfold `allow: head_own director; deny: rest` into a word for each column."""
    if who in WORDS:
        return dict.fromkeys(columns, who)
    named: Row = {}
    rest = ""
    for part in who.split(";"):
        word, _colon, names = (piece.strip() for piece in part.partition(":"))
        assert word in WORDS, who
        for name in names.split():
            assert name == "rest" or name in columns, f"{name}: no such column"
            if name == "rest":
                rest = word
            else:
                named[name] = word
    return {column: named.get(column) or rest or "nothing said" for column in columns}


def folded(row: Row) -> str:
    """Fold a row as it stands in the file: the most frequent word is the rest."""
    words = sorted(set(row.values()), key=lambda word: list(row.values()).count(word))
    if len(words) == 1:
        return words[0]
    parts = [f"{word}: {' '.join(column for column in row if row[column] == word)}" for word in words[:-1]]
    return "; ".join([*parts, f"{words[-1]}: rest"])


def compare(kind: str, observed: dict[str, Row]) -> None:
    """Fail with the rows that are missing, those that are too many, and where what happens differs."""
    known = {name: who for (of_kind, name), who in rows().items() if of_kind == kind}
    missing = [f'{kind},{name},"{folded(row)}"' for name, row in observed.items() if name not in known]
    gone = [f"{kind},{name}" for name in known if name not in observed]
    differing = []
    for name, row in observed.items():
        wanted = unfolded(known[name], tuple(row)) if name in known else row
        differing += [
            f"{name}, {column}: {row[column]} instead of {wanted[column]}"
            for column in row
            if row[column] != wanted[column]
        ]
    if not MISSING_FAILS and (missing or gone) and not differing:
        pytest.skip("\n".join(["no row yet (review each word):", *missing, "a row too many:", *gone]))
    problems = {"no row (review each word)": missing, "a row too many": gone, "differs": differing}
    said = "\n".join(f"\n== {title}\n" + "\n".join(lines) for title, lines in problems.items() if lines)
    assert not said, said


@pytest.fixture
def sample(db: None, settings: Any, tmp_path: Path) -> tuple[Matter, dict[str, User]]:
    """The sample matter, and everybody."""
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": here}
    now = timezone.now()
    known = users()
    brought = Brought(kind="grievance", channel="web", text="ไฟฟ้าในซอยดับทุกคืน ขอให้ช่วยแก้ไข")
    matter = file_petition(brought=brought, by=Actor("citizen"), at=now)
    intake, officer = (actor(who, known, matter_id=matter.pk, at=now) for who in ("intake", "officer_own"))
    screening.accept(matter_id=matter.pk, by=intake, at=now, officer_id=officer.official_id)
    agency = Agency.objects.get(code="กฟภ")
    referrals.refer(matter_id=matter.pk, agency_ids=[agency.pk], by=officer, at=now)
    matter.refresh_from_db()
    Submission.objects.create(
        id=1,
        matter=matter,
        track=Track.objects.get(matter=matter, type="main"),
        purpose="order",
        chain=["director"],
        role="director",
        brief={"question": "คำถาม", "recommendation": "ข้อเสนอ"},
        submitted_at=now,
        submitted_by_id=matter.officer_id,
    )
    Notice.objects.create(id=1, kind="petition.received", channel="email", about=f"matter:{matter.pk}", made_at=now)
    words = kinds()["petition.received"].words
    WordingVersion.objects.create(kind="petition.received", number=1, words=words, made_at=now, reason="ทดสอบ")
    Receiver.objects.create(id=1, name="ระบบ", url="https://x.example/", agency=agency, salt=b"0" * 16, made_at=now)
    _peer_with_a_letter(now)
    Onward.objects.create(
        id=1,
        track=Track.objects.get(matter=matter, type="referral"),
        agency=Agency.objects.get(code="กปภ"),
        to_name="การประปาส่วนภูมิภาค",
        words="โปรดตรวจสอบ",
        due_on=legal_date(now),
        sent_at=now,
        sent_by_id=actor("liaison_own", known, matter_id=matter.pk, at=now).official_id,
    )
    register = {"register": "letter_in", "by": actor("clerk", known, matter_id=matter.pk, at=now).authority, "at": now}
    enter(**register, on=legal_date(now), line=Line(subject="ขอเชิญประชุม"))
    reserve(**register, many=1, why="ไฟฟ้าดับ", reserved_for="กลุ่มรับเรื่อง", due_on=legal_date(now))
    _letter_of_the_officers_unit(matter.unit_id, now)
    request = receive_request(asked=Asked("ขอสำเนาสัญญาจ้าง"), by=Actor("citizen"), at=now)
    Matter.objects.filter(pk=request.pk).update(code=REQUEST)
    complained = Complained("not_open", agency.pk, "ประกาศราคากลาง")
    complaint = receive_complaint(complained=complained, by=Actor("citizen"), at=now)
    Matter.objects.filter(pk=complaint.pk).update(code=COMPLAINT)
    _appeal(now)
    _destruction(actor("clerk", known, matter_id=matter.pk, at=now), officer, now)
    _published(now)
    _transferred(known, now)
    _agreement(actor("plan_officer", known, matter_id=matter.pk, at=now), agency.pk, now)
    return matter, known


def _agreement(planner: Actor, agency_id: int, now: datetime) -> None:
    """Let an agency have the draft of an agreement with an indicator that is computed."""
    one = open_agreement(year=2569, kind="observed", agency_id=agency_id, by=planner, at=now)
    wanted = Wanted(Indicator.objects.get(code="OPS-01").pk, Decimal(100))
    set_items(matter_id=one.pk, by=planner, at=now, wanted=[wanted])
    Matter.objects.filter(pk=one.pk).update(code=AGREEMENT)
    AgreementItem.objects.filter(agreement=one.pk).update(id=1)


def _published(now: datetime) -> None:
    """Let a link stand in the register of publications, and a gap be open."""
    day = legal_date(now)
    of = {"agency": Agency.objects.get(code="สปน"), "class_code": "9_4"}
    entry = Publication.objects.create(id=1, title_th="คู่มือ", changed_at=now, renewed_on=day, **of)
    link = {"way": "link", "link": "https://www.example.go.th/"}
    version = Version.objects.create(id=1, publication=entry, number=1, state="current", proposed_at=now, **link)
    Publication.objects.filter(pk=1).update(state="published", current=version)
    ProcurementMonth.objects.create(id=1, agency=of["agency"], month=day.replace(day=1))
    Dataset.objects.create(id=1, name="x", title_th="ข้อมูล", agency=of["agency"], added_at=now, changed_at=now, **CC)
    PublicationTask.objects.create(id=1, kind="gap", due_on=day, opened_at=now, **of)


def _transferred(known: dict[str, User], now: datetime) -> None:
    """Let a mission be transferred to one local government, by lists of which one has a line that was refused."""
    officer, head = (actor(who, known, matter_id=0, at=now) for who in ("odloc_officer", "odloc_head"))
    for kind, lines in LISTS.items():
        file = store_made(content=lines.encode(), kind="csv", at=now)
        found = lists.check(brought=lists.Brought(kind, kind, (file.pk, "x.csv")), by=officer, at=now)
        lists.apply(list_id=found.pk, by=head, at=now)
    local, mission = LocalGovernment.objects.get(), Mission.objects.get()
    one = open_transfer(mission_id=mission.pk, programme="แผนงาน", by=officer, at=now)
    plan_cells(matter_id=one.pk, by=officer, at=now, local_ids=[local.pk], said=Said(legal_date(now)))
    Matter.objects.filter(pk=one.pk).update(code=TRANSFER, state="running")
    Track.objects.filter(matter=one).update(state="running")
    numbers = {"local": local.pk, "mission": mission.pk, "cell": Cell.objects.get().pk}
    numbers["list"] = LoadedList.objects.exclude(rejects=None).values_list("pk", flat=True)[0]
    for what, number in numbers.items():
        VALUES[f"decentralisation_{what}"] = {"number": number}
    VALUES["decentralisation_list_rejects"] = {"number": numbers["list"]}
    VALUES["decentralisation_list_do"] = {"number": numbers["list"], "what": "undo"}
    VALUES["decentralisation_revenue_year"] = {"year": 2568}  # one of those that are published


def _appeal(now: datetime) -> None:
    """Let an appeal lie with a branch of the tribunals, on the list of a sitting, its ruling drafted."""
    words = {"kind": "refusal", "order_words": "หนังสือที่ 1/2569", "agency_id": Agency.objects.get(code="กฟภ").pk}
    appealed = Appealed("สัญญาต้องเปิดเผย", person={"full_name": "สมชาย ทดสอบ"}, **words)
    one = receive_appeal(appealed=appealed, by=Actor("citizen"), at=now)
    branch = Branch.objects.get(code="society")
    house = unit_id(HOUSES["information_appeal"])
    Matter.objects.filter(pk=one.pk).update(code=APPEAL, unit=house, state="considering")
    Track.objects.filter(matter=one).update(state="considering")
    Appeal.objects.filter(pk=one.pk).update(branch=branch, topic="procurement")
    Ruling.objects.create(appeal_id=one.pk, outcome="disclose", issue="-", facts="-", reasons="-", order="-")
    Sitting.objects.create(id=1, branch=branch, starts_at=now + timedelta(days=3), place="ห้องประชุม")


def _peer_with_a_letter(now: datetime) -> None:
    """Let a peer be connected, whose letter came and waits in the box of ordinary letters."""
    agency = Agency.objects.get(code="กฟภ")
    codes = {"ministry": "15", "department": "15008"}
    peer = Peer.objects.create(
        id=1, agency=agency, name="ระบบ", url="https://x.example/", salt=b"0" * 16, made_at=now, **codes
    )
    item = Item.objects.create(
        id=2, register_id="letter_in", channel="exchange", came_at=now, received_on=legal_date(now)
    )
    number = {"message_id": "1", "number": "มท 1/1", "key": "มท1/1", "state": "received"}
    file = store_made(content=b"<a/>", kind="txt", at=now)
    Message.objects.create(id=1, peer=peer, direction="in", kind="letter", item=item, file=file, at=now, **number)


def _letter_of_the_officers_unit(unit_id: int | None, now: datetime) -> None:
    """Let a letter with a file have been entered and given to the unit of the sample's officer."""
    given = {"unit_id": unit_id, "given_at": now, "entered_at": now, "year": legal_date(now).year + 543, "running": 1}
    item = Item.objects.create(
        id=1,
        register_id="letter_in",
        channel="post",
        state="entered",
        came_at=now,
        received_on=legal_date(now),
        **given,
    )
    stored = store_made(content=PDF, kind="pdf", at=now)
    ItemFile.objects.create(item=item, file=stored, name="หนังสือ.pdf", place=1, pages=1)
    Original.objects.create(id=1, item=item, what="โฉนดที่ดิน", taken_at=now)


def _destruction(clerk: Actor, officer: Actor, now: datetime) -> None:
    """Let a list that was destroyed stand before the officer as its chair, and a thing be held back."""
    day = legal_date(now)
    by_two = {"asked_by_id": clerk.official_id, "destroyed_by_id": officer.official_id, "destroyed_at": now}
    drafted = {"year": 2568, "running": 1, "state": "done", "drafted_at": now, "drafted_by_id": clerk.official_id}
    found = DestructionList.objects.create(id=1, **drafted, **by_two)
    Member.objects.create(on_list=found, official_id=officer.official_id, place=1, post="เจ้าของเรื่อง")
    item = {"kind": "entry", "row": RegisterEntry.objects.order_by("pk").values_list("pk", flat=True)[0]}
    kept = {"limit_id": 1, "provisional": True, "outcome": "kept_forever", "decision": "forever"}
    RetentionItem.objects.create(id=1, on_list=found, place=1, number="1", dated=day, due_on=day, **item, **kept)
    Transfer.objects.create(
        id=1, on_list=found, made_at=now, made_by_id=clerk.official_id, things=1, files=1, size=1, sha256="0" * 64
    )
    held = {"kind": "entry", "row": item["row"], "number": "1", "reason": "ศาลเรียก"}
    Hold.objects.create(id=1, placed_at=now, placed_by_id=clerk.official_id, **held)
    append(chain="retention:list:1", kind="destroyed", at=now, actor=officer.ref, facts={})


# Addresses ----------------------------------------------------------------------------------------------------

LISTS = {
    "locals": "code,type,name_th,province_code\nL1,sao,อบต.สมมติ,12\nL2,sao,อบต.ไม่มีจังหวัด,99",
    "missions": "code,name_th,field,kind,giver,receivers\nM1,ภารกิจ,1,duty,มท,sao",
}
VALUES: dict[str, dict[str, Any]] = {
    "decentralisation_list_new": {"kind": "locals"},
    "decentralisation_act": {"what": "record_leg"},
    "petition_act": {"what": "facts"},
    "group_change": {"what": "close"},
    "desk_procedure": {"code": "petition", "version": 1},
    "admin_limit": {"code": "petition.screening"},
    "admin_list": {"which": "categories"},
    "admin_holding_end": {"number": 0},
    "admin_synonym": {"number": 0},
    "admin_delegation": {"number": 0},
    **{name: {"form": "external"} for name in ("admin_template", "admin_template_edit", "admin_template_compare")},
    "admin_template_back": {"form": "external"},
    **{
        name: {"kind": "petition.received"} for name in ("admin_wording", "admin_wording_compare", "admin_wording_back")
    },
    "admin_receiver_act": {"what": "stop"},
    "admin_peer_act": {"what": "stop"},
    "admin_register": {"register": "letter_in"},
    "agency_write": {"kind": "report"},
    "agency_bulk": {"what": "accept"},
    "agency_onward_act": {"what": "follow"},
    "agency_draft": {"what": "submit"},
    "register_enter": {"register": "letter_in"},
    "register_reserve": {"register": "letter_in"},
    **{
        f"register_{what}": {"register": "letter_in", "year": legal_date(timezone.now()).year + 543, "running": number}
        for what, number in (("entry", 1), ("correct", 1), ("void", 1), ("settle", 2))
    },
    "incoming_act": {"what": "place"},
    "retention_act": {"what": "ask"},
    "information_publication_do": {"what": "renew"},
    "information_procurement_do": {"what": "publish"},
    "information_dataset_do": {"what": "describe"},
    "information_dataset_on": {"what": "remove"},
    "planning_strategy": {"number": 5},
    "planning_behind": {"round": 6, "name": "kept"},
    **{name: {"number": 2} for name in ("planning_report_draft", "planning_report_draft_pdf")},
    "data_catalogue_file": {"ending": "ttl"},
    **{key: {"name": "unknown", "ending": "ttl"} for key in ("data_dataset", "data_dataset_file")},
    **{key: {"name": "unknown", "uid": UUID(int=1)} for key in ("data_file", "data_earlier_file")},
}
OF_APPEALS = frozenset(
    {
        *("information_appeal", "information_appeal_file", "information_camera", "information_appeal_identity"),
        *("information_appeal_do", "information_appeal_receipt", "information_appeal_track"),
        *("information_appeal_own_file", "information_appeal_act"),
    }
)
MORE_COLUMNS = (
    *(*KEEPER_COLUMNS, *HEAD_COLUMNS, *AGENCY_COLUMNS, *INFORMATION_COLUMNS, *TRIBUNAL_COLUMNS),
    *DECENTRALISATION_COLUMNS,
    *PLANNING_COLUMNS,
)
OF_PLANNING = ("planning_", "performance_agreement", "division_agreement")
OF_TRIBUNALS = (
    *("information_appeal", "information_camera", "information_appeal_new", "information_sitting"),
    *("information_new", "information_cancel", "information_member", "information_ruling", "information_hub"),
)
OF_TRANSFERS = ("decentralisation", "mission_transfer")
OF_KEEPERS = ("register", "incoming", "posting", "exchange", "retention")
ASKED = {
    "desk_find": "?q=" + quote("ไฟฟ้า"),
    "admin_template_compare": "?before=1&after=1",
    "admin_wording_compare": "?number=1",
}
USUAL: dict[str, Any] = {
    "move": "write_note",
    "track": 0,
    "number": 1,
    "representative": 1,
    "pk": 1,
    "year": 2569,
    "kind": "pdf",
    "token": "unknown",
    "what": "unknown",
    "key": "unknown",
    "uidb36": "1",
    "provider_id": "unknown",
}


def addresses(resolver: Any = None, route: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and route of every address of the site."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, route + str(one.pattern))
        elif isinstance(one, URLPattern):
            whole = route + str(one.pattern)
            yield (whole if kind_of(whole) == "api" else one.name) or whole, whole


def kind_of(route: str) -> str:
    """Return the face to which an address belongs."""
    first = route.split("/")[0]
    return first if first in {"desk", "accounts", "api"} else "portal"


def of_the_agency(matter: Matter) -> dict[str, int]:
    """Return the referral of the sample, and the person there who may be given another role."""
    return {
        "track_id": Track.objects.get(matter=matter, type="referral").pk,
        "official_id": Official.objects.get(user__username="drafter_own").pk,
    }


def path_of(name: str, route: str, matter: Matter) -> str:
    """Return an address with values for the sample matter."""
    from django.urls import reverse

    if "/" in name:  # without a name: its route is its address
        return "/" + re.sub("<[^>]*>", "1", name)
    ours = COMPLAINT if name.startswith("information_complaint") else REQUEST
    code = ours if name.startswith("information") else matter.code
    code = APPEAL if name in OF_APPEALS else code
    code = TRANSFER if name.startswith(OF_TRANSFERS) else code
    code = AGREEMENT if name.startswith(OF_PLANNING) else code
    values = {**USUAL, "code": code, **of_the_agency(matter), **VALUES.get(name, {})}
    pattern = next(one for one in get_resolver().reverse_dict.getlist(name))
    wanted = pattern[0][0][1]
    return reverse(name, kwargs={key: values.get(key, 1) for key in wanted}) + ASKED.get(name, "")


def is_asked(column: str, name: str) -> bool:
    """Say whether somebody is asked for an address: those of registers and of agencies for their own pages alone."""
    own: dict[str, Any] = {
        **dict.fromkeys(KEEPER_COLUMNS, OF_KEEPERS),
        **dict.fromkeys(HEAD_COLUMNS, "retention"),
        **dict.fromkeys(AGENCY_COLUMNS, "agency_"),
        **dict.fromkeys(INFORMATION_COLUMNS, "information"),
        **dict.fromkeys(TRIBUNAL_COLUMNS, OF_TRIBUNALS),
        **dict.fromkeys(DECENTRALISATION_COLUMNS, OF_TRANSFERS),
        **dict.fromkeys(PLANNING_COLUMNS, OF_PLANNING),
    }
    return name.startswith(own.get(column, ""))


def answer_to(client: Client, path: str) -> str:
    """Say in one word what somebody gets who asks for an address, or sends it nothing where it must be sent to."""
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    if response.streaming:
        b"".join(response.streaming_content)  # read to its end, which closes it
    if response.status_code == 404:
        return "hide"
    if response.status_code in {400, 401, 403}:
        return "deny"
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "deny"
    return "allow" if response.status_code in {200, 204, 301, 302, 405, 410, 422} else f"error {response.status_code}"


def session_of(client: Client) -> str:
    """Return the key of the client's session, if it has one."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse without a page around it: three thousand refusals are asked for, and their pages have their own tests."""
    for status in (403, 404):
        monkeypatch.setattr(f"palat.urls.handler{status}", partial(_refused, status), raising=False)


def _refused(status: int, *_asked: Any, **_more: Any) -> HttpResponse:
    return HttpResponse(status=status)


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw each page for the first who gets it: for the next only whether they get it is asked, by the same view."""
    drawn: set[tuple[str, str]] = set()
    draw = Template.render

    def render(template: Template, context: Any = None, request: HttpRequest | None = None) -> Any:
        key = (request.path if request else "", str(template.origin))
        if request and key in drawn:
            return ""
        drawn.add(key)
        return draw(template, context, request)

    monkeypatch.setattr(Template, "render", render)


@pytest.mark.usefixtures("plain_refusals", "drawn_once")
@pytest.mark.parametrize("kind", ["desk", "portal", "accounts", "api"])
def test_every_address_answers_everybody_as_the_matrix_says(kind: str, sample: tuple[Matter, dict[str, User]]) -> None:
    matter, known = sample
    columns = (*DESK_COLUMNS, *MORE_COLUMNS) if kind == "desk" else PUBLIC_COLUMNS
    paths = {name: path_of(name, route, matter) for name, route in addresses() if kind_of(route) == kind}
    observed: dict[str, Row] = {}
    for column in columns:
        client, session = Client(raise_request_exception=False), ""
        for name, path in paths.items():
            if not is_asked(column, name):
                continue
            if column != "anonymous" and (not session or session != session_of(client)):  # an address may sign out
                client.force_login(known[column])
                session = session_of(client)
            observed.setdefault(name, {})[column] = answer_to(client, path)
    compare(kind, observed)


# Acts ---------------------------------------------------------------------------------------------------------


def may(act: Act, kind: TrackType, move: Move) -> str:
    """Say in one word whether the actor may act on a track of a kind, as if it stood where the act leads from."""
    track = next((one for one in act.tracks.values() if one.type == kind.code), None)
    if track is None:
        agency = next(one.agency_id for one in act.tracks.values() if one.agency_id)
        track = Track(id=-1, matter_id=act.matter.pk, type=kind.code, agency_id=agency)
    track.state = move.frm[0] if move.frm else next(state.code for state in kind.states if not state.final)
    track.final = False
    try:
        act.require(move.code, track)
    except NotAuthorised:
        return "deny"
    except UnableToAct:
        return "allow"  # a guard or the second pair of eyes: the authority is there
    return "allow"


class _Asked(Exception):
    """All was asked; nothing is carried out."""


def ask_all(matter: Matter, by: Actor, procedure: Procedure) -> Row:
    """Ask for every act of a procedure, in one act that is then undone."""
    said: Row = {}

    def ask() -> None:
        with acting(matter_id=matter.pk, by=by, at=timezone.now()) as act:
            for kind in procedure.tracks:
                for move in kind.moves:
                    said[f"{procedure.code}.{kind.code}.{move.code}"] = may(act, kind, move)
            raise _Asked

    with pytest.raises(_Asked):
        ask()
    return said


def test_every_act_is_allowed_to_whom_the_matrix_says(sample: tuple[Matter, dict[str, User]]) -> None:
    matter, known = sample
    observed: dict[str, Row] = {}
    for code in sorted({one.code for one in procedures()}):
        procedure = latest(code)
        house = unit_id(HOUSES[code]) if code in HOUSES else matter.unit_id
        Matter.objects.filter(pk=matter.pk).update(procedure=code, version=procedure.version, unit=house)
        for column in ACT_COLUMNS:
            by = actor(column, known, matter_id=matter.pk, at=timezone.now())
            for name, word in ask_all(matter, by, procedure).items():
                observed.setdefault(name, {})[column] = word
    compare("act", observed)
