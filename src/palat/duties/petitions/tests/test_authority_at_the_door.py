"""Who may register a petition, who may be given one, and what a correction may say."""

import pytest

from palat.duties.petitions.bulk import BULK, Making, make_all
from palat.duties.petitions.operations import screening
from palat.duties.petitions.operations.intake import Brought, file_petition
from palat.duties.petitions.tests.factories import NOW, liaison, official, petition
from palat.kernel.matters.models import Bar, Matter
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.file import open_file

pytestmark = pytest.mark.django_db
BROUGHT = Brought(kind="grievance", channel="hotline", text="ไฟฟ้าในซอยดับทุกคืน ขอให้ช่วยแก้ไข")


@pytest.mark.parametrize("post", ["auditor-1", "pm", "secretary", "inspector-1", "admin-1", "director-psc"])
def test_who_takes_no_petitions_registers_none(post: str) -> None:
    with pytest.raises(NotAuthorised):
        file_petition(brought=BROUGHT, by=official(post), at=NOW)
    assert not Matter.objects.exists()


def test_an_agency_registers_none_and_a_taker_does() -> None:
    with pytest.raises(NotAuthorised):
        file_petition(brought=BROUGHT, by=liaison("กฟภ"), at=NOW)
    for post in ("agent-1", "clerk-1", "intake-1", "shift-1"):
        assert file_petition(brought=BROUGHT, by=official(post), at=NOW).pk


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("why", ["barred", "secret", "restricted"])
def test_accepting_gives_to_nobody_whom_assigning_would_refuse(why: str, bulk: bool) -> None:
    one, officer, director = petition(), official("officer-1"), official("director-psc")
    assert officer.official_id is not None
    if why == "barred":
        Bar.objects.create(matter=one, official_id=officer.official_id, reason="interest")
    else:
        Matter.objects.filter(pk=one.pk).update(**({"secrecy": 2} if why == "secret" else {"restricted": "royal"}))
    making = Making([one.pk], director, NOW, {"officer_id": officer.official_id})
    with pytest.raises(UnableToAct):
        make_all(BULK["accept"], making) if bulk else screening.accept(
            matter_id=one.pk, by=director, at=NOW, officer_id=officer.official_id
        )
    one.refresh_from_db()
    assert (one.state, one.officer_id) == ("received", None)


def test_a_kind_that_there_is_not_is_never_stored() -> None:
    one = petition()
    with pytest.raises(UnableToAct):
        screening.classify(matter_id=one.pk, by=official("intake-1"), at=NOW, category="", kind="bogus_kind")


@pytest.mark.parametrize(("given", "stands"), [(None, "5001"), ("", None), ("1001", "1001")])
def test_the_place_is_kept_cleared_or_changed_as_the_event_says(given: str | None, stands: str | None) -> None:
    one, intake = petition(area_id="5001"), official("intake-1")
    screening.classify(matter_id=one.pk, by=intake, at=NOW, category="", kind="help", area_id=given)
    one.refresh_from_db()
    assert one.area_id == stands
    assert open_file(code=one.code, by=intake).events[-1].facts["area"] == stands
