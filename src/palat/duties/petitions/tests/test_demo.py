"""The demo office: all of it could have happened, every state and screen has work, nobody in it is real."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, F, Q
from django.test.utils import override_settings
from django.utils import timezone

from palat.duties.petitions.demo import filling
from palat.duties.petitions.demo.accounts import OF_DUTIES, shown_accounts
from palat.duties.petitions.demo.composing import lexicon, stories
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.demo.people import PASSWORD
from palat.duties.petitions.models import Contact, MassGroup, Petition, Promise, SiteVisit
from palat.duties.petitions.procedure.promise import PROMISE
from palat.duties.petitions.quarterly import figures
from palat.duties.petitions.queries.contacts import handovers, promises
from palat.duties.petitions.queries.groups import groups, reports
from palat.duties.petitions.queries.hotline import on_duty
from palat.duties.petitions.queries.problems import cases, problems
from palat.duties.petitions.queries.quarter import cases_received
from palat.duties.petitions.queries.samples import draws, to_call, to_check
from palat.duties.petitions.reading import danger_to_life, touches_monarchy
from palat.kernel.accounts.operations import OnlyForTrial
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import faults
from palat.kernel.identities.models import Person, Reveal
from palat.kernel.identities.normalising import citizen_id_is_sound
from palat.kernel.identities.sealing import unseal
from palat.kernel.incoming.models import Item, Posting
from palat.kernel.letters.drafts.queries import to_initial, to_mend
from palat.kernel.letters.models import Letter, MarginOrder
from palat.kernel.letters.moves import KINDS, NUMBERED, STATES
from palat.kernel.letters.pens.queries import to_confirm
from palat.kernel.letters.queries import outgoing, to_sign
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.models import Attachment, Clock, Matter, Opinion, Pause, Submission, Track, WorkItem
from palat.kernel.matters.procedure import Procedure, TrackType
from palat.kernel.matters.queries.clocks import due_day
from palat.kernel.matters.queries.decisions import waiting_for
from palat.kernel.matters.queries.worklists import queue_of, queue_page, queues_of, waits
from palat.kernel.matters.registry import latest
from palat.kernel.notices.models import Notice
from palat.kernel.notices.queries.outbox import outbox, tallies
from palat.kernel.organisation.models import Holding, Official, Post
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import authority_of, authority_of_official, forget
from palat.kernel.organisation.tests.seating import vacate
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.reports.models import Issued
from palat.kernel.reports.procedure import quarter_of, quarters_back

pytestmark = pytest.mark.long
NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # Thursday, three in the afternoon in Thailand
SMALL = 900
# Roles whose first screen is no queue of matters.
# Members of tribunals have the work of another duty, whose own test looks at it.
NO_QUEUE = {
    *("citizen", "auditor", "administrator", "decider_secretary", "secret_registrar", "agency_system"),
    "tribunal_member",
}


@pytest.fixture(scope="module")
def office(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """One small demo office for all tests of this file, undone at the end."""
    folder = tmp_path_factory.mktemp("files")
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    trial = override_settings(TRIAL=True, STORAGES={**django_settings.STORAGES, "default": kept})
    with trial, django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        vacate()
        yield filling.fill(matters=SMALL, seed=1, now=NOW)
        transaction.set_rollback(True)
    forget()


@pytest.fixture(autouse=True)
def _unblocked(office: Office, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield


def actor(account: str) -> Actor:
    """Return who signs in by an account."""
    return Actor(
        "official", authority_of(user_id=get_user_model().objects.get(username=account).pk, on=legal_date(NOW))
    )


def events(matter_ids: list[int]) -> dict[int, list[tuple[str, str, str, dict, datetime]]]:  # type: ignore[type-arg]
    """Return the events of matters: kind, actor, basis, facts, moment."""
    from palat.kernel.history.models import Event

    told = defaultdict(list)
    for event in Event.objects.filter(chain__in=[f"matter:{pk}" for pk in matter_ids]).order_by("chain", "seq"):
        row = (event.kind, event.actor, event.basis, json.loads(event.facts), event.at)
        told[int(event.chain.split(":")[1])].append(row)
    return told


def test_every_history_is_a_whole_chain() -> None:
    assert list(faults()) == []


def procedures() -> dict[int, Procedure]:
    """Return the procedure of every matter."""
    return {pk: latest(code) for pk, code in Matter.objects.values_list("pk", "procedure")}


def test_every_event_is_a_legal_move_of_the_procedure() -> None:
    by_matter = procedures()
    told = events(list(by_matter))
    assert len(told) == len(by_matter)
    assert Petition.objects.count() == SMALL
    tracks = defaultdict(list)
    for track in Track.objects.all():
        tracks[track.matter_id].append(track)
    for pk, rows in told.items():
        states: dict[int, str] = {}
        procedure = by_matter[pk]
        assert rows[0][0] == "received"
        before = rows[0][4]
        for kind, _actor, _basis, facts, at in rows[1:]:
            assert before <= at <= NOW, (pk, kind)
            before = at
            if kind == "merged_in":
                continue
            type_, move = procedure.move(kind)
            track = facts["track"]
            state = states.get(track, began(type_, pk, track))
            assert facts["type"] == type_.code
            assert move.leads_from(type_.state(state)), (pk, kind, state)
            if "to" in facts:
                assert (facts["from"], facts["to"] in move.targets) == (state, True)
                states[track] = facts["to"]
        for track in tracks[pk]:
            assert states.get(track.pk, began(procedure.track(track.type), pk, track.pk)) == track.state


def began(kind: TrackType, matter_id: int, track_id: int) -> str:
    """Return the state in which a track began: a promise of an agency is entrusted to it at once."""
    if kind.code == PROMISE and Promise.objects.get(pk=track_id).owner_post == "":
        return "entrusted"
    return kind.initial


def test_every_official_act_rested_on_a_post_of_a_role_that_may() -> None:
    roles = dict(Holding.objects.values_list("pk", "post__role"))
    seen: Counter[str] = Counter()
    by_matter = procedures()
    for pk, rows in events(list(by_matter)).items():
        for kind, by, basis, facts, _at in rows[1:]:
            if not by.startswith("official:") or kind == "merged_in":
                continue
            _type, move = by_matter[pk].move(kind)
            if set(move.by) == {"system@system"}:
                continue  # brought about by rule, by the official's act before it
            assert basis.startswith("holding:"), (kind, basis)
            role = roles[int(basis.split(":")[1])]
            assert any(who.role == role or who.scope == "step" for who in move.who), (kind, role, facts)
            seen[role] += 1
    assert {"intake_officer", "case_officer", "group_head", "agency_liaison", "prime_minister"} <= set(seen)


def test_every_state_of_every_track_occurs() -> None:
    found = set(Track.objects.filter(matter__procedure="petition").values_list("type", "state"))
    wanted = {(track.code, state.code) for track in latest("petition").tracks for state in track.states}
    assert wanted - found == set()


@pytest.mark.parametrize("procedure", ["group_petition", "problem"])
def test_groups_and_problems_stand_in_every_state(procedure: str) -> None:
    found = set(Track.objects.filter(matter__procedure=procedure).values_list("type", "state"))
    own = [track for track in latest(procedure).tracks if track.code != ORDER]
    assert {(track.code, state.code) for track in own for state in track.states} - found == set()
    orders = Track.objects.filter(matter__procedure__in=["group_petition", "problem"], type=ORDER)
    assert set(orders.values_list("state", flat=True)) >= {"ordered", "acknowledged", "done_reported"}


def test_letters_of_every_kind_lie_in_every_state() -> None:
    letters = Letter.objects.all()
    assert set(letters.values_list("kind", flat=True)) == {code for code, kind in KINDS.items() if not kind.plain}
    assert set(letters.values_list("state", flat=True)) == set(STATES)
    waiting = letters.filter(state="submitted")
    assert {"referral", "result", "refusal", "order", "memo"} <= set(waiting.values_list("kind", flat=True))
    signed = letters.filter(state__in=NUMBERED)
    assert not signed.filter(Q(number="") | Q(signature=[], form="external")).exists()
    assert signed.filter(kind="referral").exists()
    assert signed.exclude(file=None).count() > 3, "papers are set for those of the last days"
    assert not signed.filter(file=None, signed_at__gt=NOW - timedelta(days=3)).exists()


def test_numbers_of_letters_follow_their_days_without_a_gap() -> None:
    for register, year in Letter.objects.exclude(number="").values_list("register", "year").distinct():
        numbered = Letter.objects.exclude(number="").filter(year=year, register=register).order_by("running")
        days = list(numbered.values_list("running", "on"))
        assert [running for running, _on in days] == list(range(1, len(days) + 1))
        assert [on for _running, on in days] == sorted(on for _running, on in days)


def test_a_referral_by_letter_goes_out_only_with_its_signature() -> None:
    for letter in Letter.objects.filter(kind="referral").select_related("agency"):
        matter_id = letter.about.get().matter_id
        sent = Track.objects.filter(matter_id=matter_id, agency=letter.agency, type="referral", opened_at__gte=NOW)
        assert not sent.exists()
        had = Track.objects.filter(matter_id=matter_id, agency=letter.agency, type="referral").exists()
        assert had == (letter.state in NUMBERED), letter.pk


def test_the_opening_of_a_name_for_a_paper_is_recorded() -> None:
    papers = Letter.objects.exclude(sha256="").exclude(person=None)
    assert papers.exists()
    for letter in papers:
        assert Reveal.objects.filter(person=letter.person_id, purpose="letter", matter=f"letter:{letter.pk}").exists()


def test_letters_wait_for_those_who_sign_and_those_who_send() -> None:
    assert to_sign(actor("director-psc")).count() >= 8
    assert to_sign(actor("ps")).exists()
    assert outgoing(actor("clerk-1")).filter(state="signed").count() >= 3
    assert outgoing(actor("auditor-1")).exists()


def test_drafts_lie_in_hands_this_morning() -> None:
    assert set(to_initial(actor("clerk-1")).values_list("state", flat=True)) == {"submitted"}
    assert to_confirm(actor("clerk-1")).filter(state="on_paper").exists()
    returned = Letter.objects.filter(state="returned", remarks__settled_at=None, remarks__isnull=False).distinct().get()
    drafter = Actor("official", authority_of_official(returned.drafted_by_id, on=legal_date(NOW)))
    assert to_mend(drafter).filter(pk=returned.pk).exists()
    assert Letter.objects.filter(wordings__revision=2, state="submitted").exists()
    assert MarginOrder.objects.filter(confirmed_at=None).exists()


def test_classified_letters_stand_in_a_register_of_their_own() -> None:
    classified = Letter.objects.exclude(number="").exclude(secrecy="")
    assert classified.count() >= 3
    assert set(classified.values_list("register", flat=True)) == {"secret_out"}


def test_groups_and_problems_are_there_for_those_who_work_on_them_and_those_above() -> None:
    for account in ("head-3", "officer-7", "director-psc", "ps"):
        assert groups(actor(account)).filter(closed_at=None).count() >= 5, account
        assert reports(actor(account)).exists()
    for account in ("head-1", "director-psc", "ps", "auditor-1"):
        assert problems(actor(account)).count() >= 5, account
    assert Promise.objects.filter(track__closed_at=None, due_on__lt=NOW.date()).exists(), "some are overdue"
    assert MassGroup.objects.exclude(closed_at=None).exists()
    for problem in problems(actor("auditor-1")):
        assert cases(problem.pk, SYSTEM).exists(), problem.matter.subject


def test_each_of_eight_quarters_has_its_cases_and_most_are_closed() -> None:
    for quarter in quarters_back(legal_date(NOW), 9)[1:]:
        found = figures(cases_received(quarter), {}, quarter.last)
        assert found["cases"] > SMALL / 40, quarter
        # In so small an office the scenes, which lie open, are most of what came in the last quarters.
        assert quarter > quarter_of(legal_date(NOW - timedelta(days=270))) or found["closed"] / found["cases"] > 0.5
    assert Issued.objects.count() >= 2


def test_what_was_found_at_the_place_is_kept_as_a_visit() -> None:
    assert SiteVisit.objects.exists()


def test_every_role_has_work_on_its_first_screen() -> None:
    for role in set(ROLES) - NO_QUEUE:
        others = "^(central|oic|decentralisation|policy)"  # other duties' units
        posts = Post.objects.filter(role=role).exclude(unit__code__regex=others)
        accounts = posts.values_list("code", flat=True)
        assert accounts, role
        for account in accounts:
            by = actor(account)
            if ROLES[role].decider:
                assert waiting_for(by), account
            shown = [queue for queue in queues_of(by) if queue_page(queue, by=by).exists()]
            if role in {"minister", "deputy_prime_minister", "prime_minister", "contact_centre_agent"}:
                shown = [queue for queue in queues_of(by) if WorkItem.objects.filter(queue=queue).exists()]
            assert shown or account.startswith("cceo"), account


def test_worklists_say_what_the_engine_would_say_now() -> None:
    items = {item.track_id: item for item in WorkItem.objects.select_related("matter", "track")}
    steps = dict(Submission.objects.filter(decided_at=None).values_list("matter_id", "role"))
    timed = set(Clock.objects.filter(stopped_at=None).values_list("track_id", flat=True))
    open_types: dict[int, set[str]] = defaultdict(set)
    for matter_id, type_ in Track.objects.filter(final=False).values_list("matter_id", "type"):
        open_types[matter_id].add(type_)
    by_matter = procedures()
    for track in Track.objects.select_related("matter"):
        state = by_matter[track.matter_id].track(track.type).state(track.state)
        waiting = waits(state, open_types[track.matter_id], timed=track.pk in timed)
        step = steps.get(track.matter_id)
        queue = queue_of(matter=track.matter, track=track, state=state, step_role=step, waiting=waiting)
        assert (items[track.pk].queue if track.pk in items else None) == queue


def test_clocks_are_due_when_their_limit_says() -> None:
    running = Clock.objects.filter(stopped_at=None)
    assert running.filter(due_at__lt=NOW).exists(), "some are overdue"
    assert running.filter(due_at__gt=NOW, paused_on=None).exists()
    assert running.exclude(paused_on=None).exists()
    for clock in Clock.objects.filter(paused_on=None).exclude(unit__in=["hours", "set_day"])[:3000]:
        assert clock.due_on == due_day(clock)
    assert Pause.objects.filter(clock__paused_on=None, to_date=None).count() == 0
    assert not Clock.objects.filter(stopped_at=None, track__final=True).exists()


def test_files_lie_at_each_level_with_a_brief_worth_reading() -> None:
    for level in ("group_head", "director", "deputy_permanent_secretary", "permanent_secretary", "minister",
                  "deputy_prime_minister", "prime_minister"):  # fmt: skip
        lying = Submission.objects.filter(role=level, decided_at=None)
        assert lying.count() >= 5, level
        for one in lying:
            assert one.brief["question"]
            assert one.brief["recommendation"]
            assert len(one.brief["options"]) <= 3
            assert Opinion.objects.filter(submission=one).count() == one.step
    ordering = Submission.objects.filter(purpose="order")
    assert all(one.brief["order_words"] and one.brief["if_not"] for one in ordering)


def test_a_campaign_is_merged_into_one_case() -> None:
    case = Matter.objects.annotate(joined=Count("merged")).order_by("-joined").first()
    assert case is not None
    assert case.joined == SMALL // 20
    assert case.state == "referred"
    assert {one.subject[:10] for one in case.merged.all()}


def test_channels_concealment_and_contacts_are_as_published() -> None:
    cases = Petition.objects.filter(matter__merged_into=None)
    hotline = cases.filter(channel="hotline").count() / cases.count()
    assert 0.72 < hotline < 0.9
    concealed = cases.exclude(conceal=[]).count() / cases.count()
    assert 0.08 < concealed < 0.24
    assert cases.filter(anonymous=True).exists()
    assert 1.4 <= Contact.objects.count() / Petition.objects.count() <= 2.3
    assert Contact.objects.filter(matter=None).exists()
    assert Contact.objects.filter(call_back_at__isnull=False, called_back_at=None).exists()


def test_register_numbers_have_no_gap() -> None:
    assert not Matter.objects.filter(number="").exclude(procedure="problem").exists()
    for year, count in RegisterEntry.objects.filter(register_id="petition").values_list("year").annotate(Count("pk")):
        runs = RegisterEntry.objects.filter(register_id="petition", year=year).values_list("running", flat=True)
        assert sorted(runs) == list(range(1, count + 1))


def test_restricted_and_dangerous_matters_are_read_as_the_real_intake_reads_them() -> None:
    royal = Matter.objects.exclude(restricted="")
    assert royal.count() == 6
    assert set(royal.values_list("category", flat=True)) == {""}
    for petition in Petition.objects.select_related("matter"):
        assert touches_monarchy(petition.text) == bool(petition.matter.restricted)
        if danger_to_life(petition.text):
            assert petition.matter.urgency == 0
    assert Clock.objects.filter(code="life", stopped_at=None).exists()


def test_people_do_not_exist() -> None:
    made_up = set(lexicon()["woman"]) | set(lexicon()["man"])
    for person in Person.objects.all():
        fields = unseal(person.pk, person.seal_key, person.sealed)
        assert fields.get("phone", "00").startswith("00")
        assert fields.get("email", "@example.org").endswith("@example.org")
        if "national_id" in fields:
            assert fields["national_id"].startswith("00000")
            assert citizen_id_is_sound(fields["national_id"])
        assert fields.get("given_name", "สมมุติ") in made_up
    assert all(official.telephone.startswith("00") for official in Official.objects.all())


def test_one_acts_for_another_and_one_authority_is_delegated() -> None:
    acting = actor("officer-4").authority
    assert acting is not None
    assert [held.capacity for held in acting.held] == ["substantive", "acting_for"]
    assert all(held.order_ref for held in acting.held if held.capacity != "substantive")
    deputy = actor("deputy-ps").authority
    assert deputy is not None
    assert deputy.delegated[0].role == "permanent_secretary"


def test_texts_are_varied_and_whole() -> None:
    texts = list(Petition.objects.filter(matter__merged_into=None).values_list("text", flat=True))
    assert len(set(texts)) > len(texts) * 0.96
    for text in texts:
        assert not set("[]{}|") & set(text), text
        assert 30 < len(text) < 2500
    for submission in Submission.objects.all():
        assert not set("{}|") & set(json.dumps(submission.brief, ensure_ascii=False).strip("{}"))


def test_every_category_has_a_story_whose_agencies_exist(office: Office) -> None:
    from palat.duties.petitions.demo.mix import shares

    told = {story.category for story in stories()}
    assert {share.category for share in shares()} <= told
    for story in stories():
        for written in story.agencies.split():
            assert office.competent(written.partition("*")[0], "400101")


def test_the_accounts_are_shown_with_their_password(settings) -> None:  # type: ignore[no-untyped-def]
    settings.TRIAL = True
    lines = list(shown_accounts(NOW))
    # A heading, every role but the citizen and an agency's own system, and somebody of each other duty.
    assert len(lines) == len(ROLES) - 1 + len(OF_DUTIES)
    assert all(PASSWORD in line for line in lines)
    settings.TRIAL = False
    assert list(shown_accounts(NOW)) == []


def test_a_demo_account_signs_in_only_while_debug_is_on(settings) -> None:  # type: ignore[no-untyped-def]
    from django.contrib.auth.hashers import get_hashers_by_algorithm, reset_hashers

    trial, lasting = "palat.kernel.accounts.hashers.TrialHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    settings.PASSWORD_HASHERS = [lasting, trial]  # as settings with debug have it
    reset_hashers(setting="PASSWORD_HASHERS")
    user = get_user_model().objects.get(username="pm")
    before = user.password
    assert user.check_password(PASSWORD)
    assert user.password == before, "never kept anew in the lasting way"
    assert not user.check_password("something else")
    settings.PASSWORD_HASHERS = [lasting]  # as settings without debug have it
    reset_hashers(setting="PASSWORD_HASHERS")
    try:
        assert "trial" not in get_hashers_by_algorithm()
        assert not user.check_password(PASSWORD)
    finally:
        reset_hashers(setting="PASSWORD_HASHERS")


def test_no_demo_office_without_debug_nor_beside_real_petitions(settings) -> None:  # type: ignore[no-untyped-def]
    settings.TRIAL = True
    with pytest.raises(filling.AlreadyFilled):
        filling.fill(matters=10, seed=1, now=NOW)
    settings.TRIAL = False
    with pytest.raises(OnlyForTrial):
        filling.fill(matters=10, seed=1, now=timezone.now())


def test_some_matters_are_closed_with_ratings_and_some_agencies_were_chased() -> None:
    assert Petition.objects.filter(stars__isnull=False, matter__state="closed").exists()
    assert set(Track.objects.filter(type="referral", closed_at=None).values_list("chased", flat=True)) >= {0, 1, 2, 3}
    assert Track.objects.filter(type="order", closed_at=None, clocks__due_at__lt=NOW, clocks__stopped_at=None).exists()
    people = Person.objects.filter(national_id_fp__isnull=False).values("national_id_fp").annotate(times=Count("pk"))
    assert people.filter(times__gt=1).exists(), "some come again"
    assert not Petition.objects.filter(Q(told_at__lt=F("matter__received_at"))).exists()


def test_pictures_lie_on_petitions_and_on_reports() -> None:
    assert Attachment.objects.filter(origin="petitioner", for_petitioner=True).exists()
    reported = Attachment.objects.filter(origin="agency").select_related("track")
    assert reported
    assert all(one.track is not None and one.track.answer for one in reported)


def test_what_lies_before_a_decider_came_there_lately() -> None:
    oldest = Submission.objects.filter(decided_at=None).order_by("submitted_at").first()
    assert oldest is not None
    assert (NOW - oldest.submitted_at).days < 25


def test_the_hotline_has_work_for_agents_shift_leaders_and_supervisors(office):
    now = office.now
    assert on_duty(now)
    waiting = promises(office.people["agent-1"])
    assert waiting.exists()
    assert not waiting.filter(caller=None).exists()
    assert handovers().filter(acknowledged_at=None).count() == 1
    assert to_call(office.people["agent-2"]).exists()
    assert to_check(office.people["head-1"]).exists()
    assert draws("satisfaction")[0].mean is not None


def test_the_outbox_has_what_went_and_what_a_person_should_look_at() -> None:
    told = outbox()
    assert told.filter(state="delivered").exists()
    assert told.filter(read_at__isnull=False).exists()
    assert tallies().trouble > 0


def test_the_registry_has_letters_in_each_state_and_the_post_brought_some_back() -> None:
    assert set(Item.objects.values_list("state", flat=True)) == {"waiting", "entered", "aside"}
    assert Item.objects.filter(matter__isnull=False, answer_due_on__isnull=False).exists()
    assert {"posted", "delivered", "returned"} <= set(Posting.objects.values_list("state", flat=True))


def test_liaisons_have_notices_some_of_them_unread() -> None:
    liaisons = Holding.objects.filter(post__role="agency_liaison").values("official")
    told = Notice.objects.filter(official__in=liaisons, channel="inapp")
    assert told.filter(read_at=None).exists()
    assert told.filter(read_at__isnull=False).exists()
