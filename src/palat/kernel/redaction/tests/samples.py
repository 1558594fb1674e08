"""Files with something hidden in them, made by the tests themselves."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl
import pikepdf
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from pikepdf import Array, Dictionary, Name
from PIL import Image

from palat.kernel.letters.layout import render_sheet

SECRET = "Somsri Testperson"
BLACK_BOX, WHITE = "0 0 0 rg {} re f", "1 1 1 rg"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{part}" ContentType="{type}"/></Types>'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SLIDE = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def line(text: str, *, x: int = 72, y: int = 700, size: int = 14, more: str = "") -> str:
    """One line of Latin text of a content stream."""
    return f"q BT {more} /F1 {size} Tf {x} {y} Td ({text}) Tj ET Q"


def saved(pdf: pikepdf.Pdf, **more: Any) -> bytes:
    """Return a PDF as bytes."""
    out = io.BytesIO()
    pdf.save(out, **more)
    return out.getvalue()


def pdf_of(*pages: str) -> pikepdf.Pdf:
    """A PDF whose pages have these content streams, with Helvetica as F1."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for content in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(content.encode("latin-1"))
    return pdf


def plain_pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines."""
    return saved(pdf_of("\n".join(line(text, y=700 - 40 * place) for place, text in enumerate(lines))))


def thai_pdf(*paragraphs: str) -> bytes:
    """A PDF of Thai paragraphs as the house sets them."""
    main = """#import "common.typ": *
#let data = json("parts.json")
#set document(title: "x", author: "x", date: datetime(year: 2026, month: 6, day: 8))
#set page(paper: "a4", margin: 25mm)
#show: setting
#set par(justify: false)
#for one in data.paragraphs { par(one) }"""
    return render_sheet(main, {"paragraphs": list(paragraphs)}, date(2026, 6, 8))


def pdf_with_everything() -> bytes:
    """A PDF with each hidden thing that a PDF may have besides its pages."""
    pdf = pdf_of(line("Visible words"), line("Second page"))
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_metadata() as meta:
        meta["dc:title"] = f"Letter of {SECRET}"
    pdf.attachments["salaries.csv"] = b"name,salary"
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    page = pdf.pages[0]
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], Contents=f"ask {SECRET}")
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T="owner",
        V=SECRET,
        Rect=[72, 500, 300, 520],
        DA="/F1 12 Tf 0 g",
    )
    page.Annots = Array([pdf.make_indirect(note), pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([page.Annots[1]]), DR=Dictionary(Font=page.Resources.Font), NeedAppearances=True
    )
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="draft remarks"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page.Resources.Properties = Dictionary(MC0=layer)
    hidden = line(f"{SECRET} is ill", y=300)
    page.Contents = pdf.make_stream(f"{line('Visible words')} /OC /MC0 BDC {hidden} EMC".encode())
    return saved(_with_picture(pdf, jpeg_with_place()))


def _with_picture(pdf: pikepdf.Pdf, jpeg: bytes) -> pikepdf.Pdf:
    picture = pikepdf.Stream(
        pdf,
        jpeg,
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Filter": Name.DCTDecode,
            "/Width": 60,
            "/Height": 40,
            "/ColorSpace": Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Alt": f"portrait of {SECRET}",
        },
    )
    page = pdf.pages[1]
    page.Resources.XObject = Dictionary(Im0=pdf.make_indirect(picture))
    page.Contents = pdf.make_stream(f"{line('Second page')} q 60 0 0 40 72 400 cm /Im0 Do Q".encode())
    return pdf


def saved_by_addition(pdf: bytes) -> bytes:
    """A PDF to which another state was added, as programs do that save quickly."""
    table = pdf[pdf.rindex(b"startxref") :].split()[1]
    root = pdf[pdf.rindex(b"/Root") :].split()[1]
    added = b"77 0 obj\n<< /Note (later) >>\nendobj\n"
    cross = b"xref\n77 1\n%010d 00000 n \ntrailer\n<< /Size 78 /Root %s 0 R /Prev %s >>\n" % (len(pdf), root, table)
    return pdf + added + cross + b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + len(added))


