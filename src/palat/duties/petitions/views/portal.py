"""A citizen's petition followed by its code: read it, add to it, object, rate, withdraw."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from palat.duties.petitions.operations import citizens, wishes
from palat.duties.petitions.queries.tracking import page_for
from palat.kernel.casework.public import PublicAct, PublicDesk
from palat.kernel.pages.text import clean_text

LONGEST_ADDRESS = 254


def _stars(typed: QueryDict) -> Mapping[str, Any]:
    stars = typed.get("stars", "")
    return {"stars": int(stars) if stars.isdecimal() else 0}


def _chosen(typed: QueryDict) -> Mapping[str, Any]:
    names = ("channel", "language", "address", "old_address")
    return {"chosen": wishes.Chosen(**{name: clean_text(typed.get(name, ""))[:LONGEST_ADDRESS] for name in names})}


FOLLOWED = PublicDesk(
    code="petition",
    address="",
    page=page_for,
    acts={
        "facts": PublicAct(citizens.add_facts, gettext_lazy("เพิ่มข้อเท็จจริงแล้ว"), text="text", files=True),
        "withdraw": PublicAct(citizens.withdraw, gettext_lazy("ยุติเรื่องตามที่ขอแล้ว"), text="reason"),
        "object": PublicAct(citizens.object_to_result, gettext_lazy("รับคำขอให้ทบทวนผลแล้ว"), text="new_facts"),
        "rate": PublicAct(citizens.rate, gettext_lazy("ขอบคุณสำหรับคะแนน"), more=_stars),
        "notices": PublicAct(wishes.choose, gettext_lazy("บันทึกช่องทางการแจ้งแล้ว"), text="", more=_chosen),
    },
    template="petitions/portal/track.html",
)
