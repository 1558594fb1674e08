"""Importing a list of officials and the posts they hold. Each appointment is an event of the history."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_noop as _

from palat.kernel.organisation.importing.reading import (
    ACCEPTED,
    UNCHANGED,
    Line,
    LineRefused,
    Outcome,
    Report,
    Run,
    take,
)
from palat.kernel.organisation.models import Holding, Official, Post
from palat.kernel.organisation.operations import UnableToChange, appoint, new_official, record
from palat.kernel.organisation.procedure import CAPACITIES
from palat.kernel.organisation.queries import in_force

NEEDED = ("given_name", "post_code")


def import_officials(found: Iterable[Line], run: Run, *, source: str) -> Report:
    """Import a list with the columns of `NEEDED`, and where present title, family_name, telephone, username,
    email, capacity, order_no, order_date, valid_from and valid_to.

    A person is known by username, without one by title and names. A username that is new gets an account without
    a password: it cannot sign in until it is given one. `source` is the fingerprint of the file, for the history.
    """
    report = take(found, lambda line: _one(line, run), _name)
    counts = report.counts()
    if counts[ACCEPTED]:
        record("officials_imported", run.at, run.by, source=source, **counts)
    return report


def _name(line: Line) -> str:
    names = f"{line.get('title')}{line.get('given_name')} {line.get('family_name')}".strip()
    return f"{names} · {line.get('post_code')}"


def _one(line: Line, run: Run) -> Outcome:
    line.need("given_name", 100)
    post = Post.objects.filter(code=line.need("post_code")).first()
    if post is None:
        raise LineRefused(_("ไม่รู้จักรหัสตำแหน่ง %(code)s"), code=line.get("post_code"))
    capacity = line.get("capacity") or "substantive"
    if capacity not in CAPACITIES:
        raise LineRefused(_("ไม่รู้จักฐานะ %(capacity)s"), capacity=capacity)
    begins = line.day("valid_from") or run.on
    try:
        with transaction.atomic():
            official = _official(line, run)
            order_no = line.short("order_no", 60)
            held = Holding.objects.filter(
                in_force(begins), post=post, official=official, capacity=capacity, order_no=order_no
            )
            if held.exists():
                return Outcome(line, UNCHANGED, _name(line))
            appoint(
                post_id=post.pk,
                official_id=official.pk,
                capacity=capacity,
                order_no=order_no,
                order_date=line.day("order_date"),
                valid_from=begins,
                valid_to=line.day("valid_to"),
                at=run.at,
                by=run.by,
            )
    except UnableToChange as error:
        raise LineRefused(str(error)) from error
    return Outcome(line, ACCEPTED, _name(line), _("แต่งตั้ง"))


def _official(line: Line, run: Run) -> Official:
    """Return the person of a line, entered if new. Raises: LineRefused when names cannot tell persons apart."""
    username = line.short("username", 60)
    if username:
        return _by_username(line, username, run)
    found = list(
        Official.objects.filter(
            title=line.get("title"), given_name=line.get("given_name"), family_name=line.get("family_name")
        )[:2]
    )
    if len(found) > 1:
        raise LineRefused(_("มีผู้ใช้ชื่อนี้มากกว่าหนึ่งคน โปรดระบุ username"))
    return found[0] if found else _entered(line, None, run)


def _entered(line: Line, user_id: int | None, run: Run) -> Official:
    return new_official(
        title=line.short("title", 40),
        given_name=line.short("given_name", 100),
        family_name=line.short("family_name", 100),
        telephone=line.short("telephone", 60),
        user_id=user_id,
        at=run.at,
        by=run.by,
    )


def _by_username(line: Line, username: str, run: Run) -> Official:
    accounts = get_user_model().objects
    user = accounts.filter(username=username).first()
    if user is None:
        user = accounts.create_user(username, email=line.short("email", 254))
    official = Official.objects.filter(user=user).first()
    if official is None:
        return _entered(line, user.pk, run)
    if (official.given_name, official.family_name) != (line.get("given_name"), line.get("family_name")):
        raise LineRefused(_("username %(username)s เป็นของ %(name)s"), username=username, name=official)
    return official
