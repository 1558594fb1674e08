"""Addresses of the agencies' side: the desk's, and the public pages behind single-use links."""

from django.urls import path

from palat.kernel.agencies.views import bulk, history, inbox, links, onward, people, statistics, tokens, track, writing

desk_urlpatterns = [
    path("agency/", inbox.Inbox.as_view(), name="agency_inbox"),
    path("agency/bulk/<slug:what>/", bulk.bulk, name="agency_bulk"),
    path("agency/received/", onward.Received.as_view(), name="agency_received"),
    path("agency/received/<int:onward_id>/", onward.received_one, name="agency_received_one"),
    path("agency/onward/<int:onward_id>/files/<int:number>/", onward.file, name="agency_onward_file"),
    path("agency/onward/<int:onward_id>/<slug:what>/", onward.act, name="agency_onward_act"),
    path("agency/people/", people.everyone, name="agency_people"),
    path("agency/people/<int:official_id>/", people.one, name="agency_person"),
    path("agency/invitations/<int:invitation_id>/withdraw/", people.withdraw, name="agency_withdraw"),
    path("agency/rules/", people.rules, name="agency_rules"),
    path("agency/history/", history.page, name="agency_history"),
    path("agency/statistics/", statistics.page, name="agency_statistics"),
    path("agency/tokens/", tokens.page, name="agency_tokens"),
    path("agency/tokens/<int:token_id>/revoke/", tokens.revoke, name="agency_token_revoke"),
    path("agency/<int:track_id>/", track.track, name="agency_track"),
    path("agency/<int:track_id>/take/", track.take, name="agency_take"),
    path("agency/<int:track_id>/forward/", track.forward, name="agency_forward"),
    path("agency/<int:track_id>/files/<int:number>/", track.attachment, name="agency_file"),
    path("agency/<int:track_id>/write/<slug:kind>/", writing.write, name="agency_write"),
    path("agency/<int:track_id>/draft/files/<int:number>/", track.draft_file, name="agency_draft_file"),
    path("agency/<int:track_id>/draft/<slug:what>/", track.draft_act, name="agency_draft"),
    path("agency/<int:track_id>/send-on/", onward.send, name="agency_send_on"),
]

portal_urlpatterns = [
    path("answer/<str:token>/", links.answer, name="agency_link"),
    path("answer/<str:token>/files/<int:number>/", links.attachment, name="agency_link_file"),
    path("agency-answer/<str:token>/", onward.by_link, name="agency_onward_link"),
    path("agency-join/<str:token>/", people.join, name="agency_join"),
]
