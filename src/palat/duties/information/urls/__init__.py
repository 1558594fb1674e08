"""Addresses of official information: the public ones and the desk's."""

from django.urls import path

from palat.duties.information.views import hub, portal, requests

portal_urlpatterns = [
    path("information/track/<str:code>/", portal.track, name="information_track"),
]

desk_urlpatterns = [
    path("information/", hub.hub, name="information_hub"),
    path("information/requests/", requests.Requests.as_view(), name="information_requests"),
    path("information/requests/new/", requests.take, name="information_take"),
    path("information/requests/<str:code>/", requests.matter, name="information_request"),
    path(
        "information/requests/<str:code>/files/<int:number>/",
        requests.attachment,
        name="information_attachment",
    ),
    path("information/requests/<str:code>/acts/<slug:move>/", requests.act, name="information_do"),
    path(
        "information/requests/<str:code>/acts/<slug:move>/<int:track>/",
        requests.act,
        name="information_do_track",
    ),
]
