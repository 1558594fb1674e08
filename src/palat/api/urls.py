"""Addresses of the machine face."""

from django.urls import path

from palat.api.agencies import api
from palat.duties.information.urls import api_urlpatterns as information

urlpatterns = [path("v1/agency/", api.urls), *information]
