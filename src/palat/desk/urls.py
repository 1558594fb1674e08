"""Addresses of the desk."""

from django.urls import path

from palat.desk import moved_days, procedures, searching, views
from palat.desk.admin.urls import urlpatterns as admin
from palat.desk.exchange.urls import urlpatterns as exchange
from palat.desk.incoming.urls import urlpatterns as incoming
from palat.desk.outbox.urls import urlpatterns as outbox
from palat.desk.registers.urls import urlpatterns as registers
from palat.desk.retention.urls import urlpatterns as retention
from palat.duties.decentralisation.urls import desk_urlpatterns as decentralisation
from palat.duties.information.urls import desk_urlpatterns as information
from palat.duties.petitions.urls import desk_urlpatterns as petitions
from palat.duties.planning.urls import desk_urlpatterns as planning
from palat.kernel.agencies.urls import desk_urlpatterns as agencies
from palat.kernel.letters.urls import desk_urlpatterns as letters
from palat.kernel.matters.urls import desk_urlpatterns as matters
from palat.kernel.redaction.urls import desk_urlpatterns as redaction

urlpatterns = [
    path("", views.home, name="desk_home"),
    path("work/", views.Work.as_view(), name="desk_work"),
    path("decisions/", views.decisions, name="desk_decisions"),
    path("moved-days/", moved_days.MovedDays.as_view(), name="desk_moved_days"),
    path("find/", searching.find, name="desk_find"),
    path("procedures/", procedures.every, name="desk_procedures"),
    path("procedures/<slug:code>/<int:version>/", procedures.one, name="desk_procedure"),
    *admin,
    *exchange,
    *incoming,
    *agencies,
    *decentralisation,
    *information,
    *letters,
    *matters,
    *outbox,
    *petitions,
    *planning,
    *redaction,
    *registers,
    *retention,
]
