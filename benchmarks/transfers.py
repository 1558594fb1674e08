"""The ledger of transfers at its full size: 245 missions and 7,852 local governments, 1.9 million cells.

    python -m benchmarks.transfers --json [--missions 245 --locals 7852]

Loads every cell with its history by COPY, one transfer after the other, each as one act of an official; then looks:
the whole summed up by mission, province and type, one mission by province, pages of the list of all cells by several
filters, pages of one transfer. Acts: a leg of all SAO of a province, of one cell, of all cells of a transfer. At last
the counts that the acts keep are held against a count of the cells, and `bare_count_ms` says what counting the states
alone takes without them. `load_cpu_s` is what processor the load took, here and in the database: on a machine that
others use, `load_s` says more of them. Names are made up.
"""

import gc
import os
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.installation import installation
from benchmarks.reporting import percentile, say

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DAY = date(2026, 10, 1)
TIMES = 7
# Of a hundred local governments these are of a type, as published for 2563.
MIX = (("sao", 68), ("tambon", 28), ("town", 2), ("pao", 1), ("city", 1))
LEGS = ("task", "money", "people", "assets", "law")


def _seat(post_code: str) -> Any:
    from palat.kernel.accounts.models import User
    from palat.kernel.matters.authority import Actor
    from palat.kernel.organisation.models import Official, Post
    from palat.kernel.organisation.operations import appoint
    from palat.kernel.organisation.queries import authority_of, forget

    user = User.objects.create(username=post_code)
    person = Official.objects.create(user=user, given_name="ผู้ทดสอบ")
    post = Post.objects.get(code=post_code)
    appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=AT, by="benchmark")
    forget()
    return Actor("official", authority_of(user_id=user.pk, on=date(2026, 11, 24)))


def _lists(missions: int, locals: int, officer: Any, head: Any) -> None:
    """Bring and take over the lists of local governments and of missions."""
    from palat.duties.decentralisation.operations import lists
    from palat.duties.decentralisation.operations.lists import Brought
    from palat.kernel.files.operations import store_made
    from palat.kernel.organisation.queries import province_choices

    provinces = [code for code, _name in province_choices()]
    types = [code for code, share in MIX for _one in range(share)]
    rows = [
        f"B{number},{types[number % 100]},แห่งสมมติ {number},{provinces[number % len(provinces)]}"
        for number in range(locals)
    ]
    every = "pao|city|town|tambon|sao"
    of = [f"M{number:03},ภารกิจสมมติ {number},{number % 6 + 1},duty,มท,{every}" for number in range(missions)]
    for kind, headings, lines in (
        ("locals", "code,type,name_th,province_code", rows),
        ("missions", "code,name_th,field,kind,giver,receivers", of),
    ):
        file = store_made(content="\n".join((headings, *lines)).encode(), kind="csv", at=AT)
        found = lists.check(brought=Brought(kind, kind, (file.pk, f"{kind}.csv")), by=officer, at=AT)
        lists.apply(list_id=found.pk, by=head, at=AT)


def _cells(numbers: list[tuple[int, str]], chance: random.Random) -> list[Any]:
    from palat.duties.decentralisation.operations.cell_lists import Wanted

    found = []
    for local, type in numbers:
        state = chance.choices((1, 2, 3, 4, 5, 6, 7), (40, 15, 10, 20, 10, 3, 2))[0]
        closed = state in {4, 5}
        legs = (2,) * 5 if closed else tuple(chance.choice((1, 2) if state in {2, 3} else (0, 1)) for _leg in LEGS)
        found.append(Wanted(local, state, DAY, legs, type))
    return found


