"""Reading posts, who holds them, and orders of delegation: for those who keep the organisation's books."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from palat.kernel.organisation.models import Delegation, Holding, Official, Post


def _today(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def posts_with_holders(on: date) -> list[Post]:
    """Return every post with who holds it on a day (`held_now`), those of the Office first."""
    now = Holding.objects.filter(_today(on)).select_related("official").order_by("valid_from")
    held = Prefetch("holdings", queryset=now, to_attr="held_now")
    found = Post.objects.select_related("unit", "agency").prefetch_related(held)
    return list(found.order_by("agency__sort_key", "unit__code", "code"))


def post_by_id(post_id: int) -> Post | None:
    """Return a post with its unit and agency."""
    return Post.objects.select_related("unit", "agency").filter(pk=post_id).first()


def holdings_of(post_id: int) -> QuerySet[Holding]:
    """Return everyone who has held a post or will, the latest first."""
    return Holding.objects.filter(post_id=post_id).select_related("official").order_by("-valid_from", "-pk")


def holding_by_id(holding_id: int) -> Holding | None:
    """Return one holding with post and person."""
    return Holding.objects.select_related("official", "post").filter(pk=holding_id).first()


def every_official() -> list[tuple[int, str]]:
    """Return every person who can hold a post as choices, whether or not they hold one."""
    return [(one.pk, str(one)) for one in Official.objects.order_by("given_name", "family_name", "pk")]


def post_choices() -> list[tuple[int, str]]:
    """Return the posts of the Office as choices."""
    own = Post.objects.filter(agency=None).order_by("unit__code", "code")
    return [(one.pk, f"{one.title_th} ({one.code})") for one in own]


def delegations() -> QuerySet[Delegation]:
    """Return every order of delegation, the latest first."""
    named = Delegation.objects.select_related("from_post", "to_post", "to_official")
    return named.order_by("-valid_from", "-pk")


def delegation_by_id(delegation_id: int) -> Delegation | None:
    """Return one order of delegation."""
    return delegations().filter(pk=delegation_id).first()


def counts(on: date) -> dict[str, int]:
    """Count posts, those vacant, and delegations in force on a day."""
    held = Count("holdings", filter=Q(holdings__valid_from__lte=on) & ~Q(holdings__valid_to__lte=on))
    posts = Post.objects.annotate(held=held)
    return {
        "posts": posts.count(),
        "vacant": posts.filter(held=0).count(),
        "delegations": Delegation.objects.filter(_today(on)).count(),
    }
