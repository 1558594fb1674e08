"""Addresses around contacts: the call screen, intake, call-backs, knowledge, roster, samples, shifts."""

from django.urls import path

from palat.duties.petitions.views import call, contacts, intake, knowledge, roster, samples, shifts

contact_urlpatterns = [
    path("call/", call.call, name="contact_call"),
    path("call/status/", call.ask_status, name="contact_ask_status"),
    path("call/status/<str:token>/", call.verified, name="contact_status"),
    path("call/pages/", call.knowledge, name="contact_pages"),
    path("petitions/take-in/", intake.take_in, name="petition_take_in"),
    path("petitions/similar/", intake.similar, name="petition_similar"),
    path("petitions/taken/<str:code>/", intake.taken, name="petition_taken"),
    path("contacts/", contacts.Contacts.as_view(), name="contact_list"),
    path("contacts/shifts/", contacts.figures, name="contact_figures"),
    path("contacts/<int:number>/", contacts.one, name="contact_one"),
    path("call-backs/", contacts.CallBacks.as_view(), name="contact_call_backs"),
    path("call-backs/<int:number>/", contacts.call_back, name="contact_call_back"),
    path("knowledge/", knowledge.Pages.as_view(), name="knowledge_list"),
    path("knowledge/new/", knowledge.edit, name="knowledge_new"),
    path("knowledge/<int:number>/", knowledge.page, name="knowledge_page"),
    path("knowledge/<int:number>/edit/", knowledge.edit, name="knowledge_edit"),
    path("knowledge/<int:number>/review/", knowledge.review, name="knowledge_review"),
    path("roster/", roster.Roster.as_view(), name="roster_list"),
    path("roster/now/", roster.now_answering, name="roster_now"),
    path("roster/new/", roster.edit, name="roster_new"),
    path("roster/import/", roster.take_in, name="roster_import"),
    path("roster/<int:number>/", roster.edit, name="roster_edit"),
    path("roster/<int:number>/end/", roster.end, name="roster_end"),
    path("shifts/", shifts.Handovers.as_view(), name="shift_list"),
    path("shifts/hand-over/<str:key>/", shifts.hand_over, name="shift_hand_over"),
    path("shifts/items/<int:number>/done/", shifts.finish_item, name="shift_item_done"),
    path("shifts/<int:number>/", shifts.one, name="shift_one"),
    path("samples/", samples.overview, name="sample_list"),
    path("samples/calls/", samples.Calls.as_view(), name="sample_calls"),
    path("samples/calls/<int:number>/", samples.call, name="sample_call"),
    path("samples/checks/", samples.Checks.as_view(), name="sample_checks"),
    path("samples/checks/<int:number>/", samples.check, name="sample_check"),
]
