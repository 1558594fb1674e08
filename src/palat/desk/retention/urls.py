"""Addresses of retention, under /desk/retention/."""

from django.urls import path

from palat.desk.retention import acts, holds, judging, listings, packages, page

urlpatterns = [
    path("retention/", listings.Lists.as_view(), name="retention"),
    path("retention/schedule/", listings.the_schedule, name="retention_schedule"),
    path("retention/new/", acts.new, name="retention_new"),
    path("retention/holds/", listings.Holds.as_view(), name="retention_holds"),
    path("retention/holds/new/", holds.new, name="retention_hold_new"),
    path("retention/holds/<int:number>/", holds.one, name="retention_hold"),
    path("retention/holds/<int:number>/lift/", holds.lift, name="retention_hold_lift"),
    path("retention/<int:number>/", page.one, name="retention_list"),
    path("retention/<int:number>/list.pdf", page.list_pdf, name="retention_list_pdf"),
    path("retention/<int:number>/certificate.pdf", page.certificate_pdf, name="retention_certificate"),
    path("retention/<int:number>/items/<int:item>/off/", acts.take_off, name="retention_take_off"),
    path("retention/<int:number>/packages/<int:transfer>.zip", packages.package, name="retention_package"),
    path("retention/<int:number>/packages/<int:transfer>/", packages.hand_over, name="retention_hand_over"),
    path("retention/<int:number>/package/", packages.new, name="retention_pack"),
    path("retention/<int:number>/opinions/", judging.opinions, name="retention_opinions"),
    path("retention/<int:number>/decide/", judging.decide, name="retention_decide"),
    path("retention/<int:number>/answer/", judging.answer, name="retention_answer"),
    path("retention/<int:number>/<slug:what>/", acts.act, name="retention_act"),
]
