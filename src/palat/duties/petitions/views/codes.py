"""Addresses as pictures that a phone reads."""

import io

import qrcode
from qrcode.image.svg import SvgPathFillImage


def qr_svg(address: str) -> bytes:
    """Return the QR code of an address as an SVG picture without script or style."""
    out = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathFillImage, box_size=12, border=3).save(out)
    return out.getvalue()
