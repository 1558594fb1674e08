"""What the Office says in the chat: one question at a time, with buttons; never what a matter is about."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SAYS = {
    "greeting": gettext_noop(
        "สวัสดีค่ะ ศูนย์บริการประชาชน สำนักงานปลัดสำนักนายกรัฐมนตรี\n"
        "แจ้งเรื่องที่นี่ได้เลย เราถามทีละข้อ ข้ามข้อใดก็ได้ พิมพ์ ยกเลิก เมื่อไรก็ได้\n"
        "เหตุด่วนที่อาจถึงชีวิต โทร 191 (ตำรวจ) 1669 (เจ็บป่วยฉุกเฉิน) 199 (ไฟไหม้)"
    ),
    "help": gettext_noop(
        "พิมพ์ แจ้งเรื่อง เพื่อเริ่ม\n"
        "พิมพ์ สถานะ ตามด้วยรหัสเรื่อง เพื่อดูว่าเรื่องถึงไหน\n"
        "พิมพ์ ติดตาม ตามด้วยรหัสเรื่อง เพื่อให้แจ้งความเคลื่อนไหวทางไลน์นี้\n"
        "พิมพ์ ยกเลิก เพื่อเลิกและลบสิ่งที่เล่าไว้\n"
        "พิมพ์ English for English หรือโทร 1111"
    ),
    "language": gettext_noop("ใช้ภาษาไทยแล้ว"),
    "cancelled": gettext_noop("ยกเลิกแล้ว สิ่งที่เล่าไว้ลบแล้ว พิมพ์ แจ้งเรื่อง เมื่อต้องการเริ่มใหม่"),
    "nothing": gettext_noop("ไม่มีเรื่องที่กำลังแจ้งอยู่ พิมพ์ แจ้งเรื่อง เพื่อเริ่ม"),
    "not_understood": gettext_noop("ขออภัย ยังไม่เข้าใจคำตอบนี้"),
    "picture": gettext_noop("ได้รับรูปแล้ว ส่งเพิ่มได้ หรือกด พอแล้ว"),
    "enough_pictures": gettext_noop("รับรูปได้ไม่เกิน 10 รูป"),
    "added": gettext_noop("เพิ่มข้อความแล้ว"),
    "danger": gettext_noop("ถ้ามีคนอยู่ในอันตรายขณะนี้ โทรก่อน: 191 ตำรวจ 1669 เจ็บป่วยฉุกเฉิน 199 ไฟไหม้ แล้วค่อยแจ้งต่อที่นี่"),
    "unknown_code": gettext_noop("ไม่พบเรื่องของรหัสนี้ โปรดตรวจตัวเลขอีกครั้ง หรือโทร 1111"),
    "refused": gettext_noop("ยังส่งเรื่องไม่ได้: %(why)s"),
    "filed": gettext_noop(
        "รับเรื่องแล้ว รหัสเรื่อง %(code)s\nเก็บรหัสนี้ไว้ติดตาม อย่าให้ผู้อื่น\nเปิดดูที่ %(link)s\nเราจะแจ้งความเคลื่อนไหวทางไลน์นี้"
    ),
    "added_late": gettext_noop("เพิ่มเข้าในเรื่องที่แจ้งไว้แล้ว"),
    "following": gettext_noop("เราจะแจ้งความเคลื่อนไหวของเรื่อง %(code)s ทางไลน์นี้"),
    "picture_lost": gettext_noop("รูปหนึ่งรับไม่ได้ โปรดส่งใหม่เป็นไฟล์ภาพ"),
    "slow_down": gettext_noop("ขณะนี้รับข้อความต่อไม่ได้ชั่วคราว โปรดรอสักครู่ หรือโทร 1111"),
}
ASKS = {
    "what": gettext_noop("เกิดอะไรขึ้น เล่าตามที่เกิดขึ้น ใคร ทำอะไร เมื่อไร ไม่ต้องรู้ว่าหน่วยงานใดรับผิดชอบ"),
    "where": gettext_noop("เกิดที่ไหน กดส่งตำแหน่ง หรือพิมพ์ เช่น หน้าตลาด ตำบล อำเภอ จังหวัด"),
    "pictures": gettext_noop("มีรูปไหม ส่งได้ไม่เกิน 10 รูป ตำแหน่งที่ถ่ายรูปจะถูกลบออกให้"),
    "contact": gettext_noop(
        "ติดต่อกลับอย่างไร พิมพ์ชื่อและหมายเลขโทรศัพท์ ไม่บอกก็ได้\n"
        "ข้อมูลนี้ปิดผนึก เปิดได้เฉพาะเมื่อมีเหตุและบันทึกทุกครั้ง ผู้ถูกร้องเรียนไม่ได้เห็นไม่ว่ากรณีใด"
    ),
    "confirm": gettext_noop(
        "พร้อมส่งแล้ว: %(told)s\nข้อมูลที่แจ้งควรเป็นความจริง การแจ้งความเท็จต่อเจ้าหน้าที่อาจเป็นความผิดตามกฎหมาย\nกด ส่ง เพื่อส่งเรื่อง"
    ),
}
SEND, SKIP, DONE, CANCEL = gettext_noop("ส่ง"), gettext_noop("ข้าม"), gettext_noop("พอแล้ว"), gettext_noop("ยกเลิก")
BUTTONS: dict[str, tuple[str, ...]] = {
    "what": (CANCEL,),
    "where": ("location", SKIP, CANCEL),
    "pictures": ("camera", "cameraRoll", DONE, SKIP, CANCEL),
    "contact": (SKIP, CANCEL),
    "confirm": (SEND, CANCEL),
    "": (gettext_noop("แจ้งเรื่อง"), gettext_noop("ช่วยเหลือ")),
}
OWN_BUTTONS = {
    "location": gettext_noop("ส่งตำแหน่ง"),
    "camera": gettext_noop("ถ่ายรูป"),
    "cameraRoll": gettext_noop("เลือกรูป"),
}
# The buttons send words; in English too they must be words that the conversation knows.


def said(code: str, values: dict[str, str]) -> str:
    """Return what is said, in the language of the moment."""
    return _(SAYS[code]) % values if values else _(SAYS[code])


def asked(step: str, *, letters: int, place: bool, pictures: int, contact: bool) -> str:
    """Return the question of a step; before sending, what there is, without saying it again."""
    if step != "confirm":
        return _(ASKS[step])
    parts = [_("เรื่องที่เล่า %(count)d ตัวอักษร") % {"count": letters}]
    parts += [_("สถานที่")] if place else []
    parts += [_("รูป %(count)d รูป") % {"count": pictures}] if pictures else []
    parts += [_("ทางติดต่อกลับ")] if contact else [_("ไม่บอกชื่อ")]
    return _(ASKS["confirm"]) % {"told": " · ".join(parts)}


def buttons(step: str) -> list[dict[str, Any]]:
    """Return the buttons under a question, as LINE wants them."""
    return list(_buttons(BUTTONS.get(step, ())))


def _buttons(names: Iterable[str]) -> Iterable[dict[str, Any]]:
    for name in names:
        if name in OWN_BUTTONS:
            yield {"type": name, "label": _(OWN_BUTTONS[name])[:20]}
        else:
            yield {"type": "message", "label": _(name)[:20], "text": _(name)}
