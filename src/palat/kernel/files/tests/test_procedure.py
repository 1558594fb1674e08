import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.files.procedure import KINDS, NAME_LIMIT, NAMELESS, REFUSALS, UnableToAccept, clean_name


@pytest.mark.parametrize(
    ("given_name", "kind", "clean"),
    [
        ("คำร้อง ขอความเป็นธรรม.pdf", "pdf", "คำร้อง ขอความเป็นธรรม.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Users\\me\\รูป.JPG", "jpeg", "รูป.jpg"),
        ("invoice\u202efdp.exe", "pdf", "invoicefdp.pdf"),
        ("a\x00b\n.pdf", "pdf", "ab.pdf"),
        ("แผนที่ ซ.5", "pdf", "แผนที่ ซ.5.pdf"),
        ("a.pdf.exe", "pdf", "a.pdf"),
        ("photo.pdf", "jpeg", "photo.jpg"),
        ('a<b>:"c|?*.pdf', "pdf", "a_b___c___.pdf"),
        ("", "png", f"{NAMELESS}.png"),
        ("\u202e.", "pdf", f"{NAMELESS}.pdf"),
        ("....", "pdf", f"{NAMELESS}.pdf"),
        ("ก" * 500 + ".pdf", "pdf", "ก" * NAME_LIMIT + ".pdf"),
    ],
)
def test_name_is_cleaned_and_ends_as_its_content_does(given_name: str, kind: str, clean: str) -> None:
    assert clean_name(given_name, KINDS[kind]) == clean


@given(st.text(max_size=300), st.sampled_from(sorted(KINDS)))
def test_clean_name_is_stable_safe_and_short(name: str, kind: str) -> None:
    clean = clean_name(name, KINDS[kind])
    assert clean_name(clean, KINDS[kind]) == clean
    assert clean.isprintable()
    assert not set(clean) & set('/\\<>:"|?*')
    assert len(clean) <= NAME_LIMIT + 5
    assert clean.rsplit(".", 1)[1] in KINDS[kind].extensions


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_speaks_with_and_without_its_figure(code: str) -> None:
    assert "%" not in str(UnableToAccept(code, limit=25))
