"""QR codes as drawings."""

import re
from collections.abc import Iterator, Sequence

import qrcode

RUN = re.compile("1+")


def _runs(row: Sequence[bool | None]) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark squares begins and ends: one drawing for a run takes less than one for each."""
    return (found.span() for found in RUN.finditer("".join("1" if dark else "0" for dark in row)))


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
