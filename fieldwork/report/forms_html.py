"""A printed questionnaire as one web page that prints on A4: every copy begins a page and bears its serial on each.

The page is whole in itself: no script, no picture, no address; its own policy forbids it to fetch any. The serial
stands in the head of a table, because that is what browsers repeat on every page that a copy takes.
"""

from __future__ import annotations

from html import escape

from fieldwork.report.forms import LINES, SIZES, BatchSlip, Box, FormItem, PrintedForm

_STYLE = """
@page {{ size: A4; margin: 15mm 18mm 15mm 18mm; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; max-width: 174mm; font: {text}pt/1.35 Arial, "Liberation Sans", Helvetica, sans-serif;
  color: #000; background: #fff; }}
table {{ width: 100%; border-collapse: collapse; }}
td, th {{ padding: 0; text-align: left; vertical-align: top; font-weight: normal; }}
.page {{ break-after: page; }}
.page:last-of-type {{ break-after: auto; }}
.copy thead {{ display: table-header-group; break-inside: avoid; }}
.copy tr {{ break-inside: avoid; }}
.running {{ display: flex; justify-content: space-between; gap: 6mm; border-bottom: 0.5mm solid #000;
  padding-bottom: 1.5mm; margin-bottom: 4mm; }}
.serial {{ white-space: nowrap; }}
.serial b {{ font-size: {question}pt; letter-spacing: 0.12em; }}
h1 {{ font-size: {title}pt; line-height: 1.2; margin: 0 0 3mm; }}
h2 {{ font-size: {question}pt; line-height: 1.3; margin: 0; padding-left: 2.4em; text-indent: -2.4em; }}
h2 span {{ display: inline-block; width: 2.4em; text-indent: 0; }}
p {{ margin: 0 0 2.5mm; }}
.how {{ border: 0.4mm solid #000; padding: 2mm 3mm; margin: 1mm 0 2mm; }}
.item {{ padding: 4mm 0 1mm; }}
.hint, .only {{ margin: 0.5mm 0 0; padding-left: {indent}pt; }}
.only {{ font-weight: bold; }}
.answers {{ list-style: none; margin: 1.5mm 0 0; padding: 0 0 0 {indent}pt; }}
.answers.many {{ columns: {columns}; }}
.answers li {{ display: flex; align-items: flex-start; margin: 0 0 1.6mm; break-inside: avoid; }}
.digit {{ width: 1.3em; font-weight: bold; flex: none; }}
.box {{ width: 1.15em; height: 1.15em; margin: 0.1em 0.7em 0 0; border: 0.45mm solid #000; flex: none; }}
.then {{ font-weight: bold; padding-left: 1em; white-space: nowrap; }}
.lines {{ border: 0.4mm solid #000; margin: 2mm 0 0 {indent}pt; }}
.lines div {{ height: {line}mm; border-bottom: 0.2mm solid #777; }}
.lines div:last-child {{ border-bottom: 0; }}
.closing {{ padding: 5mm 0 0; font-weight: bold; }}
.slip th, .slip td {{ border: 0.3mm solid #000; padding: 2.5mm 3mm; width: 60%; }}
.slip th {{ width: 40%; }}
.slip .blank td {{ height: 13mm; }}
.slip {{ margin: 4mm 0; }}
@media screen {{ .page {{ margin: 10mm 0; border-bottom: 1px dashed #777; padding-bottom: 10mm; }} }}
"""


def forms_to_html(form: PrintedForm) -> str:
    """The batch slip, where there is one, and a copy of the form for each serial."""
    body = _body(form)
    pages = [] if form.slip is None else [_slip(form.slip)]
    pages += [
        f'<section class="page copy"><table role="presentation">{_running(form, serial)}{body}</table></section>'
        for serial in form.serials
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(form.title)}</title>\n<style>{_style(large=form.large)}</style>\n</head>\n<body>\n"
        + "\n".join(pages)
        + "\n</body>\n</html>\n"
    )


def _style(*, large: bool) -> str:
    text, title, question = SIZES[large]
    return _STYLE.format(
        text=text,
        title=title,
        question=question,
        indent=2.4 * question,
        columns=1 if large else 2,
        line=13 if large else 9.5,
    )


def _running(form: PrintedForm, serial: str) -> str:
    number = f'<span class="serial">{escape(form.serial_word)} <b>{escape(serial)}</b></span>'
    return f'<thead><tr><th><div class="running"><span>{escape(form.heading)}</span>{number}</div></th></tr></thead>'


def _body(form: PrintedForm) -> str:
    """What is the same on every copy."""
    opening = "".join(f"<p>{escape(text)}</p>" for text in form.opening)
    first = f'<h1>{escape(form.heading)}</h1>{opening}<p class="how">{escape(form.how)}</p>'
    rows = [first, *map(_item, form.items), f'<p class="closing">{escape(form.closing)}</p>']
    return f"<tbody>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</tbody>"


def _item(item: FormItem) -> str:
    parts = [f"<h2><span>{item.number}</span>{escape(item.text)}</h2>"]
    parts += [f'<p class="only">{escape(item.only_if)}</p>'] if item.only_if else []
    parts += [f'<p class="hint">{escape(item.hint)}</p>'] if item.hint else []
    if item.kind == "text":
        parts.append(f'<div class="lines">{"<div></div>" * LINES}</div>')
    else:
        many = " many" if len(item.boxes) > LINES else ""
        parts.append(f'<ul class="answers{many}">{"".join(map(_box, item.boxes))}</ul>')
    return f'<div class="item">{"".join(parts)}</div>'


def _box(box: Box) -> str:
    then = f'<span class="then">→ {escape(box.then)}</span>' if box.then else ""
    return (
        f'<li><span class="digit">{escape(box.digit)}</span><span class="box"></span>'
        f"<span>{escape(box.label)}</span>{then}</li>"
    )


def _slip(slip: BatchSlip) -> str:
    facts = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in slip.facts)
    blanks = "".join(f'<tr class="blank"><th>{escape(name)}</th><td></td></tr>' for name in slip.blanks)
    return (
        f'<section class="page"><h1>{escape(slip.heading)}</h1><p>{escape(slip.about)}</p>'
        f'<table class="slip">{facts}{blanks}</table><p>{escape(slip.after)}</p></section>'
    )
