"""Words of the index that someone may have meant: by one or two changes of a letter. Plain functions."""

from collections.abc import Iterable, Mapping

MOST_LETTERS = 30  # a longer word is not guessed at
TWO_CHANGES_FROM = 5  # a shorter word is forgiven one change


def changes_allowed(word: str) -> int:
    """Return how many changes are forgiven in a word of this length."""
    return 2 if len(word) >= TWO_CHANGES_FROM else 1


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are added, lost, changed or swapped with a neighbour; `most` + 1 for more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        past, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if past and i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, past[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def stretches(word: str) -> list[str]:
    """Return parts of a word of which at least one is whole in whatever the changes allowed make of it."""
    parts = changes_allowed(word) + 1
    size = max(1, len(word) // parts)
    cut = [word[start : start + size] for start in range(0, size * parts, size)]
    return [one for one in cut if one]


def nearest(word: str, candidates: Mapping[str, int] | Iterable[tuple[str, int]]) -> str | None:
    """Return the candidate (with its number of documents) nearest to a word; of equally near ones the most frequent."""
    most = changes_allowed(word)
    rows = candidates.items() if isinstance(candidates, Mapping) else candidates
    near = [(apart, -count, one) for one, count in rows if 0 < (apart := distance(word, one, most)) <= most]
    return min(near)[2] if near else None
