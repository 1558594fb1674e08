"""The first words of the next page, which stand at the end of a page."""

from collections.abc import Sequence

ENOUGH, AT_MOST = 12, 3  # letters, words


def catchwords(lines: Sequence[str], paragraphs: Sequence[str]) -> list[str]:
    """Return the words that each page ends with: those that begin the next page's running text.

    A page that begins with anything else (a table, a signature) is announced by nothing: an empty text.
    """
    return [_catchword(line, paragraphs) for line in lines]


def _catchword(line: str, paragraphs: Sequence[str]) -> str:
    sought = "".join(line.split())
    if len(sought) < ENOUGH:
        return ""
    for paragraph in paragraphs:
        places = [n for n, sign in enumerate(paragraph) if not sign.isspace()]
        at = "".join(paragraph.split()).find(sought)
        if at >= 0:
            return _first_words(paragraph[places[at] :])
    return ""


def _first_words(text: str) -> str:
    """Return the first words of a text, enough to find the place again."""
    from pythainlp.tokenize import word_tokenize  # loads a dictionary: only letters of several pages need it

    taken: list[str] = []
    for word in word_tokenize(text[:80], engine="newmm")[:-1]:
        if len([one for one in taken if one.strip()]) == AT_MOST or len("".join(taken)) >= ENOUGH:
            break
        taken.append(word)
    return "".join(taken).strip()
