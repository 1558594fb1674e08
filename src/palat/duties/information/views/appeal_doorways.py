"""The ways on from the hub to appeals, sittings, members and rulings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.queries.appealing.listing import appeals_seen, names_members, reads_appeals
from palat.duties.information.views.doorways import MOST, Doorway
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.listing import Count


def of_appeals(by: Actor) -> list[Doorway]:
    """Return the ways on that are open to someone; published rulings to everybody whom the hub lets in."""
    found = []
    if reads_appeals(by):
        open_ones = appeals_seen(by).filter(closed_at=None)[: MOST + 1].count()
        number = Count(min(open_ones, MOST), open_ones > MOST)
        words = _("อุทธรณ์ต่อคณะกรรมการวินิจฉัย ตั้งแต่รับจนติดตามผล")
        found += [
            Doorway(_("คำอุทธรณ์"), words, reverse("information_appeals"), "flag", number),
            Doorway(_("ปฏิทินประชุม"), _("การประชุมของแต่ละสาขา"), reverse("information_sittings"), "clock"),
        ]
    if names_members(by):
        words = _("ใครนั่งสาขาใด ตั้งแต่เมื่อใดถึงเมื่อใด มาจากหน่วยงานใด")
        found.append(Doorway(_("กรรมการวินิจฉัย"), words, reverse("information_members"), "users"))
    words = _("คำวินิจฉัยที่เผยแพร่ ค้นตามเหตุ หน่วยงาน และหัวข้อ")
    found.append(Doorway(_("คำวินิจฉัย"), words, reverse("information_rulings_desk"), "file"))
    return found
