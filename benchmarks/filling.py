"""Very many petitions, written set by set in SQL: the shape of an office after years, for benchmarks of reading.

Six of ten have ended; the rest lie with eight officers and the intake unit, half of them at an agency. Chains are
linked by real hashes of their own rows, but not by those of the application: `palat verify` is not for this data.
"""

from datetime import UTC, date, datetime

OFFICERS = 8
FIRST, STEP = 10_000_000_000, 20  # row numbers of one petition: its own and those of what belongs to it
CHUNK = 100_000

MATTERS = """
INSERT INTO matters_matter (id, code, number, alias, duty, procedure, version, kind, category, subject, state, urgency,
  secrecy, restricted, unit_id, officer_id, area_id, received_at, closed_at, closing, merged_into_id,
  head_seq, head_hash)
SELECT {id}, lpad((500000000000000 + g)::text, 15, '0'), 'นร 68/' || g, '', 'petitions', 'petition', 1,
  'grievance', (%(categories)s::text[])[1 + g %% %(n_categories)s], 'ไฟฟ้าดับทุกคืนในหมู่บ้านที่ ' || g, {state},
  CASE WHEN g %% 997 = 0 THEN 0 WHEN g %% 50 = 0 THEN 3 ELSE 4 END, 0, '',
  CASE WHEN g %% 10 = 8 THEN %(intake)s ELSE %(unit)s END,
  CASE WHEN g %% 10 = 8 THEN NULL ELSE (%(officers)s::bigint[])[1 + (g / 10) %% %(n_officers)s] END,
  (%(areas)s::text[])[1 + g %% %(n_areas)s], {received},
  CASE WHEN g %% 10 < 6 THEN {received} + interval '20 days' END, CASE WHEN g %% 10 < 6 THEN 'solved' ELSE '' END,
  NULL, 3, sha256(('event' || g || '3')::bytea)
FROM generate_series(%(first)s::bigint, %(last)s::bigint) g
"""
STATES = [*["closed"] * 6, "referred", "in_hand", "received", "compiling"]
STATE = f"(ARRAY{STATES})[1 + g %% 10]"
RECEIVED = "%(now)s::timestamptz - (%(total)s - g) * interval '1 second' * (94608000.0 / %(total)s)"  # over three years
TRACKS = """
INSERT INTO matters_track (id, matter_id, type, state, since, final, label, agency_id, unit_id, opened_at, closed_at,
  answer, chased, result)
SELECT {id} + 1, {id}, 'main', {state}, {received}, g %% 10 < 6, '', NULL::bigint, NULL::bigint, {received},
  CASE WHEN g %% 10 < 6 THEN {received} + interval '20 days' END, '', 0, ''
FROM generate_series(%(first)s::bigint, %(last)s::bigint) g
UNION ALL
SELECT {id} + 2, {id}, 'referral', CASE WHEN g %% 10 = 6 THEN 'in_progress' ELSE 'accepted' END, {received},
  g %% 10 <> 6, '', (%(agencies)s::bigint[])[1 + g %% %(n_agencies)s], NULL, {received}, NULL,
  CASE WHEN g %% 10 = 6 THEN '' ELSE 'ตรวจสอบและแก้ไขแล้ว' END, 0, ''
FROM generate_series(%(first)s::bigint, %(last)s::bigint) g WHERE g %% 10 IN (2, 4, 6)
"""
CLOCKS = """
INSERT INTO matters_clock (id, matter_id, track_id, code, limit_id, amount, unit, started_at, started_on, start_seq,
  paused_on, rested_working, rested_days, due_on, due_at, stopped_at, stop_seq, kept)
SELECT {id} + 3, {id}, {id} + CASE WHEN g %% 10 = 6 THEN 2 ELSE 1 END, 'progress', %(limit)s, 15, 'working_days',
  d.at, d.day, 1, NULL, 0, 0, due.day, (due.day + 1)::timestamp AT TIME ZONE 'Asia/Bangkok' - interval '1 microsecond',
  NULL, NULL, NULL
FROM generate_series(%(first)s::bigint, %(last)s::bigint) g
CROSS JOIN LATERAL (SELECT %(now)s::timestamptz - (g %% 90) * interval '1 day' AS at,
  (%(now)s::timestamptz - (g %% 90) * interval '1 day')::date AS day) d
CROSS JOIN LATERAL (SELECT palat_due_date(d.day, 15, 'working_days', 0, 0) AS day) due
WHERE g %% 10 IN (6, 7, 8)
"""
ITEMS = """
INSERT INTO matters_workitem (track_id, matter_id, queue, priority, due_at, state, category)
SELECT t.id, m.id, CASE WHEN t.type = 'referral' THEN 'agency:' || t.agency_id
    WHEN m.officer_id IS NULL THEN 'unit:' || m.unit_id WHEN m.state = 'referred' THEN 'waiting:' || m.officer_id
    ELSE 'official:' || m.officer_id END,
  m.urgency, coalesce(c.due_at, '9999-12-31'), t.state, m.category
FROM matters_matter m JOIN matters_track t ON t.matter_id = m.id AND NOT t.final
LEFT JOIN matters_clock c ON c.track_id = t.id
WHERE m.id >= {from_id} AND m.id < {to_id}
"""
PETITIONS = """
INSERT INTO petitions_petition (matter_id, person_id, proxy_id, channel, text, wanted, place_words, accused,
  accused_agency_id, anonymous, conceal, answer_by, findings, law, concealed_text, concealed_at, ground, answer_found,
  answer_next, answer_can_do, answer_reasons, told_at, untraceable, stars, stars_words, stars_way, source_row)
SELECT {id}, (%(persons)s::bigint[])[1 + g %% %(n_persons)s], NULL, 'hotline',
  'ไฟฟ้าในหมู่บ้านดับทุกคืนตั้งแต่ต้นเดือน เครื่องใช้ไฟฟ้าเสียหายหลายหลัง ขอให้ช่วยตรวจหม้อแปลง ครั้งที่ ' || g, '', '', '',
  NULL, false, '[]', 'code', '', '', '', NULL, '', '', '', '', '', NULL, false, NULL, '', '', ''
FROM generate_series(%(first)s::bigint, %(last)s::bigint) g
"""
EVENTS = """
INSERT INTO history_event (id, chain, seq, kind, at, actor, basis, public, facts, body_digest, previous, hash)
SELECT {id} + 4 + s, 'matter:' || ({id}), s, (ARRAY['received','accept','write_note'])[s],
  {received} + s * interval '1 hour',
  'official:' || (%(officers)s::bigint[])[1], '', s < 3,
  '{{"track":' || ({id} + 1) || (CASE WHEN s < 3 THEN ',"to":"in_hand","type":"main"' ELSE '' END) || '}}',
  sha256('body'::bytea),
  sha256(('event' || g || (s - 1))::bytea), sha256(('event' || g || s)::bytea)
FROM generate_series(%(first)s::bigint, %(last)s::bigint) g CROSS JOIN generate_series(1, 3) s
"""
BODIES = """
INSERT INTO history_body (event_id, salt, content)
SELECT {id} + 4 + s, sha256('salt'::bytea), '{{"words":"บันทึกถ้อยคำของเรื่องนี้"}}'
FROM generate_series(%(first)s::bigint, %(last)s::bigint) g CROSS JOIN generate_series(1, 3) s
"""
WORDS = {"id": f"({FIRST}::bigint + g * {STEP})", "state": STATE, "received": RECEIVED}


