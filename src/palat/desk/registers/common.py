"""Who may open which page of the registers, and how a clerk's act is carried out once."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.desk.registers.listings import url_of
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.procedure import Authority
from palat.kernel.pages import acting
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Crumb
from palat.kernel.registers import queries
from palat.kernel.registers.operations.entries import NotKeeper
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid

REFUSALS = (NotKeeper, UnableToNumber, UnableToVoid)
acted = partial(acting.acted, refusals=REFUSALS)


def reader(request: HttpRequest) -> tuple[Actor, Authority]:
    """Return who asks for registers. Raises: Http404 for those who may read none."""
    by = actor_of(request)
    if by.authority is None or not queries.visible_registers(by.authority).exists():
        raise Http404
    return by, by.authority


def entry_seen(authority: Authority, register: str, year: int, running: int) -> Any:
    found = queries.entry(authority, register=register, year=year, running=running)
    if found is None:
        raise Http404
    return found


def kept_register(authority: Authority, code: str) -> Any:
    """Return a register that the viewer keeps and writes in. Raises: Http404."""
    register = queries.register(code)
    if register is None or register.kind == "matter" or not queries.basis_to_keep(register, authority):
        raise Http404
    return register


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the registers."""
    return [Crumb(_("ทะเบียน"), reverse("registers")), *more]


def list_of(register: str) -> str:
    return f"{reverse('register_entries')}?register={register}"


def way(register: Any, *more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(name_of(register), list_of(register.pk)), *more)


def way_to(found: Any) -> list[Crumb]:
    return way(found.register, Crumb(paper_digits(found.text), url_of(found)))
