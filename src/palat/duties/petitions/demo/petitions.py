"""Petitions: the ordinary run of eight quarters and the one that runs, and the scenes."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from palat.duties.petitions.demo import campaign, mix, scenes
from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.fates import fate_of
from palat.duties.petitions.demo.living import Lives
from palat.duties.petitions.demo.making import make_case
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.demo.telling import Told
from palat.kernel.calendar.counting import legal_date
from palat.kernel.identities.operations import open_for_dispatch
from palat.kernel.letters.operations.drafting import tie_letters
from palat.kernel.letters.operations.lived import LivedLetter
from palat.kernel.reports.procedure import quarter_of
from palat.kernel.writing import copy_many

BATCH = 500


def fill(office: Office) -> None:
    """Fill in the petitions with their letters."""
    ready = list(campaign.cases(office))
    together, writing, made = Lives(office.now), list[Case](), len(ready)
    for told in _told(office, made):
        case, whole = told.final(together)
        (ready if whole else writing).append(case)
        if told.name:
            office.codes.setdefault(told.name, case.matter.code)
        made += 1
        if len(ready) >= BATCH:
            _write(ready)
            office.tell("petitions", made, office.matters)
    _write(ready)
    together.run()
    letters = [letter for case in writing for letter in case.letters]
    _write(writing)
    _close(letters)
    office.filled["petitions"], office.filled["letters"] = made, len(letters)


def _write(cases: list[Case]) -> None:
    for start in range(0, len(cases), BATCH):
        copy_many(row for case in cases[start : start + BATCH] for row in case.rows())
    cases.clear()


def _close(letters: list[LivedLetter]) -> None:
    """Tie letters to their matters, and record that the petitioners' names were opened for their papers."""
    tie_letters(row for one in letters for row in one.about)
    opened = [(one.letter.signed_at, one.letter.person_id, one.letter.pk) for one in letters if one.letter.sha256]
    for at, person_id, letter_id in sorted(one for one in opened if one[0] and one[1]):
        open_for_dispatch(person_id or 0, purpose="letter", at=at, matter=f"letter:{letter_id}")


def _told(office: Office, made: int) -> Iterator[Told]:
    """Yield every case: the scenes, and as many others as each quarter still lacks beside them."""
    of_scenes: Counter[object] = Counter()
    for scene in scenes.scenes():
        for number in range(scene.count):
            told = scenes.play(office, scene, number)
            of_scenes[_quarter(told.at)] += 1
            made += 1
            yield told
    number, rng = 0, office.rng("moments")
    while made < office.matters:
        at = mix.moment(rng, office.now)
        if of_scenes[_quarter(at)] > 0:
            of_scenes[_quarter(at)] -= 1  # a scene stands for it
            continue
        yield _ordinary(office, number, at)
        number += 1
        made += 1


def _quarter(at: datetime) -> object:
    return quarter_of(legal_date(at))


def _ordinary(office: Office, number: int, at: datetime) -> Told:
    def make() -> Case:
        return make_case(office, office.rng("petition", number), at=at)

    return Told("", at, make, fate_of)
