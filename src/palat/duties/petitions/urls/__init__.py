"""Addresses of petitions: the public ones and the desk's."""

from django.urls import path

from palat.duties.petitions.urls.contacts import contact_urlpatterns
from palat.duties.petitions.urls.groups import group_urlpatterns, received_urlpatterns
from palat.duties.petitions.urls.reports import report_urlpatterns, statistics_urlpatterns
from palat.duties.petitions.views import (
    bulk,
    decisions,
    desk,
    exporting,
    facts,
    filing,
    letters,
    listing,
    opinion,
    portal,
    slips,
    supervising,
)

portal_urlpatterns = [
    *statistics_urlpatterns,
    path("petitions/new/", filing.file, name="petition_file"),
    path("petitions/received/<str:code>/", filing.receipt, name="petition_receipt"),
    *portal.FOLLOWED.urlpatterns(),
    path("track/<str:code>/slip.pdf", slips.slip, name="petition_slip"),
    *received_urlpatterns,
]

desk_urlpatterns = [
    path("petitions/", listing.Petitions.as_view(), name="petition_list"),
    path("petitions/letters/", letters.letters, name="petition_letters"),
    path("petitions/bulk/<slug:move>/", bulk.bulk, name="petition_bulk"),
    *contact_urlpatterns,
    path("petitions/export.csv", exporting.export, name="petition_export"),
    path("decisions/arrange/", decisions.arrange, name="petition_arrange"),
    path("decisions/<str:code>/", decisions.decision, name="petition_decision"),
    *report_urlpatterns,
    path("decisions/<str:code>/memo.pdf", opinion.file_memo, name="petition_file_memo"),
    path("orders/", supervising.Orders.as_view(), name="petition_orders"),
    path("hand-over/", supervising.hand_over, name="petition_hand_over"),
    path("chains/", supervising.chains, name="petition_chains"),
    path("reminders/<int:number>/", supervising.reminder, name="petition_reminder"),
    path("petitions/<str:code>/remind/", supervising.remind, name="petition_remind"),
    path("petitions/<str:code>/", desk.matter, name="petition_matter"),
    path("petitions/<str:code>/identity/", desk.open_identity, name="petition_identity"),
    path("petitions/tracks/<int:track_id>/contact/", desk.agency_contact, name="agency_contact"),
    path("petitions/<str:code>/files/<int:number>/", desk.attachment, name="petition_attachment"),
    path("petitions/<str:code>/opinion/", opinion.opinion, name="petition_opinion"),
    path("petitions/<str:code>/facts/", facts.facts, name="petition_facts"),
    path("petitions/<str:code>/acts/<slug:move>/", desk.act, name="petition_do"),
    path("petitions/<str:code>/acts/<slug:move>/<int:track>/", desk.act, name="petition_do_track"),
    *group_urlpatterns,
]
