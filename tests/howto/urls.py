"""The addresses of the product, and those of the tutorial's desk among them."""

from importlib import import_module

from django.urls import include, path

from palat.urls import handler400, urlpatterns  # noqa: F401 - the handler is named by Django

urlpatterns = [path("desk/", include(import_module("palat.duties.rooms.desk").desk_urlpatterns)), *urlpatterns]
