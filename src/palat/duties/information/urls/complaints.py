"""Addresses of complaints and checks."""

from django.urls import path

from palat.duties.information.views.complaints import desk, portal

complaint_portal_urlpatterns = [
    path("information/complaint/", portal.complain, name="information_complain"),
    path("information/complaint/of/<str:code>/", portal.complain_of_request, name="information_complain_of"),
    path("information/complaint/received/<str:code>/", portal.receipt, name="information_complaint_receipt"),
    path("information/complaint/track/<str:code>/", portal.track, name="information_complaint_track"),
    path(
        "information/complaint/track/<str:code>/files/<int:number>/",
        portal.attachment,
        name="information_complaint_own_file",
    ),
    path("information/complaint/track/<str:code>/<slug:what>/", portal.act, name="information_complaint_act"),
]

complaint_desk_urlpatterns = desk.COMPLAINTS.urlpatterns()
