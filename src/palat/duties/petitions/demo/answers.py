"""The words that officials and agencies leave on a petition: questions, reports, refusals, answers. Our own writing."""

from datetime import datetime, timedelta

from palat.duties.petitions.demo.composing import Composed
from palat.duties.petitions.demo.grammar import tidy
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import long_date


def _pick(told: Composed, name: str) -> str:
    return tidy(told.writer.pick(name))


def question(told: Composed) -> str:
    """What is asked of the petitioner."""
    return _pick(told, "answer.question")


def reply(told: Composed) -> str:
    """What the petitioner adds."""
    return _pick(told, "answer.reply")


_GROUNDS = ("in_court", "own_procedure", "decided_elsewhere", "too_little")


def refusal(told: Composed) -> tuple[str, str]:
    """The ground and the reasons of a refusal."""
    ground = told.writer.rng.choice(_GROUNDS)
    return ground, _pick(told, f"answer.refusal.{ground}")


def at_once(told: Composed) -> str:
    """What is explained at once."""
    told.done()
    return _pick(told, "answer.at_once")


def at_once_reasons(told: Composed) -> str:
    """Why that is the answer."""
    return tidy(f"ตามข้อเท็จจริงที่ท่านแจ้งเรื่อง{told.core} และหน้าที่และอำนาจของหน่วยงานที่เกี่ยวข้อง")


def telephoned(told: Composed) -> tuple[str, str]:
    """With whom one telephoned about danger, and what was agreed."""
    spoke = _pick(told, "answer.spoke_with")
    return spoke, _pick(told, "answer.telephoned")


def suspended(told: Composed) -> str:
    """Why a petition is suspended."""
    return _pick(told, "answer.suspended")


def withdrawn(told: Composed) -> str:
    """Why the petitioner withdraws."""
    return _pick(told, "answer.withdrawn")


def note(told: Composed) -> str:
    """An internal note."""
    return _pick(told, "answer.note")


def heard(told: Composed) -> str:
    """What people at the place said."""
    return _pick(told, "answer.heard")


def concealed(told: Composed) -> str:
    """The words that may leave the Office when the petitioner is concealed."""
    asked = told.writer.said["ask"]
    return tidy(f"มีผู้ร้องว่า {told.writer.said['scene']} จึงขอให้{asked} (ฉบับปกปิด: ตัดข้อความที่อาจบอกตัวผู้ร้องออกแล้ว)")


def not_ours(told: Composed) -> str:
    """Why an agency returns a matter."""
    return _pick(told, "answer.not_ours")


def agency_question(told: Composed) -> str:
    """What an agency asks."""
    return _pick(told, "answer.agency_question")


def agency_reply(told: Composed) -> str:
    """What the Office answers an agency."""
    return _pick(told, "answer.agency_reply")


def progress(told: Composed) -> str:
    """Progress that an agency reports."""
    return _pick(told, "answer.progress")


_RESULTS = {"solved": 46, "explained": 24, "relieved": 16, "unfounded": 8, "law_bars": 4, "other_process": 2}


def report(told: Composed) -> tuple[str, str]:
    """An agency's report and how it ended."""
    result = told.writer.rng.choices(tuple(_RESULTS), tuple(_RESULTS.values()))[0]
    if result == "unfounded":
        words = _pick(told, "answer.report")
    elif result == "law_bars":
        told.found()
        words = _pick(told, "answer.law_bars")
    else:
        words = f"{told.found()} {told.done()}"
    return tidy(words), result


_SENT_BACK = {
    "off_point": "รายงานยังไม่ตอบประเด็นที่ร้อง โปรดตรวจสอบตามคำขอของผู้ร้องทีละข้อ",
    "no_evidence": "โปรดแนบภาพถ่ายก่อนและหลังดำเนินการ หรือบันทึกการตรวจสอบ",
    "only_in_progress": "รายงานระบุเพียงว่าอยู่ระหว่างดำเนินการ โปรดแจ้งกำหนดแล้วเสร็จและสิ่งที่ทำไปแล้ว",
}


def send_back(reason: str) -> str:
    """Why a report is sent back."""
    return _SENT_BACK[reason]


_NEXT = {
    "solved": "ดำเนินการแล้วเสร็จ หน่วยงานจะติดตามผลอีกครั้งภายใน 30 วัน",
    "relieved": "บรรเทาความเดือดร้อนเบื้องต้นแล้ว ส่วนที่เหลืออยู่ในแผนงานของหน่วยงาน",
    "explained": "หน่วยงานจะดำเนินการตามขั้นตอนที่ชี้แจง และติดต่อท่านหากต้องใช้เอกสารเพิ่ม",
    "unfounded": "หน่วยงานจัดเจ้าหน้าที่เฝ้าระวังต่ออีกระยะหนึ่ง",
    "law_bars": "สำนักงานรวบรวมข้อจำกัดนี้ไว้เสนอปรับปรุงกฎหมายหรือระเบียบต่อไป",
    "other_process": "เรื่องดำเนินต่อในกระบวนการตามกฎหมายนั้น และท่านติดตามได้กับหน่วยงานโดยตรง",
    "untraceable": "สำนักงานเก็บเรื่องไว้ ท่านติดต่อกลับได้ทุกเมื่อด้วยรหัสเรื่อง",
}


def answer(told: Composed, closing: str, at: datetime) -> dict[str, str]:
    """The answer to the petitioner: three plain lines and the reasons."""
    day = long_date(legal_date(at) + timedelta(days=30))
    return {
        "found": told.found() if closing != "unfounded" else "หน่วยงานตรวจสอบหลายครั้งแล้วยังไม่พบเหตุตามที่ร้อง",
        "happens": told.done() if closing in {"solved", "relieved"} else _NEXT[closing],
        "can_do": f"หากปัญหายังไม่หมดไปหรือมีข้อเท็จจริงใหม่ ท่านขอให้ทบทวนผลได้ด้วยรหัสเรื่องนี้ภายในวันที่ {day} หรือโทร. 1111",
        "reasons": tidy(f"ตามรายงานของหน่วยงานที่ตรวจสอบเรื่อง{told.core} ประกอบข้อเท็จจริงที่ท่านให้ไว้ {_NEXT[closing]}"),
    }


def new_facts(told: Composed) -> str:
    """New facts with which a petitioner objects."""
    return _pick(told, "answer.new_facts")


def kept(told: Composed) -> str:
    """Why the result is kept."""
    return _pick(told, "answer.kept")


_RATINGS = {
    5: "แก้ไขรวดเร็ว ขอบคุณมาก",
    4: "โดยรวมดี อยากให้แจ้งความคืบหน้าบ่อยกว่านี้",
    3: "ได้รับการแก้ไขแต่ใช้เวลานาน",
    2: "ต้องติดตามเองหลายครั้ง",
    1: "ยังไม่ได้รับการแก้ไขจริง",
}


def rating(stars: int) -> str:
    """What a petitioner says with a rating."""
    return _RATINGS[stars]
