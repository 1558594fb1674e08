"""Files, good and bad, made by the tests themselves."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from PIL import Image

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 300 + b"This program cannot be run in DOS mode"
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 200
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TYPES = "application/vnd.openxmlformats-officedocument."
DOCX_TYPES = f'<Types><Override ContentType="{TYPES}wordprocessingml.document.main+xml"/></Types>'.encode()
XLSX_TYPES = f'<Types><Override ContentType="{TYPES}spreadsheetml.sheet.main+xml"/></Types>'.encode()
GPS_TAG, ORIENTATION_TAG, MAKER_TAG = 0x8825, 0x0112, 0x010F


def pdf(*, password: str = "") -> bytes:
    """A PDF of one page, the same bytes each time; one with a password differs, as its keys are drawn anew."""
    document = pikepdf.new()
    document.add_blank_page()
    out = io.BytesIO()
    if password:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    else:
        document.save(out, deterministic_id=True)
    return out.getvalue()


def armed_pdf() -> bytes:
    """A PDF with a script on opening, a launch action behind a link, and a file inside."""
    document = pikepdf.new()
    page = document.add_blank_page()
    script = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    document.Root.OpenAction = script
    document.Root.AA = pikepdf.Dictionary(WC=script)
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    web = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
    page.Annots = pikepdf.Array(
        [
            document.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
            )
            for action in (launch, web)
        ]
    )
    document.attachments["hidden.exe"] = PROGRAM
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), *, place: bool = False) -> bytes:
    """A picture, with place, maker and orientation in its metadata if asked."""
    image = Image.effect_noise(size, 60).convert("RGB")
    exif = Image.Exif()
    if place:
        exif[MAKER_TAG] = "SecretMaker"
        exif[ORIENTATION_TAG] = 6
        exif[GPS_TAG] = {1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)}
    out = io.BytesIO()
    extra = {"comment": b"secret comment"} if form == "JPEG" and place else {}
    image.save(out, form, exif=exif, **extra)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A tiny PNG that says it is huge."""

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0" * 100)) + part(b"IEND", b"")


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(**extra: bytes) -> bytes:
    """A Word document, with more members by name."""
    return archive({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": "<w>สวัสดี</w>".encode(), **extra})


def xlsx() -> bytes:
    """An Excel table."""
    return archive({"[Content_Types].xml": XLSX_TYPES, "xl/workbook.xml": b"<workbook/>"})


def pptx() -> bytes:
    """PowerPoint slides."""
    types = f'<Types><Override ContentType="{TYPES}presentationml.presentation.main+xml"/></Types>'.encode()
    return archive({"[Content_Types].xml": types, "ppt/presentation.xml": b"<presentation/>"})


def odt() -> bytes:
    """An OpenDocument text."""
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})


def locked_archive() -> bytes:
    """A zip whose member is marked as locked with a password."""
    content = bytearray(archive({"a.txt": b"secret"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def box(name: bytes, content: bytes) -> bytes:
    """One box of an MP4."""
    return (8 + len(content)).to_bytes(4) + name + content


def video(*, place: bool = False) -> bytes:
    """The frame of an MP4, with a place as telephones write it."""
    inside = box(b"mvhd", b"\0" * 100)
    if place:
        inside += box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+13.7563+100.5018/"))
        inside += box(b"meta", box(b"ilst", b"data+13.756300+100.501800+012.345/"))
    return box(b"ftyp", b"isom\0\0\2\0isommp42") + box(b"moov", inside) + box(b"mdat", b"\x11" * 500)
