"""The answer, lived: what is concluded, told, closed, objected to, rated."""

from palat.duties.petitions.demo import answers
from palat.duties.petitions.demo.acts.screening import Screening


class Ending(Screening):
    """Acts that end a petition, or open it again."""

    def conclude(self, closing: str) -> None:
        self.matter.closing = closing
        self.act(self.desk.officer, "conclude", facts={"closing": closing})

    def write_answer(self) -> None:
        answer = answers.answer(self.told, self.matter.closing, self.at)
        self.act(self.desk.officer, "write_answer", body=dict(answer))
        self.petition.answer_found, self.petition.answer_next = answer["found"], answer["happens"]
        self.petition.answer_can_do, self.petition.answer_reasons = answer["can_do"], answer["reasons"]

    def notify(self) -> None:
        body = {
            "to_petitioner": self.petition.answer_found,
            "next": self.petition.answer_next,
            "can_do": self.petition.answer_can_do,
            "reasons": self.petition.answer_reasons,
        }
        self.act(self.desk.officer, "notify", body=body, answer_written=True)
        self.petition.told_at = self.at

    def close(self) -> None:
        told = self.petition.told_at is not None
        self.act(self.desk.head, "close", facts={"closing": self.matter.closing}, told=told)

    def object(self) -> None:
        body = {"from_petitioner": answers.new_facts(self.told)}
        self.act(self.petitioner(), "object", body=body, new_facts=True)

    def accept_review(self) -> None:
        self.matter.closing = ""
        by = self.supervisor()
        self.act(by, "accept_review")
        self.petition.told_at = None
        if not self.matter.officer_id:
            self.assign(self.desk.officer, self.desk.unit, by, "จ่ายเรื่องที่รับทบทวน")

    def decline_review(self) -> None:
        self.act(self.supervisor(), "decline_review", body={"to_petitioner": answers.kept(self.told)})

    def rate(self) -> None:
        stars = self.rng.choices((5, 4, 3, 2, 1), (40, 28, 16, 8, 8))[0]
        words = answers.rating(stars) if self.rng.random() < 0.3 else ""
        self.act(
            self.petitioner(),
            "rate",
            facts={"stars": stars, "way": "link"},
            body={"from_petitioner": words} if words else None,
        )
        self.petition.stars, self.petition.stars_words, self.petition.stars_way = stars, words, "link"
