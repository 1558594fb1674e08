"""Addresses of groups: the stamped copy for whoever holds its code, and the desk's."""

from django.urls import path

from palat.duties.petitions.views import comings, groups, situation, talks

received_urlpatterns = [
    path("received/<str:code>/", comings.public_copy, name="group_public_copy"),
    path("received/<str:code>/qr.svg", comings.qr, name="group_qr"),
]

group_urlpatterns = [
    path("groups/", groups.Groups.as_view(), name="group_list"),
    path("groups/new/", groups.new, name="group_new"),
    path("groups/comings/", comings.Comings.as_view(), name="coming_list"),
    path("groups/comings/<str:code>/", comings.coming, name="group_coming"),
    path("groups/comings/<str:code>/copy/", comings.copy, name="group_copy"),
    path("groups/comings/<str:code>/talks/", talks.talks, name="group_talks"),
    path("groups/reports/", situation.Reports.as_view(), name="situation_list"),
    path("groups/reports/<int:number>/", situation.report, name="situation_report"),
    path("groups/<int:number>/", groups.file, name="group_file"),
    path("groups/<int:number>/edit/", groups.edit, name="group_edit"),
    path("groups/<int:number>/come/", comings.come, name="group_come"),
    path("groups/<int:number>/situation/", situation.write, name="situation_write"),
    path("groups/<int:number>/representatives/add/", groups.add_representative, name="group_representative_add"),
    path(
        "groups/<int:number>/representatives/<int:representative>/",
        groups.open_representative,
        name="group_representative_open",
    ),
    path("groups/<int:number>/<slug:what>/", groups.change, name="group_change"),
    path("promises/", talks.Promises.as_view(), name="promise_list"),
]
