"""Pages of documentation made from what the program declares."""

from palat.settings import DECLARED, ROOT


def settings_page() -> str:
    """Return docs/operations/settings.md."""
    lines = [
        "# Settings",
        "",
        "Made by `palat docs settings` from `src/palat/settings.py`; a test says when this page is out of date.",
        "Every setting is an environment variable. A secret has a trial value on one machine only: with",
        "`PALAT_DEBUG=0` a missing secret stops the start with its name.",
        "",
        "| Variable | Default | Secret | What it does |",
        "|---|---|---|---|",
    ]
    for one in DECLARED.values():
        default = "" if one.secret or one.default is None else f"`{_plain(one.default)}`"
        lines.append(f"| `{one.name}` | {default} | {'yes' if one.secret else ''} | {one.help} |")
    return "\n".join(lines) + "\n"


def _plain(default: str) -> str:
    """Return a default as every installation has it, without the place of this checkout."""
    return default.replace(f"{ROOT}/", "")
