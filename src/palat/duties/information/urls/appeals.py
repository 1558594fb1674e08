"""Addresses of appeals, sittings, members and rulings."""

from django.urls import path

from palat.duties.information.views import appealing, appeals, rulings, tribunals

portal_urlpatterns = [
    path("information/appeal/", appealing.ask, name="information_appeal_ask"),
    path("information/track/<str:code>/appeal/", appealing.against_order, name="information_appeal_order"),
    path("information/appeal/objection/<str:token>/", appealing.against_rejection, name="information_appeal_party"),
    *appealing.FOLLOWED.urlpatterns(),
    path("information/rulings/", rulings.Rulings.as_view(), name="information_rulings"),
    path("information/rulings/<int:number>/", rulings.ruling, name="information_ruling_page"),
    path("information/sittings/<str:token>.ics", rulings.feed, name="information_feed"),
]

desk_urlpatterns = [
    *appeals.APPEALS.urlpatterns(),
    path("information/appeals/<str:code>/camera/<int:number>/", appeals.read, name="information_camera"),
    path("information/sittings/", tribunals.agenda, name="information_sittings"),
    path("information/sittings/new/", tribunals.arrange, name="information_new_sitting"),
    path("information/sittings/feed/", tribunals.feed, name="information_new_feed"),
    path("information/sittings/<int:number>/", tribunals.sitting, name="information_sitting"),
    path("information/sittings/<int:number>/cancel/", tribunals.cancel, name="information_cancel_sitting"),
    path("information/members/", tribunals.who_sits, name="information_members"),
    path("information/members/<int:number>/", tribunals.member, name="information_member"),
    path("information/rulings/", rulings.DeskRulings.as_view(), name="information_rulings_desk"),
]
