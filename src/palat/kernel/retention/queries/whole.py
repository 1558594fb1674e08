"""Whether what was put on a list may still be destroyed: it may have been opened again, or gone meanwhile."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.matters.models import Matter
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import PAPER
from palat.kernel.retention.procedure import ENTRY, LETTER, MATTER, Ref


def whole_among(refs: Sequence[Ref]) -> set[Ref]:
    """Return those of these things that are still ended and belong to nothing that is open, whoever asks."""
    rows = {kind: [one.row for one in refs if one.kind == kind] for kind in (MATTER, LETTER, ENTRY)}
    open_case = Matter.objects.filter(merged_into=OuterRef("pk"), closed_at=None)
    matters = Matter.objects.filter(pk__in=rows[MATTER], closed_at__isnull=False, destroyed_under="")
    matters = matters.exclude(merged_into__isnull=False, merged_into__closed_at=None).exclude(Exists(open_case))
    about = LetterMatter.objects.filter(letter=OuterRef("pk"))
    letters = Letter.objects.filter(~Exists(about), pk__in=rows[LETTER], erased_at=None)
    entries = RegisterEntry.objects.filter(pk__in=rows[ENTRY], ref=PAPER, void_reason="", line__about="")
    return {
        *(Ref(MATTER, pk) for pk in matters.values_list("pk", flat=True)),
        *(Ref(LETTER, pk) for pk in letters.values_list("pk", flat=True)),
        *(Ref(ENTRY, pk) for pk in entries.values_list("pk", flat=True)),
    }
