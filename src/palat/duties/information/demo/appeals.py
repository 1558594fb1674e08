"""Filling the demo office with appeals: true acts, made on the days on which they would have been."""

from datetime import datetime, time, timedelta
from typing import Any

from palat.duties.information.demo.appeal_words import (
    APPEALS,
    APPELLANTS,
    DISCLOSE,
    DISSENT,
    PARTIAL,
    PARTY_APPEAL,
    PUBLIC,
    REQUEST_APPEAL,
    UPHOLD,
)
from palat.duties.information.models import Appeal, Branch, Hearing, Panelist, Party, Request
from palat.duties.information.operations.appealing import (
    admission,
    branches,
    camera,
    members,
    panels,
    persons,
    publishing,
    rulings,
    sending,
    sittings,
)
from palat.duties.information.operations.appealing.intake import Appealed, receive_appeal
from palat.duties.information.operations.appealing.rulings import Draft
from palat.duties.information.queries.appealing.panel import proposed_panel
from palat.kernel.calendar.counting import BANGKOK, legal_date, next_working_day
from palat.kernel.calendar.queries import calendar_around
from palat.kernel.files.operations import store_made
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.demo_parts import PeopleByPost
from palat.kernel.matters.operations.numbering import number_matters
from palat.kernel.organisation.people_queries import holdings_of
from palat.kernel.organisation.queries import agency_by_code, posts

PASSER_BY = Actor("citizen")
HEAD, SECRETARY, DIRECTOR = "tribunal-head", "tribunal-secretary-1", "oic-director"
TEN = time(10)


