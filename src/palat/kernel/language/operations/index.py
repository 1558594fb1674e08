"""Writing the index, in sets; and the synonyms that an administrator keeps."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.kernel.history.operations import append
from palat.kernel.language.dictionary import Dictionary
from palat.kernel.language.lexemes import Entry, entry
from palat.kernel.language.models import Document, Mark, Synonym, Word
from palat.kernel.language.terms import dictionary
from palat.kernel.organisation.kept import forget

# Counts go down by what a document had before, and up by what it has now.
TAKE_AWAY = """
UPDATE language_word SET documents = documents - gone.n
FROM (SELECT word, count(*) n FROM language_document, unnest(tsvector_to_array(words)) word
      WHERE id = ANY(%s) GROUP BY word) gone
WHERE language_word.word = gone.word
"""
PUT_DOCUMENTS = """
INSERT INTO language_document (id, words, received_at, version)
SELECT id, words::tsvector, at, %s FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS given(id, words, at)
ON CONFLICT (id) DO UPDATE SET words = excluded.words, received_at = excluded.received_at, version = excluded.version
"""
PUT_WORDS = """
INSERT INTO language_word (word, documents) SELECT * FROM unnest(%s::text[], %s::int[])
ON CONFLICT (word) DO UPDATE SET documents = language_word.documents + excluded.documents
"""
COPY = "COPY language_document (id, words, received_at, version) FROM STDIN"
COUNT = (
    "INSERT INTO language_word (word, documents) SELECT word, ndoc FROM ts_stat('SELECT words FROM language_document')"
)
OWNED = "SELECT pg_has_role(relowner, 'member') FROM pg_class WHERE relname = 'language_document'"
INDEX = "document_words"
ALONE = "SELECT pg_advisory_xact_lock(hashtext('language.index'))"


@dataclass(frozen=True)
class Given:
    """What a package gives to be found: its number, when it came, its texts without personal data, its signs.

    `texts` are for all who may open it, `inner` for officials of the Office only.
    """

    id: int
    received_at: datetime
    texts: tuple[str, ...]
    inner: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class UnableToKeep(Exception):
    """The synonyms cannot be kept so; the message says why."""


@transaction.atomic
def put(given: Sequence[Given], *, gone: Iterable[int] = ()) -> None:
    """Put documents into the index, in place of what it had of them; take out those that are gone."""
    reads = dictionary()
    made = [(one, _entry(one, reads)) for one in sorted(given, key=lambda one: one.id)]
    dropped = list(gone)
    counts = Counter(word for _one, written in made for word in written.words)
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        cursor.execute(TAKE_AWAY, [[*dropped, *(one.id for one, _written in made)]])
        if dropped:
            Document.objects.filter(pk__in=dropped).delete()
        if made:
            columns = zip(*((one.id, written.vector, one.received_at) for one, written in made), strict=True)
            cursor.execute(PUT_DOCUMENTS, [reads.version, *map(list, columns)])
            words = sorted(counts.items())
            cursor.execute(PUT_WORDS, [[word for word, _n in words], [n for _word, n in words]])


def drop_unused_words() -> None:
    """Forget the words that no document has any more: of what was destroyed, not even a single one stays."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALONE)
        Word.objects.filter(documents__lte=0).delete()


def drop() -> None:
    """Empty the index."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALONE)
        Document.objects.all().delete()
        Word.objects.all().delete()


@contextmanager
def in_bulk() -> Iterator[None]:
    """Fill an empty index by `copy`: its order is made, and its words are counted, at the end.

    Where this role does not own the table, the order stays while the index is filled, which takes longer.
    """
    with connection.cursor() as cursor:
        cursor.execute(OWNED)
        owned = bool(cursor.fetchone()[0])
        if owned:
            cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
        yield
        if owned:
            cursor.execute(f"CREATE INDEX {INDEX} ON language_document USING gin (words) WITH (fastupdate = off)")
            cursor.execute("ANALYZE language_document")
        with transaction.atomic():
            cursor.execute(ALONE)
            Word.objects.all().delete()
            cursor.execute(COUNT)
        if owned:
            cursor.execute("ANALYZE language_word")


def copy(given: Iterable[Given]) -> int:
    """Write documents into the emptied index. Returns how many.

    The dictionary is taken before: a connection that copies rows in can read no table, and would wait forever.
    """
    reads, count = dictionary(), 0
    with connection.cursor() as cursor, cursor.copy(COPY) as rows:
        for one in given:
            rows.write_row((one.id, _entry(one, reads).vector, one.received_at, reads.version))
            count += 1
    return count


def set_mark(name: str, *, cut: int, system: str, at: datetime) -> None:
    """Remember how far the index is."""
    values = {"cut": cut, "system": system, "version": dictionary().version, "at": at}
    Mark.objects.update_or_create(name=name, defaults=values)


@transaction.atomic
def save_synonym(*, number: int | None, words: str, at: datetime, by: str) -> Synonym:
    """Keep a group of words that stand for one another (`number`: in place of this group). Raises: UnableToKeep."""
    listed = list(dict.fromkeys(" ".join(one.split()) for one in words.split(",")))
    listed = [one for one in listed if dictionary().words(one)]
    if len(listed) < 2:
        raise UnableToKeep(_("ต้องมีอย่างน้อยสองคำ คั่นด้วยจุลภาค"))
    row = Synonym.objects.select_for_update().filter(pk=number).first() if number else None
    row = row or Synonym()
    row.words = ", ".join(listed)
    row.save()
    _record("synonym_kept", at, by, row.pk)
    return row


@transaction.atomic
def drop_synonym(*, number: int, at: datetime, by: str) -> None:
    """Let a group of words go; nothing where it is gone already."""
    if Synonym.objects.filter(pk=number).delete()[0]:
        _record("synonym_dropped", at, by, number)


def _record(kind: str, at: datetime, by: str, number: int) -> None:
    append(chain="language", kind=kind, at=at, actor=by, facts={"group": number})
    forget()
    transaction.on_commit(forget)


def _entry(one: Given, reads: Dictionary) -> Entry:
    return entry(one.texts, one.inner, one.signs, reads)
