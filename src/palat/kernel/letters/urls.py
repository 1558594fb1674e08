"""Addresses of letters: the desk's, and the public page where a paper is checked."""

from django.urls import path

from palat.kernel.letters import views
from palat.kernel.letters.batches import views as batches
from palat.kernel.letters.drafts import views as drafts
from palat.kernel.letters.paper import views as paper
from palat.kernel.letters.pens import views as pens

desk_urlpatterns = [
    path("letters/", views.Register.as_view(), name="letters_out"),
    path("letters/mine/", drafts.Mine.as_view(), name="letters_mine"),
    path("letters/to-sign/", views.ToSign.as_view(), name="letters_to_sign"),
    path("letters/sign/", views.sign_many, name="letters_sign"),
    path("letters/sign-all/", batches.sign_all, name="letters_sign_all"),
    path("letters/batches/", batches.every, name="letter_batches"),
    path("letters/batches/<int:batch_id>/", batches.one, name="letter_batch"),
    path("letters/batches/<int:batch_id>/stop/", batches.stop, name="letter_batch_stop"),
    path("letters/new/<str:code>/", views.start, name="letter_start"),
    path("letters/<int:letter_id>/", views.letter, name="letter"),
    path("letters/<int:letter_id>/edit/", views.edit, name="letter_edit"),
    path("letters/<int:letter_id>/review/", drafts.review, name="letter_review"),
    path("letters/<int:letter_id>/compare/", drafts.compare, name="letter_compare"),
    path("letters/<int:letter_id>/initials/", drafts.initial, name="letter_initial"),
    path("letters/<int:letter_id>/on-paper/", pens.sign_on_paper, name="letter_on_paper"),
    path("letters/<int:letter_id>/on-paper/print.pdf", pens.print_for_pen, name="letter_for_pen"),
    path("letters/<int:letter_id>/on-paper/settle/", pens.settle_signature, name="letter_on_paper_settle"),
    path("letters/<int:letter_id>/margin/", pens.margin_order, name="letter_margin"),
    path("letters/<int:letter_id>/margin/<int:number>/", pens.settle_order, name="letter_margin_settle"),
    path("letters/<int:letter_id>/scans/<slug:what>/<int:number>/", pens.scan, name="letter_scan"),
    path("letters/<int:letter_id>/paper.pdf", paper.paper, name="letter_paper"),
    path("letters/<int:letter_id>/copy.pdf", drafts.copy, name="letter_copy"),
    path("letters/<int:letter_id>/page-<int:number>.png", paper.page_image, name="letter_page"),
    path("letters/<int:letter_id>/send.pdf", paper.paper_to_send, name="letter_send"),
    path("letters/<int:letter_id>/envelope/", paper.envelope, name="letter_envelope"),
    path("letters/<int:letter_id>/<slug:what>/", views.act, name="letter_act"),
]

portal_urlpatterns = [
    path("letters/", paper.verify, name="letter_check"),
    path("letters/<str:code>/", paper.verify, name="letter_verify"),
]
