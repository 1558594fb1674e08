"""Letters that follow agencies up with the list of their overdue cases (หนังสือติดตาม), as they stand this morning.

They are about many petitions each, so they are true acts on what the petitions part has written.
"""

from datetime import timedelta

from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.operations.by_letter import draft_reminders
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.letters.operations import sending, signing
from palat.kernel.matters.queries.tracks import chased_tracks

AGENCIES = 9
LEAST, MOST = 2, 12  # overdue cases in one letter


def fill(office: Office) -> None:
    """Let the agencies that are late be followed up: some letters wait, some are signed, some went out."""
    at = office.now - timedelta(minutes=40)
    letters: list[int] = []
    for agency_id, track_ids in chased_tracks(type=REFERRAL, before=at, least=LEAST)[:AGENCIES]:
        letters += draft_reminders(agency_id=agency_id, track_ids=track_ids[:MOST], at=at)
    for place, letter_id in enumerate(letters):
        _go_on(office, letter_id, place % 4)
    office.filled["reminders"] = len(letters)


def _go_on(office: Office, letter_id: int, how: int) -> None:
    """Let a letter wait for its signature, be returned, signed, or sent out."""
    director, at = office.people["director-psc"], office.now - timedelta(minutes=20)
    if how == 1:
        words = "ขอให้เรียงบัญชีตามจำนวนวันที่เกินกำหนด"
        signing.give_back(letter_id=letter_id, by=director, at=at, words=words)
    if how in {2, 3}:
        signing.sign(letter_id=letter_id, by=director, at=at)
        sending.finish(letter_id=letter_id, at=at)
    if how == 3:
        clerk = office.people["clerk-1"]
        sending.dispatch(letter_id=letter_id, by=clerk, at=office.now - timedelta(minutes=5), way="system")
