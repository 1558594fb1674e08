"""The ways back from the pages of this duty."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from palat.kernel.pages.shapes import Crumb

HOME = (gettext_lazy("ข้อมูลข่าวสาร"), "information_hub")


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back from a page of this duty."""
    words, name = HOME
    return [Crumb(words, reverse(name)), *more]
