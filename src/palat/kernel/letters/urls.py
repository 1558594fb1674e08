"""Addresses of letters: the desk's, and the public page where a paper is checked."""

from django.urls import path

from palat.kernel.letters import batch_views, draft_views, signing_views, views

desk_urlpatterns = [
    path("letters/", views.Register.as_view(), name="letters_out"),
    path("letters/mine/", draft_views.Mine.as_view(), name="letters_mine"),
    path("letters/to-sign/", views.ToSign.as_view(), name="letters_to_sign"),
    path("letters/sign/", views.sign_many, name="letters_sign"),
    path("letters/sign-all/", batch_views.sign_all, name="letters_sign_all"),
    path("letters/batches/", batch_views.every, name="letter_batches"),
    path("letters/batches/<int:batch_id>/", batch_views.one, name="letter_batch"),
    path("letters/batches/<int:batch_id>/stop/", batch_views.stop, name="letter_batch_stop"),
    path("letters/new/<str:code>/", views.start, name="letter_start"),
    path("letters/<int:letter_id>/", views.letter, name="letter"),
    path("letters/<int:letter_id>/edit/", views.edit, name="letter_edit"),
    path("letters/<int:letter_id>/review/", draft_views.review, name="letter_review"),
    path("letters/<int:letter_id>/compare/", draft_views.compare, name="letter_compare"),
    path("letters/<int:letter_id>/initials/", draft_views.initial, name="letter_initial"),
    path("letters/<int:letter_id>/on-paper/", signing_views.sign_on_paper, name="letter_on_paper"),
    path("letters/<int:letter_id>/on-paper/print.pdf", signing_views.print_for_pen, name="letter_for_pen"),
    path("letters/<int:letter_id>/on-paper/settle/", signing_views.settle_signature, name="letter_on_paper_settle"),
    path("letters/<int:letter_id>/margin/", signing_views.margin_order, name="letter_margin"),
    path("letters/<int:letter_id>/margin/<int:number>/", signing_views.settle_order, name="letter_margin_settle"),
    path("letters/<int:letter_id>/scans/<slug:what>/<int:number>/", signing_views.scan, name="letter_scan"),
    path("letters/<int:letter_id>/paper.pdf", views.paper, name="letter_paper"),
    path("letters/<int:letter_id>/copy.pdf", draft_views.copy, name="letter_copy"),
    path("letters/<int:letter_id>/page-<int:number>.png", views.page_image, name="letter_page"),
    path("letters/<int:letter_id>/send.pdf", views.paper_to_send, name="letter_send"),
    path("letters/<int:letter_id>/envelope/", views.envelope, name="letter_envelope"),
    path("letters/<int:letter_id>/<slug:what>/", views.act, name="letter_act"),
]

portal_urlpatterns = [
    path("letters/", views.verify, name="letter_check"),
    path("letters/<str:code>/", views.verify, name="letter_verify"),
]
