"""Addresses of the portal."""

from django.urls import path

from palat.duties.petitions.urls import portal_urlpatterns as petitions
from palat.portal import views

urlpatterns = [
    path("", views.home, name="portal_home"),
    *petitions,
]
