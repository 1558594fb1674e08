"""Addresses at which other systems tell us something."""

from django.urls import path

from palat.kernel.notices import views

urlpatterns = [
    path("sms/", views.sms, name="hook_sms"),
    path("line/", views.line, name="hook_line"),
]
