"""Whatever is done in whatever order: nothing under s.14, s.15 or a third party's embargo leaves the Office."""

from contextlib import suppress
from datetime import timedelta
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palat.duties.information.models import Dataset, Material, Party, Publication, ResourceVersion, Version
from palat.duties.information.operations import (
    datasets,
    documents,
    handling,
    looking,
    ordering,
    parts,
    releasing,
    third_parties,
)
from palat.duties.information.operations.datasets import Described, Titled
from palat.duties.information.operations.looking import Found
from palat.duties.information.operations.publishing_released import propose_released
from palat.duties.information.operations.register import deciding, entering
from palat.duties.information.operations.register.entering import Entry, Where
from palat.duties.information.queries.datasets import opened, public_rows
from palat.duties.information.queries.publications import own_agency_id
from palat.duties.information.queries.published import open_version
from palat.duties.information.tests.factories import (
    FULL,
    MONARCHY,
    NOW,
    PARTIAL,
    REFUSED,
    SOMCHAI,
    official,
    part_ids,
    request,
    stored,
)
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.visibility import visible_attachments

pytestmark = pytest.mark.django_db
# Spelled out here, not taken from the code under test: where nothing that concerns a third party may leave.
WAITING = {"drafted", "notified", "objected", "consented", "silent", "overruled", "appealed", "dropped"}
BARRED = {"upheld", "barred"}
OFFICER, DIRECTOR = "info-officer-1", "director-central"

STEPS = (
    *("take_up", "decide full", "decide partial", "decide refused", "decide monarchy"),
    *("original", "redacted", "looked over"),
    *("notify", "told", "object", "consent", "silence", "clear", "uphold", "overrule", "ruling told", "end embargo"),
    *("appeal", "allow", "bar", "propose", "return", "sign", "at once", "notify order", "deliver", "deliver", "close"),
    *("reopen", "a month"),
    *("data upload", "register released", "register upload", "let out"),
)


