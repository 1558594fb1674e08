"""The figures of an agency's own page, and its inbox, as the Office grows.

    python -m benchmarks.agency --json [--sizes 10000,100000,1000000]

One of forty agencies that share what is referred. Server time: from the request to the last byte of the page, without
the network. The figures are those of the last whole fiscal year, counted from `year_tracks` tracks.
"""

import secrets
from datetime import UTC, date, datetime
from typing import Any

import click

from benchmarks.filling import fill
from benchmarks.installation import installation
from benchmarks.reporting import percentile, say
from benchmarks.worklist import statements, timed

ROUNDS = 40
AGENCY = 2  # one of those to which `filling` refers
FIGURES, INBOX = "/desk/agency/statistics/", "/desk/agency/"


def manager() -> Any:
    """Seat somebody who leads the liaison officers of an agency; return the agency and a browser of theirs."""
    from django.test import Client

    from palat.kernel.accounts.models import User
    from palat.kernel.organisation.models import Agency, Official, Post
    from palat.kernel.organisation.operations import appoint

    agency = Agency.objects.order_by("pk")[AGENCY]
    post, made = Post.objects.get_or_create(
        code="bench-agency", defaults={"title_th": "ผู้ประสานงาน", "role": "agency_manager", "agency": agency}
    )
    if made:
        user = User.objects.create_user("bench-agency", secrets.token_urlsafe())
        person = Official.objects.create(user=user, given_name="สมมุติ", family_name="หน่วยงาน")
        appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=datetime.now(UTC), by="system")
    client = Client()
    client.force_login(User.objects.get(username="bench-agency"))
    return agency.pk, client


def measure() -> dict[str, Any]:
    """Measure both pages at the size that was reached."""
    import palat.wsgi  # noqa: F401 - the process is set as the web server sets it
    from palat.kernel.calendar.counting import fiscal_bounds, fiscal_year
    from palat.kernel.matters.models import Track

    agency_id, client = manager()
    year = fiscal_year(datetime.now(UTC).date()) - 1
    page, bounds = f"{FIGURES}?year={year}", fiscal_bounds(year)
    timed(client, [page, INBOX])  # what is read once is read
    figures, inbox = timed(client, [page] * ROUNDS), timed(client, [INBOX] * ROUNDS)
    return {
        "figures_p50_ms": round(percentile(figures, 0.5), 1),
        "figures_p95_ms": round(percentile(figures, 0.95), 1),
        "inbox_p50_ms": round(percentile(inbox, 0.5), 1),
        "inbox_p95_ms": round(percentile(inbox, 0.95), 1),
        "year_tracks": Track.objects.filter(agency=agency_id, opened_at__date__range=bounds).count(),
        "statements": statements(client, page),
    }


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--sizes", default="10000,100000,1000000")
def main(as_json: bool, sizes: str) -> None:
    """Fill up to each size in turn, and measure there."""
    wanted = sorted(int(one) for one in sizes.split(","))
    found: dict[str, Any] = {}
    with installation():
        done = 0
        for size in wanted:
            fill(done + 1, size, total=size)  # over the years to this day, at each size
            done = size
            found[str(size)] = measure()
    first, last = found[str(wanted[0])], found[str(wanted[-1])]
    say(
        {"sizes": found, "growth": round(last["figures_p50_ms"] / first["figures_p50_ms"], 2)},
        as_json=as_json,
    )


if __name__ == "__main__":
    main()
