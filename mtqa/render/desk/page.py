"""One self-contained page: template, styles and scripts inlined, nothing else allowed to run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from mtqa.core import Report, Severity
from mtqa.render.desk.data import article_data, title_of
from mtqa.render.words import counts_table, label, plural

__all__ = ["bundle", "desk_page", "page"]

_FOLDER = files("mtqa.render.desk")
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def desk_page(report: Report) -> str:
    """Return the desk of a report's articles."""
    articles = [
        {
            "article": article,
            "title": title_of(article.document),
            "counts": counts_table(article.findings),
            "metrics": article.metrics,
        }
        for article in report.articles
    ]
    data = {"articles": [article_data(article, report) for article in report.articles]}
    title = articles[0]["title"] if len(articles) == 1 else plural(len(articles), "article")
    severities = [severity.value for severity in reversed(Severity)]
    return page(
        "desk", report=report, articles=articles, title=title, severities=severities, data=data
    )


def page(name: str, *, data: dict[str, Any], **values: object) -> str:
    """Render the template ``NAME.html.j2`` with the style and the script of the same name."""
    style, script = styles(name), bundle(name)
    policy = (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(f"{name}.html.j2")
        .render(
            policy=Markup(policy),
            style=Markup(style),
            script=Markup(script),
            data=Markup(inert_json(data)),
            **values,
        )
    )


def inert_json(data: object) -> str:
    """Return JSON that cannot end its script element, nor break the file's encoding."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


@cache
def styles(name: str) -> str:
    """Return the style sheets of a page: what all pages share, then its own."""
    return "\n".join(
        (_FOLDER / "style" / f"{file}.css").read_text("utf-8") for file in ("base", name)
    )


@cache
def bundle(name: str) -> str:
    """Return the module ``NAME.js`` with all it imports as one script, in order of need."""
    order: list[str] = []
    sources: dict[str, str] = {}
    _collect(name, sources, order)
    parts = [_EXPORT.sub("", _IMPORT.sub("", sources[module])).strip() for module in order]
    return '"use strict";\n' + "\n\n".join(parts) + "\n"


def _collect(module: str, sources: dict[str, str], order: list[str]) -> None:
    if module in sources:
        return
    sources[module] = (_FOLDER / "script" / f"{module}.js").read_text("utf-8")
    for needed in _IMPORT.findall(sources[module]):
        _collect(needed, sources, order)
    order.append(module)


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("mtqa.render.desk", "template"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["label"] = label
    environment.filters["plural"] = plural
    environment.filters["visible"] = visible
    return environment


def visible(text: str) -> str:
    """Replace control and direction-changing characters, which could rewrite what is seen."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "�", text)
