"""The ways on from the hub to appeals, sittings, members and rulings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.queries.appealing.listing import names_members
from palat.duties.information.views.appeals import APPEALS
from palat.duties.information.views.doorways import Doorway
from palat.kernel.matters.authority import Actor


def of_appeals(by: Actor) -> list[Doorway]:
    """Return the ways on that are open to someone; published rulings to everybody whom the hub lets in."""
    found = []
    if APPEALS.reads(by):
        words = _("อุทธรณ์ต่อคณะกรรมการวินิจฉัย ตั้งแต่รับจนติดตามผล")
        found += [
            Doorway(_("คำอุทธรณ์"), words, reverse("information_appeal_list"), "flag", APPEALS.still_open(by)),
            Doorway(_("ปฏิทินประชุม"), _("การประชุมของแต่ละสาขา"), reverse("information_sittings"), "clock"),
        ]
    if names_members(by):
        words = _("ใครนั่งสาขาใด ตั้งแต่เมื่อใดถึงเมื่อใด มาจากหน่วยงานใด")
        found.append(Doorway(_("กรรมการวินิจฉัย"), words, reverse("information_members"), "users"))
    words = _("คำวินิจฉัยที่เผยแพร่ ค้นตามเหตุ หน่วยงาน และหัวข้อ")
    found.append(Doorway(_("คำวินิจฉัย"), words, reverse("information_rulings_desk"), "file"))
    return found
