"""Give everybody at a post a name and a password, and three agencies a liaison (run as a program)."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
django.setup()

from palat.kernel.organisation.models import Agency, Official, Post  # noqa: E402 - Django must be set up first
from palat.kernel.organisation.tests.seating import seat  # noqa: E402
from palat.launch import roles  # noqa: E402
from palat.settings import APP_ROLE  # noqa: E402

LIAISONS = {"กฟภ": "liaison-pea", "กปภ": "liaison-pwa", "กทพ": "liaison-exat"}


def main(password: str) -> None:
    """Let everybody sign in, liaisons of three agencies too; and web and worker work without owning the tables."""
    if APP_ROLE:
        roles.grant(APP_ROLE)
    for code, username in LIAISONS.items():
        agency = Agency.objects.get(code=code)
        seat(Post.objects.create(code=username, title_th="ผู้ประสานงาน", role="agency_liaison", agency=agency))
    for person in Official.objects.select_related("user"):
        person.given_name, person.family_name = "สมมุติ", person.user.username
        person.save(update_fields=["given_name", "family_name"])
        person.user.set_password(password)
        person.user.save(update_fields=["password"])
    Agency.objects.filter(code="กฟน").update(email="mea@example.org")


main(sys.argv[1])
