"""Whatever is done in whatever order: what an agency sent to be seen in camera is read by panel and secretariat alone.

And never without a line in the history: for each time that somebody got a document there is one event that says so.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palat.duties.information.models import CameraFile, Panelist
from palat.duties.information.operations.appealing import (
    admission,
    camera,
    panels,
    publishing,
    rulings,
    sending,
    sittings,
)
from palat.duties.information.queries.appealing.desk import appeal_of
from palat.duties.information.tests.appeal_factories import (
    DIRECTOR,
    DRAFT,
    HEAD,
    MEMBERS,
    PUBLIC,
    SECRETARY,
    against,
    assigned,
    in_camera,
    member_ids,
)
from palat.duties.information.tests.factories import NOW, official
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import SYSTEM, Actor, citizen
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import file_of
from palat.kernel.matters.queries.visibility import visible_attachments

pytestmark = pytest.mark.django_db
STRANGERS = (MEMBERS[4], "tribunal-economy-1", "oic-officer-1", "oic-head", DIRECTOR, "ps", "info-head", "auditor-1")
READERS = (HEAD, SECRETARY, *MEMBERS[:4], *STRANGERS, "citizen", "system")
STEPS = (
    *("receive", "return", "panel of three", "another panel", "conflict", "draft", "sit", "vote", "confirm", "send"),
    *("report", "accept", "public", "publish", "withdraw", "a day", "read", "read", "read", "read"),
)


class Walk:
    """An appeal on which people do one thing after another, each by whoever may; what is refused changes nothing."""

    def __init__(self) -> None:
        self.matter: Matter = assigned(against())
        self.at, self.got = NOW, 0
        self.people: dict[str, Actor] = {
            **{one: official(one) for one in READERS if one not in {"citizen", "system"}},
            "citizen": citizen(self.matter.pk),
            "system": SYSTEM,
        }

    def step(self, name: str, which: int) -> None:
        """Try one step."""
        if name == "a day":
            self.at += timedelta(days=1)
        elif name == "read":
            self._read(READERS[which % len(READERS)])
        else:
            with suppress(UnableToAct):
                self._do(name, which)

    def _read(self, who: str) -> None:
        found = CameraFile.objects.filter(appeal=self.matter.pk).order_by("pk").first()
        if found is None:
            return
        inside = self._inside(who, found)
        try:
            camera.read_camera(**self._acts(who), file_id=found.pk, purpose="deliberate")
        except UnableToAct:
            return
        self.got += 1
        assert inside, f"{who} read it"

    def _inside(self, who: str, found: CameraFile) -> bool:
        """Say whether somebody may read it: spelled out here, not taken from the code under test."""
        if found.returned_at is not None:
            return False
        number = self.people[who].official_id
        sits = Panelist.objects.filter(appeal=self.matter.pk, official=number or 0, left_at=None).exists()
        return who in {HEAD, SECRETARY} or (who in MEMBERS and sits)

    def _acts(self, who: str) -> dict[str, Any]:
        return {"matter_id": self.matter.pk, "by": self.people[who], "at": self.at}

    def _do(self, name: str, which: int) -> None:
        first, other = member_ids(*MEMBERS[:3]), member_ids(*MEMBERS[1:4])
        mine, head, chair = self._acts(SECRETARY), self._acts(HEAD), self._acts(MEMBERS[which % 4])
        today = legal_date(self.at)
        sitting = list(
            Panelist.objects.filter(appeal=self.matter.pk, left_at=None).values_list("official_id", flat=True)
        )

        def sit() -> None:
            made = sittings.arrange_sitting(
                branch_id=self.matter.information_appeal.branch_id,
                day=today + timedelta(days=1),
                hour=self.at.time(),
                place="ห้อง",
                by=self.people[SECRETARY],
                at=self.at,
            )
            sittings.set_sitting(**mine, sitting_id=made.pk)

        acts = {
            "receive": lambda: in_camera(self.matter, at=self.at),
            "return": lambda: camera.return_file(**mine, words="ส่งคืน"),
            "panel of three": lambda: panels.set_panel(**head, member_ids=first, chair_id=first[0]),
            "another panel": lambda: panels.set_panel(**head, member_ids=other, chair_id=other[0]),
            "conflict": lambda: panels.declare_conflict(**chair, words="มีส่วนได้เสีย"),
            "draft": lambda: rulings.draft_ruling(**mine, draft=DRAFT),
            "sit": sit,
            "vote": lambda: rulings.record_votes(**mine, votes=dict.fromkeys(sitting, "disclose")),
            "confirm": lambda: rulings.confirm_ruling(**chair),
            "send": lambda: sending.send_ruling(**mine, sent_on=today, way="post"),
            "report": lambda: sending.record_compliance(**mine, reported_on=today, words="แล้ว"),
            "accept": lambda: sending.accept_compliance(**head),
            "public": lambda: publishing.prepare_public(**head, title="เรื่อง", text=PUBLIC),
            "publish": lambda: publishing.publish_ruling(**self._acts(DIRECTOR), read_through=True),
            "withdraw": lambda: admission.withdraw_appeal(**self._acts("citizen"), words="ถอน"),
        }
        acts[name]()

    def escaped(self) -> list[str]:
        """Return by which other way somebody could get a document, or see that there is one."""
        kept = set(CameraFile.objects.filter(appeal=self.matter.pk).values_list("file_id", flat=True))
        wrong = ["an attachment"] if Attachment.objects.filter(file__in=kept).exists() else []
        matter = Matter.objects.get(pk=self.matter.pk)
        for who in (*STRANGERS, "citizen"):
            by = self.people[who]
            if kept & {one.file_id for one in visible_attachments(by, matter)}:
                wrong.append(f"{who} sees it among documents")
            if by.kind == "official" and appeal_of(file_of(matter, by), by).camera:
                wrong.append(f"{who} sees its list")
        told = [one for one in events_of(f"matter:{matter.pk}") if one.kind == "read_camera"]
        if len(told) != self.got or any(one.public for one in told):
            wrong.append("a reading without its event")
        return wrong


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30)), min_size=8, max_size=16))
def test_no_order_of_acts_lets_a_stranger_read_what_is_in_camera(steps: list[tuple[str, int]]) -> None:
    walk = Walk()
    for name, which in (("panel of three", 0), ("receive", 0), *steps):
        walk.step(name, which)
    for which in range(len(READERS)):  # in the end everybody tries
        walk.step("read", which)
    assert not walk.escaped()


def test_the_walk_would_see_what_escapes() -> None:
    walk = Walk()
    walk.step("panel of three", 0)
    walk.step("receive", 0)
    for which in range(len(READERS)):
        walk.step("read", which)
    assert walk.got == 5  # head, secretary, three of the panel
    kept = CameraFile.objects.get()
    Attachment.objects.create(id=1, matter=walk.matter, file=kept.file, name="x", origin="office", added_at=NOW)
    walk.got += 1
    assert {"an attachment", "a reading without its event"} <= set(walk.escaped())
