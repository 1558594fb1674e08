"""Addresses of the administrator's pages, under /desk/admin/."""

from django.urls import path

from palat.desk.admin import calendar, classifiers, language, letter_templates, pages, people, registers

urlpatterns = [
    path("admin/", pages.home, name="admin_home"),
    path("admin/limits/", calendar.limits, name="admin_limits"),
    path("admin/limits/<str:code>/", calendar.limit, name="admin_limit"),
    path("admin/holidays/", calendar.holidays, name="admin_holidays"),
    path("admin/holidays/new/", calendar.proclaim, name="admin_holiday_new"),
    path("admin/holidays/<int:number>/", calendar.holiday, name="admin_holiday"),
    path("admin/lists/<slug:which>/", pages.kept_list, name="admin_list"),
    path("admin/people/", people.people, name="admin_people"),
    path("admin/people/<int:number>/", people.post, name="admin_post"),
    path("admin/holdings/<int:number>/end/", people.end, name="admin_holding_end"),
    path("admin/delegations/", people.delegations, name="admin_delegations"),
    path("admin/delegations/new/", people.new_delegation, name="admin_delegate"),
    path("admin/delegations/<int:number>/", people.delegation, name="admin_delegation"),
    path("admin/synonyms/", language.synonyms, name="admin_synonyms"),
    path("admin/synonyms/<int:number>/", language.synonym, name="admin_synonym"),
    path("admin/templates/", letter_templates.forms, name="admin_templates"),
    path("admin/templates/<slug:form>/", letter_templates.template, name="admin_template"),
    path("admin/templates/<slug:form>/edit/", letter_templates.edit, name="admin_template_edit"),
    path("admin/templates/<slug:form>/compare/", letter_templates.compare, name="admin_template_compare"),
    path("admin/templates/<slug:form>/<int:number>/back/", letter_templates.go_back, name="admin_template_back"),
    path("admin/classifiers/", classifiers.classifiers, name="admin_classifiers"),
    path("admin/registers/", registers.registers, name="admin_registers"),
    path("admin/registers/new/", registers.new_register, name="admin_register_new"),
    path("admin/registers/<str:register>/", registers.register, name="admin_register"),
    path("admin/installation/", pages.installation, name="admin_installation"),
]
