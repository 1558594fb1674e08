"""Addresses of the registers, under /desk/registers/."""

from django.urls import path

from palat.desk.registers import acts, blocks, views

urlpatterns = [
    path("registers/", views.every, name="registers"),
    path("registers/entries/", views.Entries.as_view(), name="register_entries"),
    path("registers/blocks/<int:number>/", blocks.block, name="register_block"),
    path("registers/<str:register>/enter/", acts.enter, name="register_enter"),
    path("registers/<str:register>/reserve/", blocks.reserve, name="register_reserve"),
    path("registers/<str:register>/<int:year>/<int:running>/", acts.entry, name="register_entry"),
    path("registers/<str:register>/<int:year>/<int:running>/correct/", acts.correct, name="register_correct"),
    path("registers/<str:register>/<int:year>/<int:running>/void/", acts.void, name="register_void"),
    path("registers/<str:register>/<int:year>/<int:running>/settle/", acts.settle, name="register_settle"),
]
