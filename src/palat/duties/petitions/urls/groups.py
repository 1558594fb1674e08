"""Addresses of groups, problems and visits: the stamped copy for whoever holds its code, and the desk's."""

from django.urls import path

from palat.duties.petitions.views import comings, groups, problems, situation, talks, visits

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
    path("petitions/<str:code>/visit/", visits.visit, name="site_visit"),
    path("petitions/<str:code>/statements/<int:number>/", visits.open_statement, name="statement_open"),
    path("visits/token/", visits.token, name="visit_token"),
    path("visits/worker.js", visits.worker, name="visit_worker"),
    path("problems/", problems.Problems.as_view(), name="problem_list"),
    path("problems/new/", problems.new, name="problem_new"),
    path("problems/<str:code>/", problems.page, name="problem_page"),
    path("problems/<str:code>/edit/", problems.edit, name="problem_edit"),
    path("problems/<str:code>/candidates/", problems.candidates, name="problem_candidates"),
    path("problems/<str:code>/let-go/", problems.let_go, name="problem_let_go"),
    path("problems/<str:code>/meeting/", problems.meeting, name="problem_meeting"),
    path("promises/", talks.Promises.as_view(), name="promise_list"),
]
