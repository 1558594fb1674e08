"""Thai dictionary order as a stored key: core PostgreSQL has no Thai collation."""

LEADING = "เแโใไ"
# Tone marks, the short mark and the silencer count only between words otherwise alike.
LIGHT = "็่้๊๋์ํ๎"
BARE = "0"  # stands for a letter without a light mark, before every light mark


def thai_sort_key(text: str) -> str:
    """Return a key whose code points order as a Thai dictionary does.

    A leading vowel is placed behind its consonant. Light marks follow the whole word, each in the
    place of its letter, so that the first difference from the left decides: กกก before กก้ก before ก้กก.
    The key is at most twice the text and one; compare it by code points (`COLLATE "C"`).
    """
    heavy: list[str] = []
    light: list[str] = []
    held = ""
    for char in text.casefold():
        if char in LIGHT and light:
            light[-1] = char if light[-1] == BARE else light[-1] + char
            continue
        light.append(BARE)
        if char in LEADING and not held:
            held = char
        else:
            heavy.append(char + held)
            held = ""
    return "".join(heavy) + held + "\x01" + "".join(light).rstrip(BARE)
