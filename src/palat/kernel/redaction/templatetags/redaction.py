"""What the page of a matter shows of its documents for release."""

from typing import Any

from django import template

from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.redaction.queries.sets import has_part, sets_of
from palat.kernel.redaction.showing import set_line

register = template.Library()
MOST_SHOWN = 5


@register.simple_tag
def releases_of(file: MatterFile) -> dict[str, Any]:
    """Return the sets of a matter for who has a part in them; nothing for everybody else."""
    if not has_part(file):
        return {}
    return {"code": file.matter.code, "sets": [set_line(one) for one in sets_of(file.matter.pk)[:MOST_SHOWN]]}
