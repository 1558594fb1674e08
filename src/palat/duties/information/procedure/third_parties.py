"""The track of one person whom a disclosure may affect (มาตรา 17): told, heard, ruled upon, under embargo."""

from palat.duties.information.procedure.guards import TIME_RAN_OUT
from palat.duties.information.procedure.roles import PARTY_LINK, SIGNERS, SYSTEM, TEAM
from palat.duties.information.procedure.words import PARTY
from palat.kernel.matters.procedure import Move, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


PARTY_STATES = (
    State("drafted", _("รอแจ้งให้คัดค้าน"), queue="officer", public=_("กำลังรับฟังผู้มีประโยชน์ได้เสีย")),
    State("notified", _("แจ้งให้คัดค้านแล้ว"), queue="none", public=_("กำลังรับฟังผู้มีประโยชน์ได้เสีย")),
    State("objected", _("คัดค้านการเปิดเผย"), queue="officer", public=_("กำลังพิจารณาคำคัดค้าน")),
    State("consented", _("ไม่คัดค้าน"), queue="officer", public=_("รับฟังผู้มีประโยชน์ได้เสียแล้ว")),
    State("silent", _("พ้นกำหนดโดยไม่คัดค้าน"), queue="officer", public=_("รับฟังผู้มีประโยชน์ได้เสียแล้ว")),
    State("cleared", _("ไม่มีข้อขัดข้องในการเปิดเผย"), final=True, public=_("รับฟังผู้มีประโยชน์ได้เสียแล้ว")),
    State("upheld", _("รับฟังคำคัดค้าน มิให้เปิดเผย"), final=True, public=_("รับฟังผู้มีประโยชน์ได้เสียแล้ว")),
    State(
        "overruled",
        _("ไม่รับฟังคำคัดค้าน รอพ้นกำหนดอุทธรณ์"),
        queue="officer",
        public=_("ยังส่งมอบไม่ได้จนกว่าจะพ้นกำหนดอุทธรณ์ของผู้มีประโยชน์ได้เสีย"),
    ),
    State(
        "appealed",
        _("ผู้คัดค้านอุทธรณ์ รอคำวินิจฉัย"),
        queue="none",
        public=_("ยังส่งมอบไม่ได้จนกว่าคณะกรรมการวินิจฉัยจะมีคำวินิจฉัย"),
    ),
    State("released", _("พ้นข้อห้ามเปิดเผยแล้ว"), final=True, public=_("เปิดเผยได้แล้ว")),
    State("barred", _("คำวินิจฉัยมิให้เปิดเผย"), final=True, public=_("คณะกรรมการวินิจฉัยมีคำวินิจฉัยมิให้เปิดเผย")),
    State("dropped", _("ไม่ต้องรับฟังต่อ"), final=True, public=_("ไม่ต้องรับฟังต่อ")),
)
# While a third party stands here, what concerns it may not leave the Office.
EMBARGOED = frozenset(
    {"drafted", "dropped", "notified", "objected", "consented", "silent", "upheld", "overruled", "appealed", "barred"}
)

HEARING = ("drafted", "notified")

PARTY_MOVES = (
    Move(
        "record_notice",
        _("บันทึกวันที่ได้รับแจ้ง"),
        track=PARTY,
        by=TEAM,
        frm=("drafted",),
        to="notified",
        style="primary",
    ),
    Move(
        "party_object",
        _("คัดค้านการเปิดเผย"),
        track=PARTY,
        by=(PARTY_LINK, *TEAM),
        frm=(*HEARING, "silent"),
        to="objected",
        stops=("object",),
        conflicts=("party_object", "party_consent"),
        style="primary",
    ),
    Move(
        "party_consent",
        _("ไม่คัดค้านการเปิดเผย"),
        track=PARTY,
        by=(PARTY_LINK, *TEAM),
        frm=HEARING,
        to="consented",
        stops=("object",),
        conflicts=("party_object", "party_consent"),
    ),
    Move(
        "note_silence",
        _("บันทึกว่าพ้นกำหนดโดยไม่คัดค้าน"),
        track=PARTY,
        by=(*TEAM, SYSTEM),
        frm=("notified",),
        to="silent",
        stops=("object",),
        guards=(TIME_RAN_OUT,),
    ),
    Move(
        "clear_party",
        _("รับทราบว่าไม่มีข้อขัดข้อง"),
        track=PARTY,
        by=TEAM,
        frm=("consented", "silent"),
        to="cleared",
        style="primary",
    ),
    Move("uphold_objection", _("รับฟังคำคัดค้าน มิให้เปิดเผย"), track=PARTY, by=SIGNERS, frm=("objected",), to="upheld"),
    Move(
        "overrule_objection",
        _("ไม่รับฟังคำคัดค้าน"),
        track=PARTY,
        by=SIGNERS,
        frm=("objected",),
        to="overruled",
        style="danger",
    ),
    Move(
        "record_ruling",
        _("บันทึกวันที่ได้รับแจ้งผลคำคัดค้าน"),
        track=PARTY,
        by=TEAM,
        frm=("overruled",),
        conflicts=("record_ruling",),
        style="primary",
    ),
    Move(
        "end_embargo",
        _("บันทึกว่าพ้นกำหนดอุทธรณ์"),
        track=PARTY,
        by=(*TEAM, SYSTEM),
        frm=("overruled",),
        to="released",
        stops=("embargo",),
        guards=(TIME_RAN_OUT,),
    ),
    Move(
        "party_appeals",
        _("บันทึกว่าผู้คัดค้านอุทธรณ์"),
        track=PARTY,
        by=(*TEAM, SYSTEM),
        frm=("overruled",),
        to="appealed",
        stops=("embargo",),
    ),
    Move(
        "tribunal_allows",
        _("บันทึกคำวินิจฉัยให้เปิดเผย"),
        track=PARTY,
        by=(*TEAM, SYSTEM),
        frm=("appealed",),
        to="released",
    ),
    Move(
        "tribunal_bars",
        _("บันทึกคำวินิจฉัยมิให้เปิดเผย"),
        track=PARTY,
        by=(*TEAM, SYSTEM),
        frm=("appealed",),
        to="barred",
    ),
    Move(
        "appeal_ended",
        _("บันทึกว่าอุทธรณ์ยุติโดยไม่มีคำวินิจฉัย"),
        track=PARTY,
        by=(*TEAM, SYSTEM),
        frm=("appealed",),
        to="overruled",
    ),
    Move("drop_party", _("ไม่ต้องรับฟังต่อ"), track=PARTY, by=(SYSTEM,), to="dropped"),
)

PARTY_TRACK = TrackType(PARTY, _("ผู้มีประโยชน์ได้เสีย"), PARTY_STATES, PARTY_MOVES, initial="drafted")
