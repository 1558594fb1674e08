"""Addresses of complaints and checks."""

from django.urls import path

from palat.duties.information.views.complaints import desk, portal

complaint_portal_urlpatterns = [
    path("information/complaint/", portal.complain, name="information_complain"),
    path("information/complaint/of/<str:code>/", portal.complain_of_request, name="information_complain_of"),
    *portal.FOLLOWED.urlpatterns(),
]

complaint_desk_urlpatterns = desk.COMPLAINTS.urlpatterns()
