"""Emptying what petitions, demands of groups and problems keep of matters that were destroyed under a list."""

from collections.abc import Collection

from django.db.models import QuerySet

from palat.duties.petitions.models import (
    CallAttempt,
    CampaignPetition,
    Coming,
    Compilation,
    Contact,
    LikenessKeys,
    Meeting,
    OpinionDraft,
    Petition,
    Problem,
    Promise,
    SampledCase,
    SiteVisit,
    SituationReport,
    Statement,
    Suggestion,
    Talk,
    TalkPicture,
)
from palat.kernel.history.remains import Remains

PETITION: dict[str, object] = {
    "accused_agency": None,
    **dict.fromkeys(
        (
            *("text", "wanted", "place_words", "accused", "findings", "law", "concealed_text"),
            *("answer_found", "answer_next", "answer_can_do", "answer_reasons", "stars_words"),
        ),
        "",
    ),
}
# What was made from the words, and can be made from nothing else.
MADE_FROM_WORDS = (OpinionDraft, Compilation, Suggestion, LikenessKeys, CampaignPetition)


def empty_petitions(matter_ids: Collection[int], remains: Remains) -> None:
    """Empty what this duty keeps of matters; that they were, when, by which channel and how they ended stays.

    So does the link to the petitioner, whose row says that it was erased: nobody shall think it was never known.
    """
    _empty_contacts(matter_ids, remains)
    _empty_visits(matter_ids, remains)
    _empty_gatherings(matter_ids)
    petitions = Petition.objects.filter(matter__in=matter_ids)
    _gather(petitions, ("person_id", "proxy_id"), remains)
    petitions.update(**PETITION)
    Problem.objects.filter(matter__in=matter_ids).update(harm="", cause="", law_words="", outcome="")
    SampledCase.objects.filter(matter__in=matter_ids).update(words="", answers={})
    for model in MADE_FROM_WORDS:
        model._default_manager.filter(matter__in=matter_ids).delete()


def _gather(rows: "QuerySet[Petition] | QuerySet[Contact]", columns: tuple[str, str], remains: Remains) -> None:
    for persons in rows.values_list(*columns):
        remains.add(persons=persons)


def _empty_contacts(matter_ids: Collection[int], remains: Remains) -> None:
    contacts = Contact.objects.filter(matter__in=matter_ids)
    _gather(contacts, ("person_id", "caller_id"), remains)
    remains.add(chains=[f"contact:{one}" for one in contacts.values_list("pk", flat=True)])
    CallAttempt.objects.filter(contact__in=contacts).update(words="")
    contacts.update(words="", counter="")
    talks = Talk.objects.filter(matter__in=matter_ids)
    remains.add(persons=talks.values_list("person_id", flat=True))
    talks.update(text="", place="", person=None)
    TalkPicture.objects.filter(matter__in=matter_ids).update(held="")


def _empty_visits(matter_ids: Collection[int], remains: Remains) -> None:
    visits = SiteVisit.objects.filter(matter__in=matter_ids)
    said = Statement.objects.filter(visit__in=visits)
    remains.add(persons=said.values_list("person_id", flat=True))
    said.delete()  # whose words and signature they were is all that they hold
    visits.update(place="", coarse="", words="", files=[])


def _empty_gatherings(matter_ids: Collection[int]) -> None:
    """Empty what was said with a group; the group's own file goes on and is no part of any one matter."""
    Coming.objects.filter(matter__in=matter_ids).update(place="", counted_by="", gist="")
    reports = SituationReport.objects.filter(matter__in=matter_ids)
    reports.update(place="", counted_by="", demands="", needs="", next_step="")
    meetings = Meeting.objects.filter(matter__in=matter_ids)
    meetings.update(place="", agenda="", words="", attendees=[], files=[])
    Promise.objects.filter(track__matter__in=matter_ids).update(words="")
