"""The exchange as a way of letters: offered where the agency is connected."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.egif.operations.sending import carry
from palat.kernel.egif.queries.messages import last_of_letter
from palat.kernel.egif.queries.peers import peer_for
from palat.kernel.egif.showing import state_words
from palat.kernel.letters.carriers import carries
from palat.kernel.letters.models import Letter
from palat.kernel.pages.shapes import Fact


@carries("exchange")
class Exchange:
    """Letters by TH e-GIF messages."""

    def reaches(self, letter: Letter) -> bool:
        return peer_for(letter) is not None

    def carry(self, letter: Letter, *, files: Sequence[tuple[int, str]], at: datetime) -> None:
        carry(letter, files=files, at=at)

    def page(self, letter: Letter) -> str:
        return reverse("exchange_send", args=[letter.pk])

    def facts(self, letter: Letter) -> Sequence[Fact]:
        found = last_of_letter(letter.pk)
        if found is None:
            return ()
        url = reverse("exchange_message", args=[found.pk])
        return (Fact(_("ระบบแลกเปลี่ยนหนังสือ"), state_words(found), url=url),)
