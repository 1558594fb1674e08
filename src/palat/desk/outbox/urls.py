"""Addresses of what goes out and of what lies on one's own desk, under /desk/."""

from django.urls import path

from palat.desk.outbox import own, views

urlpatterns = [
    path("outbox/", views.Outbox.as_view(), name="outbox"),
    path("outbox/again/", views.again, name="outbox_again"),
    path("outbox/give-up/", views.give_up, name="outbox_give_up"),
    path("outbox/replay/", views.replay, name="outbox_replay"),
    path("outbox/<int:number>/", views.notice, name="outbox_notice"),
    path("notices/", own.Own.as_view(), name="desk_notices"),
    path("notices/read/", own.read_all, name="desk_notices_read"),
    path("notices/daily/", own.daily, name="desk_notices_daily"),
    path("notices/<int:number>/", own.open_one, name="desk_notice"),
]
