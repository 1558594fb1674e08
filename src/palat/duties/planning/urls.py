"""Addresses of this duty: the desk's and the public ones."""

from django.urls import path, re_path

from palat.duties.planning.views import desk, hub, indicators, lines, portal, reports, scorecards

desk_urlpatterns = [
    path("planning/", hub.hub, name="planning_hub"),
    path("planning/indicators/", indicators.every, name="planning_indicators"),
    path("planning/indicators/define/", indicators.define, name="planning_define"),
    path("planning/indicators/<int:number>/", indicators.one, name="planning_indicator"),
    path("planning/scorecards/", scorecards.executive, name="planning_executive"),
    path("planning/scorecards/strategy/<int:number>/", scorecards.strategy, name="planning_strategy"),
    path("planning/scorecards/line/<int:pk>/", lines.line, name="planning_line"),
    path("planning/scorecards/line/<int:pk>/<int:round>/<slug:name>/", lines.matters, name="planning_behind"),
    path("planning/scorecards/of/<str:code>/", scorecards.card, name="planning_card"),
    path("planning/items/<str:code>/", desk.items, name="planning_items"),
    path("planning/change/<str:code>/", desk.change, name="planning_change"),
    path("planning/issued/", reports.every, name="planning_reports"),
    path("planning/issued/of/<int:year>/<int:number>/", reports.draft, name="planning_report_draft"),
    path("planning/issued/of/<int:year>/<int:number>/draft.pdf", reports.draft_pdf, name="planning_report_draft_pdf"),
    path("planning/issued/<int:pk>/", reports.report, name="planning_report"),
    path("planning/issued/<int:pk>/compare/", reports.compare, name="planning_report_compare"),
    re_path(
        r"^planning/issued/(?P<pk>\d+)/report\.(?P<kind>pdf|csv)$", reports.report_file, name="planning_report_file"
    ),
    *desk.AGREEMENTS.urlpatterns(),
    *desk.DIVISIONS.urlpatterns(),
]
portal_urlpatterns = [
    path("performance/", portal.every, name="planning_public"),
    path("performance/<int:pk>/", portal.one, name="planning_public_card"),
    re_path(r"^performance/(?P<pk>\d+)/report\.(?P<kind>pdf|csv)$", portal.file, name="planning_public_file"),
]
