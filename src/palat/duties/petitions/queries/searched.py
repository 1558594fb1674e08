"""What of a petition is searched: what was said, asked and where; never who said it or who is accused."""

from collections.abc import Collection

from palat.duties.petitions.models import Petition
from palat.duties.petitions.queries.petition import leaves_concealed
from palat.kernel.matters.searched import Texts

COLUMNS = ("text", "wanted", "place_words", "concealed_text", "conceal", "matter__kind")


def searched_texts(matter_ids: Collection[int]) -> dict[int, Texts]:
    """Return the texts of petitions. Of one that leaves only as ฉบับปกปิด, agencies search that copy alone."""
    found = {}
    for row in Petition.objects.filter(pk__in=matter_ids).select_related("matter").only(*COLUMNS):
        said = (row.text, row.wanted, row.place_words)
        concealed = leaves_concealed(row, row.matter.kind)
        found[row.pk] = Texts((row.concealed_text,), said) if concealed else Texts(said)
    return found
