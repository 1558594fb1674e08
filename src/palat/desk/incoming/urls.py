"""Addresses of what came in, under /desk/incoming/."""

from django.urls import path

from palat.desk.incoming import acts, box, cutting, item, post, printing

urlpatterns = [
    path("incoming/", box.Box.as_view(), name="incoming"),
    path("incoming/lay-in/", box.lay_in_files, name="incoming_lay_in"),
    path("incoming/separators.pdf", printing.separators, name="incoming_separators"),
    path("incoming/labels/", printing.labels, name="incoming_labels"),
    path("incoming/post/", post.Postings.as_view(), name="postings"),
    path("incoming/post/new/", post.new, name="posting_new"),
    path("incoming/post/returned/", post.returned, name="posting_returned"),
    path("incoming/post/sheet.pdf", post.sheet, name="posting_sheet"),
    path("incoming/post/<int:number>/", post.posting, name="posting"),
    path("incoming/post/<int:number>/<slug:what>/", post.act, name="posting_act"),
    path("incoming/<int:number>/", item.item, name="incoming_item"),
    path("incoming/<int:number>/page-<int:place>-<int:page>.png", item.page, name="incoming_page"),
    path("incoming/<int:number>/files/<int:place>/", item.file, name="incoming_file"),
    path("incoming/<int:number>/originals/<int:original>/", acts.give_back, name="incoming_give_back"),
    path("incoming/<int:number>/pages/", cutting.cut, name="incoming_cut"),
    path("incoming/<int:number>/<slug:what>/", acts.act, name="incoming_act"),
]