class Lived:
    """One appeal of the demo office while it is lived through, and the hour that it now is."""

    def __init__(self, now: datetime, people: PeopleByPost, appealed: Appealed, days_ago: int) -> None:
        self.now, self.people = now, people
        day = legal_date(now) - timedelta(days=days_ago)
        self.at = min(datetime.combine(day, TEN, tzinfo=BANGKOK), now - timedelta(hours=2))
        self.id = receive_appeal(appealed=appealed, by=PASSER_BY, at=self.at).pk

    def acts(self, by: str = SECRETARY, *, after_days: int = 0) -> dict[str, Any]:
        """Return who acts on it and when."""
        self.at = min(self.at + timedelta(days=after_days, minutes=13), self.now - timedelta(seconds=30))
        return {"matter_id": self.id, "by": self.people(by), "at": self.at}

    def admitted(self, words: str = "") -> "Lived":
        """Have it admitted."""
        admission.admit(**self.acts(HEAD, after_days=1), words=words)
        return self

    def assigned(self, branch: str, topic: str) -> "Lived":
        """Have it assigned to a branch and a secretary."""
        officer = self.people(SECRETARY).official_id
        chosen = Branch.objects.get(code=branch)
        branches.assign_branch(**self.acts(HEAD, after_days=1), branch_id=chosen.pk, topic=topic, officer_id=officer)
        return self

    def with_panel(self) -> "Lived":
        """Have the panel set as the load proposes."""
        appeal = Appeal.objects.select_related("matter", "branch").get(pk=self.id)
        wanted = [one.official_id for one in proposed_panel(appeal, legal_date(self.at))]
        panels.set_panel(**self.acts(HEAD), member_ids=wanted, chair_id=wanted[0])
        return self

    def called(self) -> "Lived":
        """Have the agency's file called."""
        camera.call_file(**self.acts(), words="สำนวนการพิจารณาคำขอ\nเอกสารที่ผู้อุทธรณ์ขอ")
        return self

    def filed(self) -> "Lived":
        """Have the file received in camera, and read once."""
        text = f"เอกสารตัวอย่างของระบบทดลอง สำนวนที่ {self.id}\n".encode()
        file = store_made(content=text, kind="txt", at=self.at)
        camera.receive_file(
            **self.acts(after_days=3), words="สำนวนและเอกสารที่ขอ ตามบัญชีเอกสาร", files=[(file.pk, "สำนวน.txt")]
        )
        number = Appeal.objects.get(pk=self.id).camera.values_list("pk", flat=True)[0]
        camera.read_camera(**self.acts(), file_id=number, purpose="prepare")
        return self

    def listed(self, draft: Draft, *, in_days: int = 1) -> "Lived":
        """Have a ruling drafted and put on the list of a sitting some days later."""
        rulings.draft_ruling(**self.acts(), draft=draft)
        appeal, acts = Appeal.objects.get(pk=self.id), self.acts()
        day = legal_date(self.at) + timedelta(days=in_days)
        day = next_working_day(day, calendar_around(day))
        arranged = sittings.arrange_sitting(
            branch_id=appeal.branch_id or 0,
            day=day,
            hour=time(9, 30),
            place="ห้องประชุมคณะกรรมการวินิจฉัย",
            by=acts["by"],
            at=self.at,
        )
        sittings.set_sitting(**self.acts(), sitting_id=arranged.pk)
        return self

    def summoned(self) -> "Lived":
        """Have the agency's official called to the sitting."""
        persons.call_person(
            **self.acts(), capacity="agency", who="ผู้อำนวยการกองพัสดุ", words="ชี้แจงว่ารายงานการตรวจรับมีเนื้อหาใดที่เปิดเผยไม่ได้"
        )
        return self

    def voted(self, draft: Draft, *, dissent: str = "") -> "Lived":
        """Have the panel vote; with a dissent the last of it votes otherwise."""
        hearing = Hearing.objects.select_related("sitting").get(appeal=self.id, state="set")
        days = (legal_date(hearing.sitting.starts_at) - legal_date(self.at)).days + 1
        panel = list(Panelist.objects.filter(appeal=self.id, left_at=None).order_by("pk"))
        votes = {one.official_id: draft.outcome for one in panel}
        other = next(one.official_id for one in reversed(panel) if one.role != "chair")
        if dissent:
            votes[other] = "uphold"
        rulings.record_votes(**self.acts(after_days=days), votes=votes, dissents={other: dissent} if dissent else {})
        return self

    def ruled(self) -> "Lived":
        """Have its chair confirm the ruling."""
        chair = Panelist.objects.get(appeal=self.id, left_at=None, role="chair").official_id
        acts = self.acts()
        by = next(one for one in map(self.people, member_posts()) if one.official_id == chair)
        rulings.confirm_ruling(**{**acts, "by": by})
        rulings.draft_letters(matter_id=self.id, at=self.at)
        return self

    def sent(self) -> "Lived":
        """Have the ruling made known."""
        acts = self.acts(after_days=1)
        sending.send_ruling(**acts, sent_on=legal_date(self.at), way="post")
        return self

    def reported(self) -> "Lived":
        """Have the agency report."""
        acts = self.acts(after_days=3)
        sending.record_compliance(
            **acts, reported_on=legal_date(self.at), words="ส่งสำเนาเอกสารให้ผู้อุทธรณ์แล้ว พร้อมหลักฐานการรับ"
        )
        return self

    def published(self, title: str, draft: Draft) -> "Lived":
        """Have the ruling published without names."""
        text = f"ประเด็น\n{draft.issue}\n\nเหตุผล\n{draft.reasons}\n\nคำวินิจฉัย\n{draft.order}"
        publishing.prepare_public(**self.acts(HEAD), title=title, text=text)
        publishing.publish_ruling(**self.acts(DIRECTOR), read_through=True)
        return self


def member_posts() -> list[str]:
    """Return the posts of the tribunals' members."""
    return [one.code for one in posts() if one.role == "tribunal_member"]


