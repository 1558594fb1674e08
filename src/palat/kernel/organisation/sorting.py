"""Thai dictionary order as a stored key: core PostgreSQL has no Thai collation."""

LEADING = "เแโใไ"
# Tone marks and the silencer count only between words otherwise alike, so they go to the end.
LIGHT = "็่้๊๋์ํ๎"


def thai_sort_key(text: str) -> str:
    """Return a key whose code points order as a Thai dictionary does.

    A leading vowel is placed behind its consonant; tone marks are moved to the end.
    """
    heavy: list[str] = []
    light: list[str] = []
    held = ""
    for place, char in enumerate(text.casefold()):
        if char in LIGHT:
            light.append(f"{place:03d}{char}")
        elif char in LEADING and not held:
            held = char
        else:
            heavy.append(char + held)
            held = ""
    return "".join(heavy) + held + "\x01" + "".join(light)
