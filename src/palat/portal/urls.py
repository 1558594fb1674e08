"""Addresses of the portal."""

from django.urls import path

from palat.duties.information.urls import portal_urlpatterns as information
from palat.duties.petitions.urls import portal_urlpatterns as petitions
from palat.duties.planning.urls import portal_urlpatterns as planning
from palat.kernel.agencies.urls import portal_urlpatterns as agencies
from palat.kernel.letters.urls import portal_urlpatterns as letters
from palat.kernel.matters.urls import portal_urlpatterns as matters
from palat.portal import transparency, views

urlpatterns = [
    path("", views.home, name="portal_home"),
    path("transparency/", transparency.Log.as_view(), name="transparency"),
    path("transparency/roots.json", transparency.roots_file, name="transparency_roots"),
    path("transparency/palat_verify.py", transparency.verifier, name="transparency_verifier"),
    *agencies,
    *information,
    *matters,
    *petitions,
    *planning,
    *letters,
]
