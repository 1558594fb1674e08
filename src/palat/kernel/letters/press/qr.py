"""QR codes as drawings."""

import qrcode


def qr_svg(url: str) -> bytes:
    """Draw an address as a QR code, of which 15 % may be lost; the paper around it is its quiet zone.

    The mask is a fixed one: choosing the best takes longer than setting the letter, and an address with a
    random code in it reads well under any.
    """
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=4)
    code.add_data(url)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}" '
        f'shape-rendering="crispEdges"><path d="{dark}"/></svg>'
    ).encode()
