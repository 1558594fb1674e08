"""Appoint one person to each post of the reference data, and liaisons to three agencies (run as a program)."""

import os
import sys
from datetime import UTC, date, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
django.setup()

from palat.kernel.accounts.models import User  # noqa: E402 - Django must be set up first
from palat.kernel.organisation.models import Agency, Official, Post  # noqa: E402
from palat.kernel.organisation.operations import appoint  # noqa: E402
from palat.launch import roles  # noqa: E402
from palat.settings import APP_ROLE  # noqa: E402

NOW = datetime.now(UTC)
LIAISONS = {"กฟภ": "liaison-pea", "กปภ": "liaison-pwa"}


def seat(post: Post, username: str, password: str) -> None:
    """Let a new user hold a post."""
    user = User.objects.create_user(username, password)
    person = Official.objects.create(user=user, given_name="สมมุติ", family_name=username)
    appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=NOW, by="system")


def main(password: str) -> None:
    """Fill the posts, and let web and worker do their work without owning the tables."""
    if APP_ROLE:
        roles.grant(APP_ROLE)
    for post in Post.objects.all():
        seat(post, post.code, password)
    for code, username in LIAISONS.items():
        agency = Agency.objects.get(code=code)
        post = Post.objects.create(code=username, title_th="ผู้ประสานงาน", role="agency_liaison", agency=agency)
        seat(post, username, password)
    Agency.objects.filter(code="กฟน").update(email="mea@example.org")


main(sys.argv[1])