class Walk:
    """A request on which people do one thing after another, each by whoever may; what is refused changes nothing."""

    def __init__(self) -> None:
        self.matter: Matter = request(parts=("สัญญา", "บันทึก"), person=SOMCHAI)
        self.at = NOW
        self.people: dict[str, Actor] = {one: official(one) for one in (OFFICER, DIRECTOR, "ps", "info-head")}

    def step(self, name: str, which: int) -> None:
        """Try one step on one of the parts, or on one of the third parties."""
        if name == "a month":
            self.at += timedelta(days=31)
            return
        with suppress(UnableToAct):
            self._do(name, which)

    def _do(self, name: str, which: int) -> None:
        base = {"matter_id": self.matter.pk, "at": self.at}
        mine, theirs = {**base, "by": self.people[OFFICER]}, {**base, "by": self.people[DIRECTOR]}
        part = part_ids(self.matter)[which]
        tracks = list(Track.objects.filter(matter=self.matter, type="third_party").order_by("pk"))
        party = {"track_id": tracks[which % len(tracks)].pk} if tracks else {"track_id": 0}
        said = {"full": FULL, "partial": PARTIAL, "refused": REFUSED, "monarchy": MONARCHY}
        company = {"full_name": "บริษัททดสอบ", "address": "1 ถนนหนึ่ง"}
        today = legal_date(self.at)
        kind, _space, rest = name.partition(" ")
        if kind == "decide":
            parts.decide_part(**mine, track_id=part, decision=said[rest])
            return
        acts = {
            "take_up": lambda: handling.take_up(**mine),
            "original": lambda: documents.add_material(**mine, track_id=part, files=[stored("ต้นฉบับ")]),
            "looked over": lambda: documents.add_material(
                **mine, track_id=part, files=[stored("ก")], checked="ตรวจแล้ว"
            ),
            "redacted": lambda: documents.add_material(
                **mine, track_id=part, files=[stored("ปกปิด")], redacted=True, checked="ตรวจแล้ว"
            ),
            "notify": lambda: third_parties.notify_party(**mine, person=company, part_ids=[part], told="สัญญา"),
            "told": lambda: third_parties.record_notice(**mine, **party, told_on=today),
            "object": lambda: third_parties.party_object(**mine, **party, words="คัดค้าน"),
            "consent": lambda: third_parties.party_consent(**mine, **party),
            "silence": lambda: third_parties.note_silence(**mine, **party),
            "clear": lambda: third_parties.clear_party(**mine, **party),
            "uphold": lambda: third_parties.uphold_objection(**theirs, **party, words="รับฟัง"),
            "overrule": lambda: third_parties.overrule_objection(**theirs, **party, words="ไม่รับฟัง"),
            "ruling told": lambda: third_parties.record_ruling(**mine, **party, told_on=today),
            "end embargo": lambda: third_parties.end_embargo(**mine, **party, no_appeal=True),
            "appeal": lambda: third_parties.party_appeals(**mine, **party),
            "allow": lambda: third_parties.tribunal_allows(**mine, **party, words="ให้เปิดเผย"),
            "bar": lambda: third_parties.tribunal_bars(**mine, **party, words="มิให้เปิดเผย"),
            "propose": lambda: ordering.propose_order(**mine),
            "return": lambda: ordering.return_order(**theirs, words="แก้ไข"),
            "sign": lambda: ordering.sign_order(**theirs),
            "at once": lambda: ordering.serve_at_once(**mine, words="เผยแพร่แล้ว"),
            "notify order": lambda: ordering.notify_order(**mine, told_on=today, way="page"),
            "deliver": lambda: releasing.deliver(**mine, way="file", part_ids=[part]),
            "close": lambda: ordering.close(**mine),
            "register released": lambda: self._register_released(which),
            "register upload": lambda: self._register_upload(which),
            "data upload": lambda: self._data_upload(which),
            "let out": self._let_out,
            "reopen": lambda: ordering.reopen(**{**base, "by": self.people["info-head"]}, words="คำวินิจฉัย"),
        }
        acts[name]()

    def _documents(self, which: int) -> list[Material]:
        part = part_ids(self.matter)[which]
        return list(Material.objects.filter(part_id=part).select_related("attachment").order_by("-pk"))

    def _register_released(self, which: int) -> None:
        """Propose what was found for a part to the register of publications."""
        for one in self._documents(which)[:1]:
            entry = Entry(own_agency_id(), "9_8", "จากคำขอ")
            by = self.people[OFFICER]
            propose_released(matter_id=self.matter.pk, material_id=one.pk, entry=entry, note="", by=by, at=self.at)

    def _register_upload(self, which: int) -> None:
        """Bring the same document to the register as if it were another."""
        for one in self._documents(which)[:1]:
            where = Where("file", file=(one.attachment.file_id, "อีกชื่อ.pdf"))
            entering.propose(
                entry=Entry(own_agency_id(), "9_8", "นำเข้าเอง"), where=where, by=self.people[OFFICER], at=self.at
            )

    def _data_upload(self, which: int) -> None:
        """Bring the same document to the catalogue of open data."""
        for one in self._documents(which)[:1]:
            name, by = f"data-{Dataset.objects.count()}", self.people[OFFICER]
            words = ("ข้อมูล", "ข้อมูล", own_agency_id(), "government", "cc-by", "monthly", "ศูนย์", "")
            found = datasets.add(name=name, described=Described(*words), by=by, at=self.at)
            file = (one.attachment.file_id, "ตาราง.pdf")
            datasets.bring_resource(dataset_id=found.pk, titled=Titled("ตาราง"), file=file, by=by, at=self.at)

    def _let_out(self) -> None:
        """Let out whatever waits in the register and in the catalogue, its file looked through."""
        for file in ResourceVersion.objects.filter(state="waiting").select_related("looked", "resource"):
            looking.note_look(looked_id=file.looked_id, found=Found((), file.looked.file), at=self.at)
            with suppress(UnableToAct):
                datasets.publish(dataset_id=file.resource.dataset_id, by=self.people["info-head"], at=self.at)
        for one in Version.objects.filter(state="waiting", looked__isnull=False).select_related("looked"):
            looking.note_look(looked_id=one.looked_id or 0, found=Found((), one.looked.file), at=self.at)
            with suppress(UnableToAct):
                deciding.publish(version_id=one.pk, by=self.people["info-head"], at=self.at)

    def opened(self) -> list[str]:
        """Return what everybody may open by the register, and never should."""
        if not (Version.objects.filter(looked__isnull=False).exists() or ResourceVersion.objects.exists()):
            return []  # no file was brought to either
        wrong = []
        versions = [open_version(entry) for entry in Publication.objects.filter(state="published")]
        files = [one.looked.file.sha256 for one in versions if one is not None and one.looked is not None]
        files += [one.version.looked.file.sha256 for data in opened(public_rows()) for one in data.resources]
        for sha256 in files:
            same = Material.objects.filter(attachment__file__sha256=sha256)
            for one in same.filter(part__matter=self.matter).select_related("part__track"):
                states = set(Party.objects.filter(parts=one.part).values_list("track__state", flat=True))
                if one.part.track.state not in {"full", "partial"} or states & WAITING:
                    wrong.append(f"open to everybody though {one.part.track.state} {states}")
                if not one.redacted and (one.part.track.state == "partial" or states & BARRED):
                    wrong.append("an original of what is given in part is open to everybody")
        return wrong

    def escaped(self) -> list[str]:
        """Return what the requester may open, or was handed over, and never should have."""
        seen = {one.pk for one in visible_attachments(citizen(self.matter.pk), self.matter)}
        wrong = []
        for one in Material.objects.filter(part__matter=self.matter).select_related("part__track"):
            if one.attachment_id not in seen and one.released_at is None:
                continue
            seen.discard(one.attachment_id)
            states = set(Party.objects.filter(parts=one.part).values_list("track__state", flat=True))
            if one.part.track.state not in {"full", "partial"}:
                wrong.append(f"left though {one.part.track.state}")
            if not one.redacted and (one.part.track.state == "partial" or states & BARRED):
                wrong.append("an original left of what is given in part")
            if not one.checked:
                wrong.append("what nobody looked over left")
            if states & WAITING:
                wrong.append(f"left while {states & WAITING}")
        wrong += self.opened()
        return [*wrong, *("a file that is no document of a part" for _one in seen)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1)), min_size=8, max_size=24))
