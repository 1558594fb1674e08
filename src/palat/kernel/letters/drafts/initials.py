"""The initials on a draft (ร่าง พิมพ์ ทาน ตรวจ): who gives which, after whom. Plain data.

Saraban 2526, clause 30, has drafter, typist and checker sign at the foot of the Office's copy; ทาน is the Office's
usage. All of it was written from memory: provisional.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


@dataclass(frozen=True)
class Part:
    """One of the hands through which a draft goes.

    `not_who`: another person than who gave these. `of_wording`: holds for the wording that was initialled alone;
    a change of the draft makes it void. `on_paper`: the word before it, which is Thai whatever the screen's language.
    """

    code: str
    label: str
    on_paper: str
    not_who: tuple[str, ...] = ()
    of_wording: bool = True


PARTS: Mapping[str, Part] = {
    part.code: part
    for part in (
        Part("drafted", _("ร่าง"), "ร่าง", of_wording=False),
        Part("typed", _("พิมพ์"), "พิมพ์"),
        Part("read", _("ทาน"), "ทาน", not_who=("typed",)),
        Part("checked", _("ตรวจ"), "ตรวจ", not_who=("drafted",)),
    )
}
CLAUSE = "ระเบียบงานสารบรรณ 2526 ข้อ 30"


def lacking(needed: Iterable[str], given: Collection[str]) -> list[str]:
    """Return the labels of the initials that a draft still needs before it is laid before the signers."""
    return [PARTS[part].label for part in needed if part in PARTS and part not in given]


def short_name(given_name: str, family_name: str) -> str:
    """Return a name as it is initialled: the first letter of each part (ส.ต.)."""
    return "".join(f"{first}." for part in (given_name, family_name) if (first := _first_consonant(part)))


def _first_consonant(name: str) -> str:
    return next((sign for sign in name if "ก" <= sign <= "ฮ" or (sign.isascii() and sign.isalpha())), "")
