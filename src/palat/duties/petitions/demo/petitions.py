"""Petitions: the ordinary run of fourteen months, and the scenes."""

from collections.abc import Iterator

from palat.duties.petitions.demo import campaign, mix, scenes
from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.fates import fate_of
from palat.duties.petitions.demo.living import live
from palat.duties.petitions.demo.making import make_case
from palat.duties.petitions.demo.office import Office
from palat.kernel.matters.operations.numbering import number_matters
from palat.kernel.matters.writing import copy_many

BATCH = 500


def fill(office: Office) -> None:
    """Fill in the petitions, and give them their register numbers in the order in which they came."""
    waiting: list[Case] = []
    made = 0
    for case in _cases(office):
        waiting.append(case)
        made += 1
        if len(waiting) == BATCH:
            _write(waiting)
            office.tell("petitions", made, office.matters)
    _write(waiting)
    while number_matters(procedure="petition", register="petition", at=office.now):
        pass
    office.filled["petitions"] = made


def _write(cases: list[Case]) -> None:
    copy_many(row for case in cases for row in case.rows())
    cases.clear()


def _cases(office: Office) -> Iterator[Case]:
    made = 0
    for scene in scenes.scenes():
        for number in range(scene.count):
            case = scenes.play(office, scene, number)
            office.codes.setdefault(scene.name, case.matter.code)
            yield case
            made += 1
    for case in campaign.cases(office):
        yield case
        made += 1
    for number in range(max(office.matters - made, 0)):
        rng = office.rng("petition", number)
        at = mix.moment(rng, office.now)
        case = make_case(office, rng, at=at)
        live(case, fate_of(case), received_at=at, until=office.now)
        yield case
