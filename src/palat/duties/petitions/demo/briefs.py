"""The briefs that climb to those who decide, and what each level writes on them. Our own writing.

A brief is read on one screen of a telephone: the question in a line, who suffers, what happens if nobody decides, at
most three options with authority and money, the order's words ready to send. Law is named in general words only.
"""

from typing import Any

from palat.duties.petitions.demo.composing import Composed
from palat.duties.petitions.demo.grammar import tidy
from palat.duties.petitions.demo.people import People


def _pick(told: Composed, name: str) -> str:
    return tidy(told.writer.pick(name).replace("\\n", "\n"))


def findings(told: Composed) -> str:
    """What the officer found, beside the agencies' answers."""
    told.found()
    return _pick(told, "brief.findings")


_LAW = {
    "social": "กฎหมายว่าด้วยการสาธารณสุข และกฎหมายจัดตั้งหน่วยงานผู้รับผิดชอบ",
    "economy": "กฎหมายว่าด้วยวินัยการเงินการคลังของรัฐ และหลักเกณฑ์ของโครงการ",
    "law": "ประมวลกฎหมายอาญา และกฎหมายว่าด้วยมาตรการป้องกันอาชญากรรมทางเทคโนโลยี",
    "officials": "กฎหมายว่าด้วยระเบียบข้าราชการ และกฎหมายว่าด้วยการป้องกันและปราบปรามการทุจริต",
    "politics": "กฎหมายว่าด้วยระเบียบบริหารราชการแผ่นดิน",
    "environment": "กฎหมายว่าด้วยการส่งเสริมและรักษาคุณภาพสิ่งแวดล้อมแห่งชาติ และกฎหมายว่าด้วยป่าไม้",
    "facilitation": "กฎหมายว่าด้วยการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ",
}


def law(told: Composed) -> str:
    """The law in general words; sections are for the legal officer to add."""
    top = told.story.category.partition(".")[0]
    return f"{_LAW[top]} (นิติกรตรวจมาตราก่อนลงนาม)"


TELEPHONE = "00 0000 1111"  # no Thai number begins so
_OPTIONS = {"order": 3, "consider": 2, "sign": 2, "inform": 0}  # how many, in their order


def brief(told: Composed, *, purpose: str, people: People) -> dict[str, Any]:
    """Return what lies before a decider: never who the petitioner is, no unproved accusation as a fact."""
    officer = people.by_account["head-1"].authority
    options = [_pick(told, f"brief.option.{purpose}{number + 1}") for number in range(_OPTIONS[purpose])]
    return {
        "question": _pick(told, f"brief.question.{purpose}")[:200],
        "who_suffers": _pick(told, f"brief.who_suffers.{_who(told)}")[:300],
        "facts": f"{told.found()}\nหน่วยงานรายงานว่า {told.done()}",
        "issues": _pick(told, "brief.issues"),
        "law": law(told),
        "options": options,
        "recommendation": _pick(told, f"brief.recommendation.{purpose}"),
        "order_words": _pick(told, "brief.order") if purpose == "order" else "",
        "if_not": _pick(told, f"brief.if_not.{purpose}") if purpose in {"order", "consider"} else "",
        "contact": officer.title if officer else "",
        "telephone": TELEPHONE,
    }


def _who(told: Composed) -> str:
    """Return in which words the brief says who suffers."""
    return told.story.tone if told.story.tone in {"help", "accuse"} else "problem"


def endorsement(told: Composed) -> str:
    """What a level writes when it passes a file on."""
    return _pick(told, "brief.endorsement")


def returned(told: Composed) -> str:
    """Why a level returns a draft."""
    return _pick(told, "brief.returned")


def decided(told: Composed, decision: str) -> str:
    """What a decider writes."""
    return _pick(told, f"brief.decided.{decision}")


def spoken(told: Composed) -> str:
    """What a decider said, verbatim."""
    return _pick(told, "brief.spoken")


def order_item(told: Composed) -> str:
    """One item of an order."""
    return _pick(told, "brief.order")
