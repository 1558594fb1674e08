"""QR codes as drawings."""

import re

import qrcode
from qrcode.util import MODE_8BIT_BYTE, QRData

RUN = re.compile("1+")


def qr_svg(address: str) -> bytes:
    """Draw an address as a QR code, of which 15 % may be lost; the paper around it is its quiet zone."""
    side, squares = squares_of(address.encode())
    bits = f"{squares:0{side * side}b}"
    dark = "".join(f"M0 {y}{_row(bits[y * side : (y + 1) * side])}" for y in range(side))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path d="{dark}"/></svg>'
    ).encode()


def _row(bits: str) -> str:
    """Draw each run of dark squares of a row, from where the one before it began: less to read than one for each."""
    drawn, before = [], 0
    for found in RUN.finditer(bits):
        first, past = found.span()
        drawn.append(f"m{first - before} 0h{past - first}v1h{first - past}z")
        before = first
    return "".join(drawn)


class Alike:
    """The QR codes of all addresses of one length.

    The code is linear: a bit of the address turns over the same squares whatever the other bits are, its own and those
    of the correction. So the first address is drawn, then each bit in which another differs, once; letters of one
    office differ in some seventy bits.
    """

    def __init__(self, address: bytes) -> None:
        self.length, self.first = len(address), int.from_bytes(address)
        self.side, self.squares = _drawn(address)
        self.turned: dict[int, int] = {}

    def of(self, address: bytes) -> int:
        """Return the squares of an address of this length, row by row, the dark ones 1."""
        squares, differing = self.squares, self.first ^ int.from_bytes(address)
        while differing:
            bit = differing & -differing
            if bit not in self.turned:
                self.turned[bit] = self.squares ^ _drawn((self.first ^ bit).to_bytes(self.length))[1]
            squares ^= self.turned[bit]
            differing ^= bit
        return squares


ALIKE: dict[int, Alike] = {}


def squares_of(address: bytes) -> tuple[int, int]:
    """Return how many squares a side has, and the squares."""
    alike = ALIKE.get(len(address)) or ALIKE.setdefault(len(address), Alike(address))
    return alike.side, alike.of(address)


def _drawn(address: bytes) -> tuple[int, int]:
    """Draw a code square by square.

    The mask is a fixed one: choosing the best takes longer than setting the letter, and an address with a random code
    in it reads well under any.
    """
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=4)
    code.add_data(QRData(address, mode=MODE_8BIT_BYTE))
    rows = code.get_matrix()
    return len(rows), int("".join("1" if dark else "0" for row in rows for dark in row), 2)
