"""Addresses of matters of every duty."""

from django.urls import path

from palat.kernel.matters import views

portal_urlpatterns = [path("track/", views.find, name="matter_find")]

desk_urlpatterns = [path("matters/<str:code>/", views.matter, name="matter")]
