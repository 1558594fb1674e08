"""How requests release documents: their moves, the grounds of the Act, and where a checked copy is kept."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from palat.duties.information.models import Material
from palat.duties.information.queries.catalogue import grounds_on
from palat.kernel.history import ids
from palat.kernel.history.operations import Event
from palat.kernel.matters.operations.acts import Act
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.pages.language import name_of
from palat.kernel.redaction.queries.sets import earlier_copies
from palat.kernel.redaction.registry import Ground, Kept, Mount, Package, mount


def grounds(day: date) -> Sequence[Ground]:
    """Return the grounds of a day as boxes and the index bear them."""
    return [Ground(one.code, one.number, name_of(one), one.mark != "verified") for one in grounds_on(day)]


def released(act: Act, package: Package, _event: Event) -> None:
    """Put each checked copy in the place of its original, and of earlier copies, among what may be handed over."""
    for kept in package.kept:
        here = Material.objects.filter(part__matter_id=act.matter.pk)
        originals = list(here.filter(attachment__file_id=kept.source_id, redacted=False).select_related("part"))
        before = [kept.source_id, *earlier_copies(kept.source_id)]
        here.filter(attachment__file_id__in=before, removed_at=None, released_at=None).update(removed_at=act.at)
        for material in originals:
            act.add(*_copy(act, kept, material, package))


def _copy(act: Act, kept: Kept, material: Material, package: Package) -> tuple[Model, Model]:
    made = attachment(matter_id=act.matter.pk, file_id=kept.file_id, name=kept.name, origin="office", at=act.at)
    words = kept.answered or _("ผ่านการตรวจ")
    checked = _("ชุดเอกสาร %(set)d: ปกปิด %(marks)d แห่ง %(words)s") % {
        "set": package.set_id,
        "marks": kept.marks,
        "words": words,
    }
    return made, Material(id=ids.take(), part=material.part, attachment=made, redacted=True, checked=checked[:300])


mount(
    Mount(
        procedure="information_request",
        prepare="prepare_release",
        override="answer_release",
        release="package_release",
        grounds=grounds,
        released=released,
    )
)
