"""QR codes as drawings."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import qrcode


def _runs(row: Sequence[bool | None]) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark squares begins and ends: one drawing for a run takes less than one for each."""
    x = 0
    for dark, some in groupby(row):
        count = len(list(some))
        if dark:
            yield x, x + count
        x += count


def qr_svg(url: str) -> bytes:
    """Draw an address as a QR code, of which 15 % may be lost; the paper around it is its quiet zone.

    The mask is a fixed one: choosing the best takes longer than setting the letter, and an address with a
    random code in it reads well under any.
    """
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=4)
    code.add_data(url)
    rows = code.get_matrix()
    dark = "".join(
        f"M{first} {y}h{past - first}v1H{first}z" for y, row in enumerate(rows) for first, past in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}" '
        f'shape-rendering="crispEdges"><path d="{dark}"/></svg>'
    ).encode()
