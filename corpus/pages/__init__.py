"""Pages: self-contained HTML files, which open from a disk and reach for nothing outside.

Every expression of a template is made visible and escaped before it is written, and the
content-security policy allows only the page's own style and script, by their hashes.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.display import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent


def render_page(
    template: Path, *, title: str, style: str = "", script: str = "", **values: object
) -> str:
    """Fill a template that extends `page.html.j2`.

    Args:
        template: the file; the templates beside it and those of this folder may be included.
        title: of the page.
        style: CSS that follows that of all pages.
        script: JavaScript of the page; all must be readable without it.
        values: what the template names.
    """
    from markupsafe import Markup

    css = (_FOLDER / "page.css").read_text(encoding="utf-8") + style
    policy = f"default-src 'none'; style-src {_source(css)}; base-uri 'none'; form-action 'none'"
    if script:
        policy += f"; script-src {_source(script)}"
    return (
        _environment(template.parent)
        .get_template(template.name)
        .render(
            title=title,
            policy=policy,
            style=Markup(css),  # noqa: S704 - ours, not the user's
            script=Markup(script),  # noqa: S704
            **values,
        )
    )


def _source(text: str) -> str:
    """The hash by which a content-security policy names an inline style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


@cache
def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([folder, _FOLDER]),
        autoescape=True,
        finalize=_inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _inert(value: object) -> object:
    """Plain strings without anything that hides or steers; mark-up of our own as it is."""
    return visible(value) if type(value) is str else value
