"""Whether a thing has ended and belongs to nothing that goes on: asked when it is listed, and again before it goes.

It may have been opened again meanwhile, have come into a matter, or an original of it may still be in custody.
"""

from collections.abc import Callable, Collection

from django.db.models import Exists, OuterRef, Q

from palat.kernel.incoming.models import Item as Incoming
from palat.kernel.incoming.models import Original
from palat.kernel.incoming.procedure import ASIDE, JOINED
from palat.kernel.letters.models import LetterMatter
from palat.kernel.matters.models import Matter
from palat.kernel.registers.procedure import PAPER
from palat.kernel.retention.procedure import ENTRY, ITEM, LETTER, MATTER, Ref
from palat.kernel.retention.queries.things import model_of, rows_of
from palat.kernel.retention.registry import kept_kinds


def _matter() -> Q:
    """A matter that was merged is whole once its case has ended too; a case once all that was merged into it has."""
    ended = Q(closed_at__isnull=False, destroyed_under="")
    case = Q(merged_into=None) | Q(merged_into__closed_at__isnull=False)
    open_part = Matter.objects.filter(merged_into=OuterRef("pk"), closed_at=None)
    in_custody = Original.objects.filter(item__matter=OuterRef("pk"), returned_at=None)
    return ended & case & ~Q(Exists(open_part)) & ~Q(Exists(in_custody))


def _letter() -> Q:
    """A letter that was sent and is about no matter: those of matters go with their matters."""
    about = LetterMatter.objects.filter(letter=OuterRef("pk"))
    return Q(state="dispatched", erased_at=None, secrecy="") & ~Q(Exists(about))


def _entry() -> Q:
    """An entry of a paper of an open register that belongs to no matter, nor does what came in under its number."""
    came = Incoming.objects.filter(register=OuterRef("register"), year=OuterRef("year"), running=OuterRef("running"))
    in_custody = Original.objects.filter(item=OuterRef("pk"), returned_at=None)
    going_on = came.filter(Q(matter__isnull=False) | Q(Exists(in_custody)))
    return Q(ref=PAPER, register__secret=False, line__about="") & ~Q(Exists(going_on))


def _item() -> Q:
    """A thing of an open register that was set aside: it got no number, and no letter holds its pages."""
    in_custody = Original.objects.filter(item=OuterRef("pk"), returned_at=None)
    aside = Q(state=ASIDE, register__secret=False, matter=None, erased_at=None)
    return aside & ~Q(aside=JOINED) & ~Q(Exists(in_custody))


_WHOLE: dict[str, Callable[[], Q]] = {MATTER: _matter, LETTER: _letter, ENTRY: _entry, ITEM: _item}


def whole(kind: str) -> Q:
    """Return the condition that a thing of a kind has ended and belongs to nothing that goes on, whoever asks."""
    return _WHOLE[kind]() if kind in _WHOLE else kept_kinds()[kind].ended()


def whole_among(refs: Collection[Ref]) -> set[Ref]:
    """Return those of these things that are whole."""
    return {
        Ref(kind, pk)
        for kind, rows in rows_of(refs).items()
        if rows
        for pk in model_of(kind)._default_manager.filter(whole(kind), pk__in=rows).values_list("pk", flat=True)
    }