def test_no_order_of_acts_lets_out_what_may_not_leave(steps: list[tuple[str, int]]) -> None:
    walk = Walk()
    for name, which in (("take_up", 0), *steps):
        walk.step(name, which)
        assert not walk.escaped(), name


LEADING = [
    ("original", 0), ("looked over", 1), ("notify", 0), ("decide full", 0), ("decide full", 1), ("object", 0),
    ("overrule", 0), ("propose", 0), ("sign", 0), ("notify order", 0),
]  # fmt: skip


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from((*STEPS[11:], *STEPS[-4:])), st.integers(0, 1)), min_size=3, max_size=10))
def test_nor_after_an_order_over_an_objection(steps: list[tuple[str, int]]) -> None:
    walk = Walk()
    for name, which in (("take_up", 0), *LEADING, ("deliver", 0), ("deliver", 1), *steps):
        walk.step(name, which)
        assert not walk.escaped(), name
    walk.matter.refresh_from_db()
    assert Material.objects.filter(part__matter=walk.matter, part__number=2, released_at__isnull=False).exists()


def test_the_walk_would_see_what_escapes() -> None:
    walk = Walk()
    walk.step("take_up", 0)
    walk.step("original", 0)
    material = Material.objects.get(part__matter=walk.matter)
    material.attachment.for_petitioner = True
    material.attachment.save()
    assert walk.escaped() == ["left though open", "what nobody looked over left"]


def test_the_walk_would_see_what_the_register_opens() -> None:
    walk = Walk()
    seen = (("looked over", 0), ("looked over", 1))
    for name, which in (("take_up", 0), *seen, ("decide full", 0), ("decide full", 1)):
        walk.step(name, which)
    for name in ("propose", "sign", "notify order", "deliver", "register released", "data upload", "let out"):
        walk.step(name, 0)
    assert Publication.objects.filter(title_th="จากคำขอ", state="published").exists()
    assert any(one.resources for one in opened(public_rows()))
    assert not walk.escaped()
    with mock.patch("palat.duties.information.queries.published.against_version", return_value=""):
        Material.objects.filter(part__number=1).update(redacted=False)
        walk.matter.tracks.filter(type="part").update(state="monarchy")
        assert any("open to everybody" in one for one in walk.escaped())
    assert not any("open to everybody" in one for one in walk.escaped())
    assert not any(one.resources for one in opened(public_rows()))
