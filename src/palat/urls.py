"""Where each address leads: the portal, the desk, sign-in."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
