"""Signing in and out, second factors, and the language switch. For the address `accounts/`."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("", include("allauth.urls")),
]