def fill(first: int, last: int, *, total: int) -> None:
    """Write petitions number `first` to `last`; `total` is how many there will be in all, spread over three years."""
    from django.db import connection, transaction

    values = {**_references(), "total": total, "now": datetime.now(UTC)}
    for start in range(first, last + 1, CHUNK):
        chunk = {**values, "first": start, "last": min(last, start + CHUNK - 1)}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # the rows fit by their making: check none
            for statement in (MATTERS, TRACKS, CLOCKS, PETITIONS, EVENTS, BODIES):
                cursor.execute(statement.format(**WORDS), chunk)
            ends = {"from_id": FIRST + start * STEP, "to_id": FIRST + (chunk["last"] + 1) * STEP}
            cursor.execute(ITEMS.format(**ends))
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('palat_row', %s)", [FIRST + (last + 2) * STEP])
        cursor.execute("ANALYZE")


def officers() -> "list[int]":
    """Appoint somebody to each case officer's post, once; return their row numbers."""
    from palat.kernel.accounts.models import User
    from palat.kernel.organisation.models import Official, Post
    from palat.kernel.organisation.operations import appoint

    found = []
    for post in Post.objects.filter(role="case_officer").order_by("code")[:OFFICERS]:
        user, made = User.objects.get_or_create(username=post.code)
        if made:
            person = Official.objects.create(user=user, given_name="สมมุติ", family_name=post.code)
            appoint(
                post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=datetime.now(UTC), by="system"
            )
        found.append(Official.objects.values_list("pk", flat=True).get(user=user))
    return found


def _references() -> "dict[str, object]":
    """The rows of the reference data that petitions point at."""
    from palat.duties.petitions.models import Category
    from palat.kernel.calendar.queries import limit
    from palat.kernel.identities.models import Person
    from palat.kernel.identities.operations import create_person
    from palat.kernel.organisation.models import Agency, Area, Unit

    now = datetime.now(UTC)
    if not Person.objects.exists():
        for number in range(100):
            create_person(kind="natural", fields={"full_name": f"สมมุติ {number}", "phone": f"00000{number:05}"}, at=now)
    lists = {
        "officers": officers(),
        "categories": list(Category.objects.filter(parent__isnull=False).values_list("code", flat=True)),
        "areas": list(Area.objects.order_by("code").values_list("pk", flat=True)[:2000]),
        "agencies": list(Agency.objects.order_by("pk").values_list("pk", flat=True)[:40]),
        "persons": list(Person.objects.values_list("pk", flat=True)),
    }
    return {
        **lists,
        **{f"n_{name}": len(rows) for name, rows in lists.items()},
        "limit": limit("referral.progress", on=now.date()).id,
        "intake": Unit.objects.values_list("pk", flat=True).get(code="psc.intake"),
        "unit": Unit.objects.values_list("pk", flat=True).get(code="psc.coordination1"),
    }
