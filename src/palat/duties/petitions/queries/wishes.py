"""How the petitioner of a matter is told, as the tracking page shows it: no address, only by which way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from palat.kernel.notices.channels.ready import is_ready
from palat.kernel.notices.procedure import CHANNELS, LANGUAGES, NONE, TO_CITIZENS
from palat.kernel.notices.queries.outbox import last_about
from palat.kernel.notices.queries.wishes import Way, way_to, ways_open


@dataclass(frozen=True)
class Told:
    """How someone is told now, what else can be chosen, and whether the last notice arrived."""

    channel: str
    language: str
    channels: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    given: frozenset[str]
    trouble: bool

    @property
    def words(self) -> str:
        """The way in words."""
        if self.channel in {"", NONE}:
            return _("ไม่แจ้ง คุณเปิดดูเองด้วยรหัสเรื่อง")
        way, language = _(CHANNELS[self.channel].label), _(LANGUAGES[self.language])
        return _("แจ้งทาง%(way)s เป็นภาษา%(language)s") % {"way": way, "language": language}


def told(person_id: int | None, matter_id: int) -> Told:
    """Return how the petitioner of a matter is told."""
    way = way_to(person_id) if person_id else Way("", "th")
    given = frozenset(ways_open(person_id)) if person_id else frozenset()
    offered = [code for code in TO_CITIZENS if is_ready(code) and (code != "line" or "line" in given)]
    last = last_about(f"matter:{matter_id}")
    return Told(
        channel=way.channel,
        language=way.language,
        channels=(*((code, _(CHANNELS[code].label)) for code in offered), (NONE, _("ไม่ต้องแจ้ง ดูเองด้วยรหัสเรื่อง"))),
        languages=tuple((code, _(label)) for code, label in LANGUAGES.items()),
        given=given,
        trouble=bool(last and last.state in {"bounced", "failed"}),
    )
