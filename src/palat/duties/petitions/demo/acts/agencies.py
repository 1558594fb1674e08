"""Agencies, lived: what is referred, returned, asked, reported, chased."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from palat.duties.petitions.demo import answers
from palat.duties.petitions.demo.acts.corresponding import Corresponding
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.operations.referrals import open_referral
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries.petition import leaves_concealed
from palat.kernel.letters.operations.lived import LivedLetter
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import Track
from palat.kernel.matters.operations.lived import Life
from palat.kernel.matters.operations.onetime import used_link

SARABAN = "saraban@example.org"


def answering_for(office: Office, life: Life, track: Track, at: datetime) -> Actor:
    """Return who answers for the agency of a track: its liaison, or someone by a single-use link."""
    liaison = office.answers_for(track.agency_id or 0)
    if liaison is not None:
        return liaison
    link = used_link(track_id=track.pk, sent_to=SARABAN, at=life.at, used_at=at)
    life.add(link)
    return Actor("link", matter_id=life.matter.pk, track_id=track.pk, link_id=link.pk)


class Agencies(Corresponding):
    """Acts on the tracks of a petition, on both sides."""

    def approve_concealed_copy(self) -> None:
        text = answers.concealed(self.told)
        body = {"subject": self.matter.subject, "text": text, "reasons": {}}
        self.act(self.desk.officer, "prepare_concealed_copy", facts={"kinds": []}, body=body)
        self.act(self.desk.head, "approve_concealed_copy", body={"text": text}, copy_prepared=True)
        self.petition.concealed_text, self.petition.concealed_at = text, self.at

    @property
    def by_letter(self) -> bool:
        """Whether it goes to agencies by signed letter only: an accusation."""
        return bool(self.matter.kind == "accusation")

    def prepare_copy(self) -> None:
        """Have the concealed copy approved where only that may leave."""
        if leaves_concealed(self.petition, self.matter.kind) and self.petition.concealed_at is None:
            self.approve_concealed_copy()

    def refer(self, agency_ids: Sequence[int]) -> list[Track]:
        self.prepare_copy()
        self.act(
            self.desk.officer,
            "refer",
            facts={"agencies": list(agency_ids), "by_letter": self.by_letter},
            **self._guards(by_letter=self.by_letter),
        )
        return [open_referral(self.life, agency_id) for agency_id in agency_ids]

    def sent_by(self, letter: LivedLetter, *, instead_of: Track | None = None) -> Track:
        """Send it by the letter that was signed."""
        agency_id = letter.letter.agency_id or 0
        self.act(
            SYSTEM,
            "reroute_signed" if instead_of else "refer_signed",
            track=instead_of,
            facts={"agencies": [agency_id], "by_letter": True, "letter": letter.letter.pk},
            **self._guards(by_letter=True),
        )
        return open_referral(self.life, agency_id, instead_of.label if instead_of else "")

    def _guards(self, *, by_letter: bool) -> dict[str, bool]:
        ready = not leaves_concealed(self.petition, self.matter.kind) or self.petition.concealed_at is not None
        return {"concealed_copy_ready": ready, "by_letter": by_letter}

    def agency(self, track: Track) -> Actor:
        """Return who answers for the agency of a track."""
        return answering_for(self.office, self.life, track, self.at)

    def on_track(self, by: Actor, move: str, track: Track, words: str = "", **facts: Any) -> None:
        """Make a move on a track."""
        self.act(by, move, track=track, facts=facts or None, body={"words": words} if words else None)

    def agency_return(self, track: Track) -> None:
        self.on_track(self.agency(track), "agency_return", track, answers.not_ours(self.told))

    def agency_ask(self, track: Track) -> None:
        self.on_track(self.agency(track), "agency_ask", track, answers.agency_question(self.told))

    def reply_agency(self, track: Track) -> None:
        self.act(
            self.desk.officer,
            "reply_agency",
            track=track,
            body={"words": answers.agency_reply(self.told)},
            **self._guards(by_letter=True),
        )

    def agency_progress(self, track: Track) -> None:
        track.chased = 0
        self.on_track(self.agency(track), "agency_progress", track, answers.progress(self.told))

    def agency_report(self, track: Track) -> str:
        words, result = answers.report(self.told)
        by = self.agency(track)
        track.answer, track.result = words, result
        self.on_track(by, "agency_report", track, words, result=result, files=0)
        return result

    def send_back(self, track: Track) -> None:
        reason = self.rng.choice(["off_point", "no_evidence", "only_in_progress"])
        self.on_track(self.desk.officer, "send_back", track, answers.send_back(reason), reason=reason)

    def reroute(self, track: Track, agency_id: int) -> Track:
        self.act(
            self.desk.officer,
            "reroute",
            track=track,
            facts={"agencies": [agency_id]},
            **self._guards(by_letter=False),
        )
        return open_referral(self.life, agency_id, track.label)

    def chase(self, track: Track, by: Actor) -> None:
        track.chased += 1
        self.on_track(by, "chase", track, time=track.chased)
        self.life.stop_clocks(track, ("chase",))
        self.life.start_clock("chase", f"referral.reminder_{min(track.chased + 1, 3)}", track)

    def agencies(self) -> list[int]:
        """Return the agencies to which it goes: one of the story's choices, by its weight."""
        options, weights = [], []
        for written in (self.only_agencies or self.told.story.agencies).split():
            option, _star, weight = written.partition("*")
            options.append(option)
            weights.append(int(weight or 1))
        return self.office.competent(self.rng.choices(options, weights)[0], self.matter.area_id)

    def free_agency(self) -> int | None:
        """Return an agency that does not have the case yet, if one draw finds it."""
        busy = {track.agency_id for track in self.tracks(REFERRAL)}
        return next((one for one in self.agencies() if one not in busy), None)
