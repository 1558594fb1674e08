"""The address at which peers bring their messages, under /hooks/."""

from django.urls import path

from palat.kernel.egif import views

urlpatterns = [path("exchange/<str:token>/", views.hook, name="hook_exchange")]
