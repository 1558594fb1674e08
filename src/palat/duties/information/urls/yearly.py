"""Addresses of the yearly report, and of what it tells besides matters."""

from django.urls import path, re_path

from palat.duties.information.views import consulting, yearly

yearly_urlpatterns = [
    path("information/consultations/", consulting.Consultations.as_view(), name="information_consultations"),
    path("information/consultations/new/", consulting.record, name="information_consultation_new"),
    path("information/consultations/<int:pk>/", consulting.one, name="information_consultation"),
    path("information/consultations/<int:pk>/correct/", consulting.correct, name="information_consultation_correct"),
    path("information/committees/", consulting.Committees.as_view(), name="information_committees"),
    path("information/committees/new/", consulting.record_return, name="information_committee_new"),
    path("information/yearly/", yearly.every, name="information_reports"),
    path("information/yearly/of/<int:year>/", yearly.draft, name="information_report_draft"),
    path("information/yearly/of/<int:year>/draft.pdf", yearly.draft_pdf, name="information_report_draft_pdf"),
    path("information/yearly/<int:pk>/", yearly.report, name="information_report"),
    path("information/yearly/<int:pk>/compare/", yearly.compare, name="information_report_compare"),
    re_path(
        r"^information/yearly/(?P<pk>\d+)/report\.(?P<kind>pdf|csv)$",
        yearly.report_file,
        name="information_report_file",
    ),
]
