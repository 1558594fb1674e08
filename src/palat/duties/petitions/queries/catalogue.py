"""The dated lists that petitions rest on: categories, grounds of refusal, the levels of a file."""

from datetime import date

from django.db.models import Q, QuerySet

from palat.duties.petitions.models import Category, Chain, Ground, Route


def in_force(day: date) -> Q:
    """Return the condition that a dated row is in force on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def categories_on(day: date) -> QuerySet[Category]:
    """Return the categories in use on a day, in their order."""
    return Category.objects.filter(in_force(day)).select_related("parent").order_by("order", "code")


def category_names() -> list[str]:
    """Return the Thai name of every category that there ever was."""
    return sorted(set(Category.objects.values_list("name_th", flat=True)))


def grounds_on(day: date) -> QuerySet[Ground]:
    """Return the grounds in force on a day on which a petition is not accepted."""
    return Ground.objects.filter(in_force(day)).order_by("code")


def routes_on(day: date) -> QuerySet[Route]:
    """Return the rules in force on a day of where petitions about a body go."""
    return Route.objects.filter(in_force(day)).order_by("code")


def all_chains() -> QuerySet[Chain]:
    """Return every chain that ever was in force, the newest first."""
    return Chain.objects.order_by("kind", "-valid_from")


def chain_for(kind: str, *, on: date) -> list[str]:
    """Return the roles that a file of this kind climbs on a day, lowest first."""
    chains = {chain.kind: chain.roles for chain in Chain.objects.filter(in_force(on), kind__in=[kind, "*"])}
    return list(chains.get(kind) or chains.get("*") or [])
