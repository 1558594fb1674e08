"""Moves by which documents are prepared for disclosure (ลบหรือตัดทอน), answered for, and packed with their index.

What is packed lies ready among the documents of its part; handing it over is another act.
"""

from palat.duties.information.procedure.roles import SUPERVISORS, TEAM
from palat.kernel.matters.procedure import Move


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


RELEASE_MOVES = (
    Move("prepare_release", _("เตรียมเอกสารเปิดเผย"), by=TEAM, conflicts=(), own_page=True),
    Move("answer_release", _("ให้เอกสารออกไปได้โดยมีเหตุผล"), by=SUPERVISORS, conflicts=(), own_page=True),
    Move("package_release", _("จัดชุดเอกสารเปิดเผย"), by=TEAM, conflicts=(), own_page=True),
    Move("propose_publication", _("เสนอเผยแพร่ต่อสาธารณะ"), by=TEAM, conflicts=(), from_final=True, own_page=True),
)
