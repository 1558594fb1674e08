"""Addresses of letters by the exchange, under /desk/exchange/."""

from django.urls import path

from palat.desk.exchange import send, views

urlpatterns = [
    path("exchange/", views.Exchange.as_view(), name="exchange"),
    path("exchange/<int:number>/", views.message, name="exchange_message"),
    path("exchange/send/<int:letter_id>/", send.send, name="exchange_send"),
    path("exchange/<int:number>/files/<int:place>/", send.enclosure, name="exchange_enclosure"),
    path("exchange/<int:number>/message.xml", views.source, name="exchange_source"),
    path("exchange/<int:number>/again/", views.again, name="exchange_again"),
    path("exchange/<int:number>/settle/", views.settle, name="exchange_settle"),
    path("exchange/<int:number>/reject/", views.reject, name="exchange_reject"),
    path("exchange/<int:number>/tell-again/", views.tell_again, name="exchange_tell_again"),
]
