"""How officials sign in: accounts are given by the administrator, never opened by the visitor."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class OfficialsOnly(DefaultAccountAdapter):
    """No open sign-up; no word about whether a user name exists.

    Guessing is slowed by allauth's rate limits per address and per user name (`ACCOUNT_RATE_LIMITS`): an account
    is never locked for good, since that would let anyone lock an officer out on a busy day.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("บัญชีนี้ปิดใช้อยู่ โปรดติดต่อผู้ดูแลระบบ"),
        "username_password_mismatch": _("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"),
        "too_many_login_attempts": _("ลองผิดหลายครั้งเกินไป โปรดรอสักครู่แล้วลองใหม่ หรือติดต่อผู้ดูแลระบบ"),
        "rate_limited": _("ส่งคำขอถี่เกินไป โปรดรอสักครู่แล้วลองใหม่"),
        "enter_current_password": _("รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        "incorrect_password": _("รหัสผ่านไม่ถูกต้อง"),
        "incorrect_code": _("รหัสไม่ถูกต้องหรือหมดอายุแล้ว โปรดใช้รหัสล่าสุดในแอป"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
