"""Acts of the desk on a problem, as rows of the same kind as a petition's."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.operations import opinions, problems
from palat.kernel.matters.desk.fields import words
from palat.kernel.matters.desk.rows import DeskAct

PROBLEM_ACTS: dict[str, DeskAct] = {
    "gather": DeskAct(
        problems.gather_code,
        {"code": lambda _asked: forms.CharField(label=_("รหัสหรือเลขทะเบียนของเรื่อง"), max_length=40)},
    ),
    "compile": DeskAct(
        opinions.compile_facts,
        {"findings": words(_("ข้อเท็จจริงที่รวบรวมได้"), rows=6), "law": words(_("ข้อกฎหมาย"), required=False)},
    ),
    "close": DeskAct(problems.close, {"words": words(_("ผลของประเด็นปัญหา"), rows=5)}),
}
