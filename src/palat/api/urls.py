"""Addresses of the machine face."""

from django.urls import path

from palat.api.agencies import api

urlpatterns = [path("v1/agency/", api.urls)]