def spent() -> float:
    """Return the seconds of processor that this process and its server process have used so far."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    ticks = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[11:13]
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def load(missions: int, locals: int, officer: Any, head: Any) -> dict[str, Any]:
    """Load the whole ledger; return how long each part took."""
    from palat.duties.decentralisation.models import LocalGovernment, Mission
    from palat.duties.decentralisation.operations.cell_lists import load_cells
    from palat.duties.decentralisation.operations.transfers import open_transfer

    began = time.perf_counter()
    _lists(missions, locals, officer, head)
    listed = time.perf_counter()
    numbers = list(LocalGovernment.objects.order_by("pk").values_list("pk", "type"))
    chance, taken, used = random.Random(7), 0.0, 0.0  # noqa: S311 - a repeatable mixture
    for mission in Mission.objects.order_by("code"):
        matter = open_transfer(mission_id=mission.pk, programme="ทดสอบ", by=officer, at=AT)
        rows = _cells(numbers, chance)
        start, cpu = time.perf_counter(), spent()
        load_cells(matter_id=matter.pk, by=head, at=AT, rows=rows, evidence="ทดสอบ")
        taken += time.perf_counter() - start
        used += spent() - cpu
    return {
        "lists_s": round(listed - began, 2),
        "load_s": round(taken, 2),
        "load_cpu_s": round(used, 2),
        "cells": missions * len(numbers),
    }


def milliseconds(look: Callable[[], Any]) -> float:
    """Return how long something takes as a rule, in milliseconds; the first time is not counted."""
    look()
    times = []
    for _turn in range(TIMES):
        start = time.perf_counter()
        look()
        times.append((time.perf_counter() - start) * 1000)
    return round(percentile(times, 50), 1)


def looks(head: Any) -> dict[str, float]:
    """Look at the ledger in the ways of its pages."""
    from django.http import QueryDict

    from palat.duties.decentralisation.models import Transfer
    from palat.duties.decentralisation.queries.figures import Narrowed, figures, figures_by
    from palat.duties.decentralisation.queries.ledger import visible_cells
    from palat.duties.decentralisation.views.listings import EVERY, OF_TRANSFER
    from palat.kernel.pages.listing import Narrowed as Filtered

    one = Transfer.objects.select_related("mission").order_by("pk")[Transfer.objects.count() // 3]

    def page(query: str) -> Any:
        listed = Filtered(EVERY, visible_cells(head), QueryDict(query))
        return listed.page(), listed.count()

    def after(query: str) -> Any:
        here = Filtered(EVERY, visible_cells(head), QueryDict(query)).page()
        return Filtered(EVERY, visible_cells(head), QueryDict(f"{query}&after={here.next}")).page()

    def of_transfer(query: str) -> Any:
        rows = visible_cells(head).filter(transfer=one)
        listed = Filtered(OF_TRANSFER, rows, QueryDict(query))
        return listed.page(), listed.count()

    every = Narrowed()
    return {
        "whole_ms": milliseconds(figures),
        "by_mission_ms": milliseconds(lambda: figures_by("transfer__mission", every)),
        "by_province_ms": milliseconds(lambda: figures_by("province", every)),
        "by_type_ms": milliseconds(lambda: figures_by("type", every)),
        "a_mission_by_province_ms": milliseconds(
            lambda: figures_by("province", Narrowed(mission_ids=[one.mission_id]))
        ),
        "page_all_ms": milliseconds(lambda: page("")),
        "page_all_next_ms": milliseconds(lambda: after("")),
        "page_province_ms": milliseconds(lambda: page("province=50")),
        "page_type_state_ms": milliseconds(lambda: page("type=pao&state=7")),
        "page_rare_state_ms": milliseconds(lambda: page("state=8")),
        "page_no_such_state_ms": milliseconds(lambda: page("state=9")),
        "page_common_state_ms": milliseconds(lambda: page("state=3&province=50&type=town&q=")),
        "page_lacks_law_ms": milliseconds(lambda: page("lacks=law&province=50")),
        "page_field_ms": milliseconds(lambda: page("field=culture&state=7")),
        "page_name_ms": milliseconds(lambda: page("q=B77")),
        "page_transfer_ms": milliseconds(lambda: of_transfer("")),
        "page_transfer_province_ms": milliseconds(lambda: of_transfer("province=50&type=sao")),
    }


def acts(head: Any) -> dict[str, float]:
    """Record a leg of all SAO of a province in one act, and of a single cell."""
    from palat.duties.decentralisation.models import Cell, Transfer
    from palat.duties.decentralisation.operations import cells, transfers
    from palat.duties.decentralisation.operations.ledger import Said
    from palat.duties.decentralisation.procedure.cells import CLOSED

    one = Transfer.objects.order_by("pk")[Transfer.objects.count() // 5]
    transfers.begin(matter_id=one.pk, by=head, at=AT)
    chosen = Cell.objects.filter(transfer=one, local__province="50", local__type="sao", state__in=(1, 2, 3))
    many = list(chosen.values_list("pk", flat=True))
    everywhere = list(Cell.objects.filter(transfer=one, state__in=(1, 2, 3)).values_list("pk", flat=True))
    turn = iter(range(1000))

    def record(numbers: list[int]) -> None:
        to = next(turn) % 2 + 1
        given = {"leg": "money", "to": to, "said": Said(DAY, words="ทดสอบ")}
        cells.record_leg(matter_id=one.pk, by=head, at=AT, cell_ids=numbers, **given)

    def at_first() -> None:
        given = {"leg": "money", "to": CLOSED, "said": Said(DAY, words="ทดสอบ")}
        cells.record_leg(matter_id=one.pk, by=head, at=AT, cell_ids=everywhere, **given)

    at_first()  # whatever each was before, all of them change from now on
    return {
        "act_cells": len(many),
        "act_many_ms": milliseconds(lambda: record(many)),
        "act_one_ms": milliseconds(lambda: record(many[:1])),
        "everywhere_cells": len(everywhere),
        "act_everywhere_ms": milliseconds(lambda: record(everywhere)),
    }


def proven() -> dict[str, Any]:
    """Hold the counts that acts keep against a count of the cells."""
    from django.db import connection

    from palat.duties.decentralisation.operations.tallies import differing

    start = time.perf_counter()
    wrong = differing()
    checked = time.perf_counter() - start
    with connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.execute("SELECT state, count(*) FROM decentralisation_cell GROUP BY 1")
        bare = (time.perf_counter() - start) * 1000
        cursor.execute("SELECT count(*) FROM decentralisation_transfertally")
        rows = cursor.fetchone()[0]
        cursor.execute("SELECT pg_total_relation_size('decentralisation_cell') / 1048576")
        size = cursor.fetchone()[0]
    return {
        "differing": wrong,
        "check_s": round(checked, 2),
        "bare_count_ms": round(bare, 1),
        "tally_rows": rows,
        "cells_mb": size,
    }


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--missions", default=245, show_default=True)
@click.option("--locals", "local_governments", default=7852, show_default=True)
def main(as_json: bool, missions: int, local_governments: int) -> None:
    """Measure the ledger of transfers."""
    with installation():
        from django.db import connection

        gc.collect()
        gc.freeze()  # as the web process does: or every act would look through all modules for what to collect
        gc.set_threshold(10_000, 20, 20)
        officer, head = _seat("odloc-officer-1"), _seat("odloc-head")
        found = load(missions, local_governments, officer, head)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        found |= looks(head) | acts(head) | proven()
    say(found, as_json=as_json)


if __name__ == "__main__":
    main()