def jpeg_with_place() -> bytes:
    """A JPEG with place, maker, a small picture's mark, XMP, a comment, and words after its end."""
    image = Image.effect_noise((60, 40), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "SecretMaker"
    exif[0x8825] = {1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=SECRET.encode(), xmp=f"<x>{SECRET}</x>".encode())
    return out.getvalue()


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """An Office document of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return out.getvalue()


def office(part: str, kind: str, parts: Mapping[str, str | bytes]) -> bytes:
    """An Office document with its table of types."""
    return archive({"[Content_Types].xml": TYPES.format(part=part, type=kind), **parts})


def workbook() -> bytes:
    """A workbook that hides in every way that openpyxl can write."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "สรุป"
    for row in range(1, 6):
        sheet.append([f"row {row}", f"pay {row}", f"seen {row}"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["C5"].number_format = ";;;"
    sheet["A1"].comment = Comment(f"ask {SECRET}", "นักวิเคราะห์")
    book.create_sheet("รายชื่อ").append([SECRET])
    book["รายชื่อ"].sheet_state = "hidden"
    book.create_sheet("ลึก").append(["deeper"])
    book["ลึก"].sheet_state = "veryHidden"
    book.defined_names["salaries"] = DefinedName("salaries", attr_text="'รายชื่อ'!$A$1", hidden=True)
    book.properties.creator = SECRET
    out = io.BytesIO()
    book.save(out)
    return with_parts(
        out.getvalue(),
        {
            "xl/externalLinks/externalLink1.xml": "<externalLink><cell><v>remembered</v></cell></externalLink>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": RELATIONS.format(
                '<Relationship Id="rId1" Type="x/externalLinkPath" Target="file:///C:/people.xlsx" TargetMode="External"/>'
            ),
            "xl/pivotCache/pivotCacheRecords1.xml": f'<records><r><s v="{SECRET}"/></r></records>',
            "xl/threadedComments/threadedComment1.xml": '<c><threadedComment ref="B2"><text>thread</text></threadedComment></c>',
            "xl/vbaProject.bin": b"macro",
        },
    )


def with_parts(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """An archive with further parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return archive({**{name: whole.read(name) for name in whole.namelist()}, **parts})


def document() -> bytes:
    """A DOCX with a change that is tracked, hidden text, a comment, metadata, foreign XML."""
    change = f'<w:del w:author="A"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>'
    added = '<w:ins w:author="B"><w:r><w:t>added</w:t></w:r></w:ins>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown words</w:t></w:r>'
    return office(
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        {
            "word/document.xml": f"<w:document {WORD}><w:body><w:p>{change}{added}{hidden}{shown}</w:p></w:body></w:document>",
            "word/comments.xml": f'<w:comments {WORD}><w:comment w:author="A"><w:p><w:r><w:t>check</w:t></w:r></w:p></w:comment></w:comments>',
            "docProps/core.xml": f"<c><creator>{SECRET}</creator></c>",
            "customXml/item1.xml": "<data>foreign</data>",
            "word/embeddings/book.xlsx": b"PK",
        },
    )


def slides() -> bytes:
    """A PPTX with notes on its first slide, and a hidden second one."""
    listed = '<p:sldIdLst><p:sldId r:id="a"/><p:sldId r:id="b"/></p:sldIdLst>'
    words = "<p:sp><p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>"
    number = '<p:sp><p:nvSpPr><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr><a:t>1</a:t></p:sp>'
    return office(
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        {
            "ppt/presentation.xml": f"<p:presentation {SLIDE}>{listed}</p:presentation>",
            "ppt/_rels/presentation.xml.rels": RELATIONS.format(
                '<Relationship Id="a" Type="x/slide" Target="slides/slide1.xml"/>'
                '<Relationship Id="b" Type="x/slide" Target="slides/slide2.xml"/>'
            ),
            "ppt/slides/slide1.xml": f"<p:sld {SLIDE}>{words.format('first')}</p:sld>",
            "ppt/slides/slide2.xml": f'<p:sld {SLIDE} show="0">{words.format("second")}</p:sld>',
            "ppt/slides/_rels/slide1.xml.rels": RELATIONS.format(
                '<Relationship Id="n" Type="x/notesSlide" Target="../notesSlides/notesSlide1.xml"/>'
            ),
            "ppt/notesSlides/notesSlide1.xml": f"<p:notes {SLIDE}>{number}{words.format(f'do not name {SECRET}')}</p:notes>",
        },
    )


def sorts(findings: Sequence[Any]) -> set[str]:
    """Return the sorts of findings."""
    return {one.sort for one in findings}