def fill_appeals(now: datetime, people: PeopleByPost) -> int:
    """Fill in appeals in every state. Returns how many."""
    _members(now, people)
    received = {"silence": 3, "meter": 0, "late": 2, "noise": 4, "road": 6, "clinic": 9}
    old = {"budget": 14, "bus": 17, "exam": 20, "pipes": 40, "discipline": 45, "train": 35}
    made = {
        key: Lived(now, people, _appealed(key, days, number, now), days)
        for number, (key, days) in enumerate(sorted((received | old).items(), key=lambda one: -one[1]))
    }
    own = _own(now, people)
    while number_matters(procedures=["information_appeal"], register="information_appeal", at=now):
        pass
    _before_the_tribunal(made)
    _ruled(made, own)
    return len(made) + len(own)


def _appealed(key: str, days_ago: int, number: int, now: datetime) -> Appealed:
    agency, _branch, _topic, order, text = APPEALS[key]
    told = legal_date(now) - timedelta(days=days_ago + (40 if key == "late" else 9))
    return Appealed(
        text,
        kind="own" if key == "exam" else "refusal",
        order_words=order,
        agency_id=agency_by_code(agency).pk,
        told_on=None if key == "silence" else told,
        person=APPELLANTS[number % len(APPELLANTS)],
    )


def _own(now: datetime, people: PeopleByPost) -> dict[str, Lived]:
    """Appeals against orders on requests to the Office, as far as the demo office has any to appeal."""
    found: dict[str, Lived] = {}
    refused = Request.objects.filter(appeal_until__gte=legal_date(now)).order_by("-told_on", "pk").first()
    if refused is not None:
        found["request"] = Lived(now, people, Appealed(REQUEST_APPEAL, request_id=refused.pk), 0)
    party = Party.objects.filter(track__state="overruled").order_by("pk").first()
    if party is not None:
        appealed = Appealed(PARTY_APPEAL, request_id=party.matter_id, party_id=party.pk)
        found["party"] = Lived(now, people, appealed, 0)
    return found


def _before_the_tribunal(made: dict[str, Lived]) -> None:
    admission.withdraw_appeal(
        **{**made["noise"].acts(after_days=1), "by": Actor("citizen", matter_id=made["noise"].id)},
        words="หน่วยงานให้ข้อมูลแล้ว",
    )
    admission.not_admit(
        **made["silence"].acts(DIRECTOR, after_days=1),
        reason="elsewhere",
        words="หน่วยงานยังไม่มีคำสั่ง กรณีไม่ตอบคำขอให้ร้องเรียนต่อคณะกรรมการข้อมูลข่าวสารของราชการตามมาตรา 13",
    )
    made["road"].admitted()
    for key in ("clinic", "budget", "bus", "exam"):
        made[key].admitted().assigned(*APPEALS[key][1:3])
    made["budget"].with_panel().called()
    made["bus"].with_panel().called().filed().listed(DISCLOSE, in_days=20).summoned()
    made["exam"].with_panel().called().filed().listed(DISCLOSE).voted(DISCLOSE)


def _ruled(made: dict[str, Lived], own: dict[str, Lived]) -> None:
    for key, draft, dissent in (("discipline", PARTIAL, ""), ("pipes", DISCLOSE, DISSENT), ("train", UPHOLD, "")):
        one = made[key].admitted().assigned(*APPEALS[key][1:3]).with_panel().called().filed()
        one.listed(draft).voted(draft, dissent=dissent).ruled().sent()
    made["pipes"].reported()
    sending.accept_compliance(**made["pipes"].acts(HEAD), words="")
    for key, (title, draft) in PUBLIC.items():
        made[key].published(title, draft)
    if "party" in own:
        own["party"].admitted()


def _members(now: datetime, people: PeopleByPost) -> None:
    """Say which agencies some members come from, and who presides."""
    by, first = people(HEAD), set()
    for post in posts():
        if post.role != "tribunal_member":
            continue
        holding = holdings_of(post.pk).first()
        if holding is None:
            continue
        agency = {"tribunal-society-3": "กฟภ", "tribunal-economy-2": "กค"}.get(post.code)
        members.describe_seat(
            holding_id=holding.pk,
            agency_id=agency_by_code(agency).pk if agency else None,
            presides=post.unit_id not in first,
            by=by,
            at=now,
        )
        first.add(post.unit_id)
