"""Types of local governments, as data, and the published totals beside which a list is looked at.

Sources: the types of the laws on local governments as the Decentralisation Act 2542 names them (มาตรา 16, 17, 18);
totals: Department of Local Administration, 5 June 2563 (7,852 in all).
"""

from dataclasses import dataclass
from datetime import date


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


@dataclass(frozen=True)
class LocalType:
    """A type of local government: its short name, its word for lists, and the names by which files call it."""

    code: str
    short: str
    label: str
    also: tuple[str, ...] = ()


TYPES: dict[str, LocalType] = {
    one.code: one
    for one in (
        LocalType("pao", _("อบจ."), _("องค์การบริหารส่วนจังหวัด"), ("PAO",)),
        LocalType("city", _("เทศบาลนคร"), _("เทศบาลนคร"), ("ThesabanNakhon",)),
        LocalType("town", _("เทศบาลเมือง"), _("เทศบาลเมือง"), ("ThesabanMueang",)),
        LocalType("tambon", _("เทศบาลตำบล"), _("เทศบาลตำบล"), ("ThesabanTambon",)),
        LocalType("sao", _("อบต."), _("องค์การบริหารส่วนตำบล"), ("TAO", "SAO")),
        LocalType("bma", _("กทม."), _("กรุงเทพมหานคร"), ("BMA",)),
        LocalType("pattaya", _("เมืองพัทยา"), _("เมืองพัทยา"), ("Pattaya",)),
    )
}
# Every word by which a file may name a type.
NAMED: dict[str, str] = {
    word: one.code for one in TYPES.values() for word in (one.code, one.short, one.label, *one.also)
}

# How many there were of each, to hold a list against. Never data: nothing is counted from it.
PUBLISHED_ON = date(2020, 6, 5)
PUBLISHED: dict[str, int] = {"pao": 76, "city": 30, "town": 190, "tambon": 2242, "sao": 5312, "bma": 1, "pattaya": 1}
PUBLISHED_BY = _("กรมส่งเสริมการปกครองท้องถิ่น 5 มิถุนายน 2563")

# How one ceases to exist.
ENDINGS: dict[str, str] = {"merged": _("รวมกับแห่งอื่น"), "abolished": _("ยุบเลิก")}
ENDING_NAMED: dict[str, str] = {word: code for code, label in ENDINGS.items() for word in (code, label)} | {"": ""}
