"""Addresses of the petitions' figures: reports at the desk, statistics for everyone."""

from django.urls import path, re_path

from palat.duties.petitions.views import overview, reports, statistics

statistics_urlpatterns = [
    path("statistics/", statistics.page, name="statistics"),
    path("statistics/figures.csv", statistics.download, name="statistics_csv"),
    path("statistics/agencies/", overview.public_agencies, name="statistics_agencies"),
]

report_urlpatterns = [
    path("overview/", overview.page, name="petition_overview"),
    path("agencies/", overview.agencies, name="petition_agencies"),
    path("reports/", reports.reports, name="petition_reports"),
    path("reports/quarter/<int:year>/<int:number>/", reports.draft, name="petition_report_draft"),
    path("reports/quarter/<int:year>/<int:number>/draft.pdf", reports.draft_pdf, name="petition_report_draft_pdf"),
    path("reports/<int:pk>/", reports.report, name="petition_report"),
    path("reports/<int:pk>/compare/", reports.compare, name="petition_report_compare"),
    re_path(r"^reports/(?P<pk>\d+)/report\.(?P<kind>pdf|csv)$", reports.report_file, name="petition_report_file"),
]
