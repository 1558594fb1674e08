"""Campaigns: recognised while they grow, made one case by one act, undone; nothing shown that one may not open."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from palat.duties.petitions.models import Campaign, CampaignPetition, Petition
from palat.duties.petitions.operations import campaigns, outgoing
from palat.duties.petitions.operations.campaigns import merge, preview, take_apart
from palat.duties.petitions.operations.likeness import make_keys
from palat.duties.petitions.queries import campaigns as queries
from palat.duties.petitions.queries.likeness import likely_same
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Bar, Matter
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.queries import unit_and_above
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
TODAY = legal_date(NOW)
WORDS = (
    "ขอคัดค้านการตั้งลานกองแร่ริมคลองต้นสน เพราะฝุ่นและน้ำชะกองแร่จะไหลลงคลองที่ใช้ทำประปาหมู่บ้าน "
    "ขอให้ทบทวนการอนุญาตและจัดรับฟังความเห็นใหม่อย่างโปร่งใส ลงชื่อรายที่ {n}"
)
MAIL = {"full_name": "สมมุติ", "email": "somsmut@example.org"}


def came(number: int, *, first: int = 1, days: int = 0, **brought: Any) -> list[Matter]:
    """Receive near-identical petitions, one a day, and let the job look at them."""
    found = [
        petition(text=WORDS.format(n=first + n), at=NOW - timedelta(days=max(0, days - n)), **brought)
        for n in range(number)
    ]
    while make_keys(at=NOW):
        pass
    return found


def the_campaign() -> Campaign:
    return Campaign.objects.get()


def merged_by(post: str, campaign: Campaign, code: str, *apart: Matter) -> campaigns.Merged:
    return merge(
        campaign_id=campaign.pk,
        code=code,
        by=official(post),
        at=NOW,
        shown_at=NOW + timedelta(days=1),
        apart=[one.pk for one in apart],
        reason="เรื่องเดียวกัน",
    )


def test_a_few_alike_are_no_campaign_and_ten_within_days_are() -> None:
    came(9, days=9)
    assert not Campaign.objects.exists()
    first = Matter.objects.order_by("received_at").first()
    came(1, first=10)
    campaign = the_campaign()
    assert campaign.first == first
    assert campaign.petitions.count() == 10
    came(2, first=11)
    assert the_campaign().petitions.count() == 12


def test_others_secret_and_restricted_ones_are_not_of_it() -> None:
    came(10)
    petition(text="ไฟฟ้าดับทุกคืนตั้งแต่ต้นเดือน เครื่องใช้ไฟฟ้าเสียหายหลายหลัง ขอให้ช่วยตรวจหม้อแปลงหน้าหมู่บ้าน")
    came(1, first=20, secrecy=1)
    came(1, first=21, restricted=True)
    assert the_campaign().petitions.count() == 10


def test_short_texts_that_everyone_writes_are_no_campaign() -> None:
    for _n in range(12):
        petition(text="ไฟดับ ขอให้แก้ไข")
    make_keys(at=NOW)
    assert not Campaign.objects.exists()


def test_one_act_makes_one_case_and_everyone_is_answered_once() -> None:
    came(12, person=MAIL)
    campaign = the_campaign()
    shown = preview(campaign, by=official("intake-1"), at=NOW)
    assert len(shown.ready) == 11
    assert not shown.refused
    case = Matter.objects.get(code=shown.proposed)
    done = merged_by("intake-1", campaign, shown.proposed)
    assert (done.count, done.apart, done.refused) == (11, 0, 0)
    assert Matter.objects.filter(merged_into=case).count() == 11
    Petition.objects.filter(pk=case.pk).update(answer_found="พบ", answer_reasons="เหตุ", told_at=NOW)
    for _time in range(2):
        outgoing.answer_merged(matter_id=case.pk, at=NOW)
    assert Notice.objects.filter(channel="email").count() == 11
    assert [one.kind for one in events_of(campaigns.chain_of(campaign.pk))] == ["campaign_merged"]


def test_ticked_ones_stay_out_are_not_offered_again_and_can_come_back() -> None:
    found = came(11)
    campaign = the_campaign()
    done = merged_by("intake-1", campaign, found[0].code, found[3])
    assert (done.count, done.apart) == (9, 1)
    assert Matter.objects.get(pk=found[3].pk).state == "received"
    assert not queries.waiting(the_campaign(), official("intake-1")).exists()
    campaigns.bring_back(campaign_id=campaign.pk, matter_id=found[3].pk, by=official("intake-1"), at=NOW)
    assert [one.pk for one in queries.waiting(the_campaign(), official("intake-1"))] == [found[3].pk]


def test_what_came_after_the_page_was_made_waits_for_another_look() -> None:
    found = came(10)
    shown_at = CampaignPetition.objects.latest("found_at").found_at
    later = came(1, first=30)
    CampaignPetition.objects.filter(matter__in=later).update(found_at=shown_at + timedelta(seconds=1))
    by = official("intake-1")
    merge(campaign_id=the_campaign().pk, code=found[0].code, by=by, at=NOW, shown_at=shown_at, apart=[], reason="")
    assert Matter.objects.get(pk=later[0].pk).merged_into_id is None
    assert merged_by("intake-1", the_campaign(), found[0].code).count == 1


def test_those_that_cannot_go_are_said_and_not_touched() -> None:
    found = came(10)
    Matter.objects.filter(pk=found[5].pk).update(state="notified")
    from palat.kernel.matters.models import Track

    Track.objects.filter(matter=found[5]).update(state="notified")
    shown = preview(the_campaign(), by=official("intake-1"), at=NOW)
    ((refused, why),) = shown.refused
    assert refused.pk == found[5].pk
    assert "รวมเรื่อง" in why
    done = merged_by("intake-1", the_campaign(), shown.proposed)
    assert (done.count, done.refused) == (8, 1)


def test_undoing_takes_all_of_them_out_and_needs_a_supervisor() -> None:
    found = came(10)
    merged_by("intake-1", the_campaign(), found[0].code)
    with pytest.raises(NotAuthorised):
        take_apart(campaign_id=the_campaign().pk, by=official("intake-1"), at=NOW, reason="")
    assert take_apart(campaign_id=the_campaign().pk, by=official("director-psc"), at=NOW, reason="คนละเรื่อง") == 9
    assert not Matter.objects.filter(merged_into__isnull=False).exists()
    assert the_campaign().case is None
    with pytest.raises(UnableToAct, match="ไม่มีเรื่อง"):
        take_apart(campaign_id=the_campaign().pk, by=official("director-psc"), at=NOW, reason="")


def test_merging_needs_authority_and_an_open_common_case() -> None:
    found = came(10)
    with pytest.raises(UnableToAct):
        merged_by("agent-1", the_campaign(), found[0].code)
    secret = petition(secrecy=1)
    with pytest.raises(UnableToAct, match="เรื่องลับ"):
        merged_by("director-psc", the_campaign(), secret.code)
    assert not Matter.objects.filter(merged_into__isnull=False).exists()


def test_what_one_may_not_open_is_neither_counted_nor_merged() -> None:
    found = came(12)
    by = official("intake-1")
    Matter.objects.filter(pk=found[0].pk).update(secrecy=3)
    Bar.objects.create(matter=found[1], official_id=by.official_id, reason="accused")
    campaign = queries.campaign_of(the_campaign().pk, by, today=TODAY)
    assert campaign is not None
    assert (campaign.number, campaign.waiting, campaign.today) == (10, 10, 10)
    assert sum(day.number for day in queries.growth(campaign, by)) == 10
    assert merged_by("intake-1", campaign, found[2].code).count == 9
    assert Matter.objects.filter(merged_into__isnull=True, pk__in=[found[0].pk, found[1].pk]).count() == 2
    assert queries.campaign_of(campaign.pk, official("agent-1"), today=TODAY) is None


def test_growth_has_every_day_and_its_sum() -> None:
    came(10, days=9)
    grown = queries.growth(the_campaign(), official("intake-1"))
    assert [one.number for one in grown] == [1] * 10
    assert grown[-1].by_then == 10
    came(3, first=40)
    assert queries.growth(the_campaign(), official("intake-1"))[-1].number == 4


def test_a_later_one_is_offered_the_case_at_intake_and_joins_by_one_click() -> None:
    found = came(10)
    merged_by("intake-1", the_campaign(), found[0].code)
    text = WORDS.format(n=99)
    (like,) = likely_same(by=official("intake-1"), at=NOW, text=text)
    assert like.code == found[0].code
    assert like.campaign is not None
    assert like.campaign.number == 10
    client = at_desk("intake-1")
    form = {"channel": "web", "kind": "grievance", "person_kind": "natural", "answer_by": "code", "text": text}
    sent = client.post(reverse("petition_take_in"), {**form, "merge": found[0].code, "once_key": new_key()})
    assert sent.status_code == 302
    assert "merged=1" in sent["Location"]
    new = Matter.objects.order_by("-pk").first()
    assert new is not None
    assert new.merged_into_id == found[0].pk
    assert client.get(reverse("petition_track", args=[new.code])).status_code == 200


def test_pages_show_preview_merge_and_undo() -> None:
    found = came(10)
    campaign = the_campaign()
    client = at_desk("director-psc")
    listed = client.get(reverse("campaign_list"))
    assert [row.pk for row in listed.context["rows"]] == [campaign.pk]
    assert client.get(reverse("campaign_page", args=[campaign.pk])).status_code == 200
    shown = client.get(reverse("campaign_merge", args=[campaign.pk]))
    assert shown.context["number"] == 9
    director = client
    fields = {"code": found[0].code, "reason": "เหตุ", "shown_at": shown.context["shown_at"], "once_key": new_key()}
    sent = director.post(reverse("campaign_merge", args=[campaign.pk]), {**fields, "apart": [found[4].pk]})
    assert sent.status_code == 302
    assert Matter.objects.filter(merged_into=found[0]).count() == 8
    back = director.post(reverse("campaign_bring_back", args=[campaign.pk]), {"matter": found[4].pk})
    assert back.status_code == 302
    assert director.get(reverse("campaign_take_apart", args=[campaign.pk])).status_code == 200
    director.post(reverse("campaign_take_apart", args=[campaign.pk]), {"reason": "คนละเรื่อง"})
    assert not Matter.objects.filter(merged_into__isnull=False).exists()


def test_a_page_that_lies_about_its_time_or_its_case_is_refused_in_words() -> None:
    came(10)
    director, url = at_desk("director-psc"), reverse("campaign_merge", args=[the_campaign().pk])
    for shown_at in ("", "9999-99-99", "2999-01-01T00:00:00+00:00", "x"):
        sent = director.post(url, {"code": "ไม่มี", "shown_at": shown_at, "once_key": new_key()})
        assert sent.status_code == 422
        assert "ไม่พบเรื่องหลัก" in sent.content.decode()


def test_list_asks_as_often_for_one_as_for_three(django_assert_max_num_queries: Any) -> None:
    came(10)
    by = official("intake-1")
    unit_and_above(None)  # the tree of units is kept between requests
    with django_assert_max_num_queries(1):
        assert len(list(queries.campaigns(by, today=TODAY))) == 1
