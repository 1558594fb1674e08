"""Making cases: who brings what, by which channel, when and where."""

import random
from datetime import datetime

from palat.duties.petitions.demo import mix, names
from palat.duties.petitions.demo.acts.base import Desk
from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.composing import Composed, Story, Teller, compose, stories, stories_of
from palat.duties.petitions.demo.fates import level_of
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.operations.intake import Brought
from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import area_path

CITIZEN = Actor("citizen")
FREQUENT, FREQUENT_SHARE = 60, 0.07  # people who come again and again


def petitioner(rng: random.Random, channel: str, area_id: str) -> tuple[str, dict[str, str], bool]:
    """Return the kind and sealed fields of a made-up petitioner, and whether she is a woman."""
    who = names.name(rng)
    fields = {"title": who.title, "given_name": who.given, "family_name": who.family, "phone": names.telephone(rng)}
    draw = rng.random()
    if draw < 0.012:
        fields |= {"given_name": who.given, "monk_name": "สมมุติธมฺโม", "temple": "วัดตัวอย่างวราราม", "title": "พระ"}
        return "monk", {name: value for name, value in fields.items() if name != "family_name"}, False
    if draw < 0.027:
        return "juristic", {"full_name": f"บริษัท {who.given}สาธิต จำกัด", "phone": fields["phone"]}, who.woman
    if channel in {"post", "walk_in", "web"} or rng.random() < 0.4:
        fields["address"] = f"{rng.randrange(1, 400)}/{rng.randrange(1, 99)} {area_path(area_id)}"
    if channel in {"walk_in", "post", "app"} or rng.random() < 0.3:
        fields["national_id"] = names.citizen_number(rng)
    if channel in {"web", "app"} and rng.random() < 0.7:
        fields["email"] = names.email(rng)
    if channel == "line":
        fields["line_id"] = f"sommut.{rng.randrange(10**6):06d}"
    if draw > 0.985:
        passport = f"XX{rng.randrange(10**7):07d}"
        return "foreigner", {"full_name": names.foreign_name(rng), "passport": passport}, who.woman
    return "natural", fields, who.woman


def desk_for(office: Office, category: str, rng: random.Random) -> Desk:
    """Return who handles a category: group 1 society, group 2 the rest."""
    if category.startswith("social.") and category not in {"social.labour", "social.drugs", "social.gambling"}:
        return Desk("psc.coordination1", rng.choice(office.people.officers(1, 2, 3)), office.people["head-1"])
    return Desk("psc.coordination2", rng.choice(office.people.officers(4, 5, 6)), office.people["head-2"])


def taken_by(office: Office, channel: str, at: datetime, rng: random.Random) -> Actor:
    """Return who takes it in: agents at the telephone, intake at the desk, the citizen alone on the web."""
    if channel in {"web", "app", "line"}:
        return CITIZEN
    if channel == "post":
        return office.people["clerk-1"]
    if channel == "walk_in":
        return office.people[rng.choice(["intake-1", "intake-2"])]
    night = at.astimezone(BANGKOK).hour
    return office.people[f"agent-{rng.choice([1, 2, 3, 4] if 6 <= night < 22 else [5, 6])}"]


def make_case(
    office: Office, rng: random.Random, *, at: datetime, story: Story | None = None, channel: str = ""
) -> Case:
    """Make a case that is not yet received."""
    share = None
    if story is None:
        share = mix.category_in(at.astimezone(BANGKOK).month, rng)
        story = rng.choice(stories_of(share.category))
    channel = channel or ("hotline" if story.tone == "danger" else mix.channel(rng))
    subdistricts = office.subdistricts
    area_id = rng.choice(subdistricts[mix.province(rng, tuple(subdistricts))])
    kind = mix.kind(story.tone, rng)
    who = office.rng("frequent", rng.randrange(FREQUENT)) if rng.random() < FREQUENT_SHARE else rng
    person_kind, fields, woman = petitioner(who, channel, area_id)
    wary = 0.4 if story.tone in {"accuse", "tip"} else 0.1
    conceal = mix.conceal(rng) if rng.random() < wary else ()
    anonymous = story.tone in {"accuse", "tip"} and rng.random() < 0.12
    told = compose(story, Teller(channel, at, area_id, woman, bool(conceal) and not anonymous), rng)
    whole = brought(
        told,
        kind=kind,
        channel=channel,
        area_id=area_id,
        who=(person_kind, {} if anonymous else fields),
        conceal=() if anonymous else conceal,
    )
    case = Case(office, told, whole, taken_by(office, channel, at, rng), desk_for(office, story.category, rng), rng)
    if share:
        case.closed = share.closed
    case.up_to = level_of(case)
    case.purpose = "order" if case.up_to and rng.random() < 0.72 else rng.choice(["consider", "inform", "sign"])
    return case


def brought(
    told: Composed,
    *,
    kind: str,
    channel: str,
    area_id: str,
    who: tuple[str, dict[str, str]],
    conceal: tuple[str, ...] = (),
) -> Brought:
    """Return what was brought, as the real intake takes it; `who` is the kind of person and the fields."""
    person_kind, fields = who
    accuses = told.story.tone == "accuse"
    return Brought(
        kind=kind,
        channel=channel,
        text=told.text,
        subject=told.subject,
        wanted=told.wanted,
        category=told.story.category,
        area_id=area_id,
        place_words=told.place_words,
        person_kind=person_kind,
        person=fields,
        conceal=conceal,
        accused=told.writer.pick("accused_words") if accuses else "",
        answer_by=_answer_by(channel, fields),
        restricted=told.story.tone == "royal",
    )


def _answer_by(channel: str, fields: dict[str, str]) -> str:
    """Return how someone wants to be answered: who wrote a letter with an address on it, by letter."""
    if channel == "post" and "address" in fields:
        return "post"
    if "email" in fields:
        return "email"
    return "code" if channel in {"web", "line", "app"} else "phone"


def story_of_tone(tone: str, rng: random.Random) -> Story:
    """Return a story of a tone that no ordinary draw gives."""
    return rng.choice([one for one in stories() if one.tone == tone])
