"""Fields and parts of forms that several pages share: what people type, turned into clean values."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.procedure.petition import PETITION_1
from palat.duties.petitions.queries.catalogue import categories_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation.kept import kept
from palat.kernel.organisation.queries import area_by_words
from palat.kernel.pages.language import name_of
from palat.kernel.pages.text import LineField

CONCEALABLE = (
    ("name", _("ชื่อ-นามสกุล")),
    ("phone", _("หมายเลขโทรศัพท์")),
    ("address", _("ที่อยู่")),
    ("email", _("อีเมล")),
)


class AreaMixin(forms.Form):
    """A place in words, and the area that the words name where they name one."""

    place_words = LineField(
        label=_("เกิดที่ไหน"),
        max_length=300,
        required=False,
        help_text=_("บอกเป็นคำพูดได้ เช่น หน้าตลาด ตำบล อำเภอ จังหวัด หรือรหัสไปรษณีย์"),
    )

    def area(self) -> str | None:
        """Return the code of the area that the words name, if they name one."""
        words = self.cleaned_data.get("place_words", "")
        return area_by_words(words) if words else None


def category_choices(today: Any) -> list[Any]:
    """Return the categories in use, grouped by the first level, named in the language of the page."""
    return kept(("petitions.category_choices", today, get_language()), lambda: _categories(today))


def _categories(today: Any) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in categories_on(today):
        if category.parent:
            groups.setdefault(name_of(category.parent), []).append((category.code, name_of(category)))
    return [("", "—"), *groups.items()]


def category_pairs() -> list[tuple[str, str]]:
    """Return the categories of today as flat choices, for filters."""
    groups = category_choices(legal_date(timezone.now()))[1:]
    return [(code, f"{group} · {name}") for group, members in groups for code, name in members]


def state_choices() -> list[tuple[str, str]]:
    """Return the states of petitions and of what is asked of agencies, for filters; each word once."""
    labels = {state.code: gettext(state.label) for track in PETITION_1.tracks for state in track.states}
    return list(labels.items())
