"""PDF: what runs by itself or hides another file is taken out; what can be read stays."""

from pathlib import Path
from typing import Any

import pikepdf

from palat.kernel.files.procedure import UnableToAccept

MOST_OBJECTS = 500_000
DEEPEST = 50
TAIL_BYTES = 65_557

# Actions that run, open, fetch or send; going to a page and opening a web address are left.
_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
    "/Movie",
    "/Sound",
}
_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
_OF_CATALOGUE = (
    ("/Names", "/JavaScript"),
    ("/Names", "/EmbeddedFiles"),
    ("/AcroForm", "/XFA"),
    ("/AA",),
    ("/AF",),
    ("/Collection",),
)


def neutralise(path: Path, into: Path) -> tuple[bool, bool]:
    """Write a PDF without its actions and embedded files to `into`, if it has any.

    Returns whether it was written, and whether the PDF is locked with a password; a locked one is
    left as it is. A digital signature does not survive the rewriting, so a PDF without anything
    to take out is not rewritten. Raises: UnableToAccept when it is no whole PDF.
    """
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if len(pdf.pages) == 0:
                raise UnableToAccept("damaged")
            changed = _cleaned(pdf) | _begins_late_or_ends_early(path)
            if changed:
                pdf.save(into)
            return changed, False
    except pikepdf.PasswordError:
        return False, True
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        raise UnableToAccept("damaged") from error


def _begins_late_or_ends_early(path: Path) -> bool:
    """Say whether something stands before the header or, an archive, after the end."""
    with path.open("rb") as file:
        late = file.read(5) != b"%PDF-"
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return late or b"PK\x05\x06" in file.read()


def _cleaned(pdf: pikepdf.Pdf) -> bool:
    if len(pdf.objects) > MOST_OBJECTS:
        raise UnableToAccept("bomb")
    changed = _catalogue_cleaned(pdf.Root)
    for page in pdf.pages:
        changed |= _annotations_removed(page.obj)
    for thing in pdf.objects:
        changed |= _disarmed(thing, 0)
    return changed


def _catalogue_cleaned(root: Any) -> bool:
    changed = False
    for *way, last in _OF_CATALOGUE:
        holder = root
        for step in way:
            holder = holder.get(step, pikepdf.Dictionary())
        if isinstance(holder, pikepdf.Dictionary) and last in holder:
            del holder[last]
            changed = True
    action = root.get("/OpenAction")
    if isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) != "/GoTo":
        del root["/OpenAction"]
        changed = True
    return changed


def _annotations_removed(page: Any) -> bool:
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return False
    kept = [one for one in annotations if not _is_dangerous_annotation(one)]
    if len(kept) == len(annotations):
        return False
    page["/Annots"] = pikepdf.Array(kept)
    return True


def _is_dangerous_annotation(annotation: Any) -> bool:
    return isinstance(annotation, pikepdf.Dictionary) and str(annotation.get("/Subtype")) in _ANNOTATIONS


def _disarmed(thing: Any, depth: int) -> bool:
    """Take actions out of an object and what lies directly in it; other objects come by themselves."""
    if depth > DEEPEST:
        raise UnableToAccept("damaged")
    if isinstance(thing, pikepdf.Array):
        nested = [one for one in thing if _nests(one)]
    else:
        holder = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        if not isinstance(holder, pikepdf.Dictionary):
            return False
        if _is_dangerous_action(holder):
            for key in list(holder.keys()):
                del holder[key]
            return True
        nested = [value for value in (holder[key] for key in list(holder.keys())) if _nests(value)]
    changed = False
    if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing and ("/F" in thing or "/UF" in thing):
        del thing["/EF"]
        changed = True
    for one in nested:
        changed |= _disarmed(one, depth + 1)
    return changed


def _is_dangerous_action(holder: Any) -> bool:
    kind = str(holder.get("/S"))
    if kind == "/URI":
        return str(holder.get("/URI")).strip().lower().startswith(("javascript:", "file:", "data:"))
    return kind in _ACTIONS


def _nests(value: Any) -> bool:
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect
