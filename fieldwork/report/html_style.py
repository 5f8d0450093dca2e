"""How a page looks, on a screen and printed on A4. Text is at least 7 to 1 on its ground; nothing hangs on a colour."""

from __future__ import annotations

from fieldwork.text import clean

STYLE = """\
@page { size: A4; margin: 14mm 15mm; }
:root { color-scheme: light; }
body { font: 11pt/1.4 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #111; background: #fff;
  max-width: 46em; margin: 2em auto; padding: 0 1em; overflow-wrap: break-word; }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 .4em; }
h2 { font-size: 1.2em; line-height: 1.25; margin: 1.1em 0 .3em; }
h3, h4, h5, h6 { font-size: 1em; margin: .9em 0 .2em; }
h1, h2, h3, h4, h5, h6 { break-after: avoid; }
p { margin: .4em 0; orphans: 2; widows: 2; }
ul, ol { margin: .2em 0 .6em; padding-left: 1.4em; }
li { margin: .1em 0; break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: .5em 0 .9em; }
th, td { text-align: left; vertical-align: top; padding: .2em .6em .2em 0; border-bottom: 1px solid #bbb; }
thead th, thead td { border-bottom: 2px solid #555; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
caption { text-align: left; font-weight: bold; padding: .3em 0; break-after: avoid; }
tbody th { font-weight: normal; border-bottom: 1px solid #bbb; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.wide, figure { overflow-x: auto; }
aside { border-left: 3px solid #666; padding-left: .7em; margin: .7em 0; color: #444; font-size: .92em;
  font-style: italic; }
@counter-style in-brackets { system: extends decimal; prefix: "("; suffix: ") "; }
body.report table { font-size: .92em; }
body.report ol { list-style: in-brackets; padding-left: 2.9em; }
nav ul { list-style: none; padding: 0; }
nav ul ul { padding-left: 1.5em; margin: 0; }
a { color: #0b4a8f; }
a:focus-visible, .wide:focus-visible, figure:focus-visible { outline: 3px solid #0b4a8f; outline-offset: 2px; }
.skip { position: absolute; left: -100vw; background: #fff; padding: .5em; }
.skip:focus { left: 0; top: 0; }
.marking { max-width: 46em; font-size: .85em; color: #444; margin: 0 0 1em; }
figure { margin: .8em 0 1.2em; break-inside: avoid; }
figcaption { font-weight: bold; margin-bottom: .3em; }
svg { display: block; width: 100%; height: auto; font: 12px Arial, sans-serif; }
svg text { fill: #111; }
svg .label { text-anchor: end; }
svg .band { text-anchor: middle; font-size: 10px; }
svg .tick { text-anchor: middle; font-size: 11px; }
svg .edge { stroke: #555; stroke-dasharray: 3 3; }
svg .axis { stroke: #111; }
svg .interval, svg .halo { fill: none; stroke: #000; stroke-width: 1.6; }
svg .halo { stroke: #fff; stroke-width: 4.5; }
.page { break-before: page; }
body.compact { font-size: 9pt; line-height: 1.25; }
body.compact main { columns: 2; column-gap: 2em; }
body.compact h1, body.compact h1 + p, body.compact table { column-span: all; }
body.compact h1 + p { margin-bottom: .6em; }
body.compact h1 { font-size: 1.35em; }
body.compact h2 { font-size: 1.05em; margin: .6em 0 .1em; }
body.compact p { margin: .15em 0; }
body.compact ul, body.compact ol { margin: 0 0 .25em; }
body.compact li { margin: 0; }
@media screen and (max-width: 40em) { svg, .wide table { min-width: 36rem; } }
@media print { .wide, figure { overflow: visible; }
  body { max-width: none; margin: 0; padding: 0; }
  body.report { font-size: 10pt; } a { color: inherit; text-decoration: none; }
  .skip, .marking { display: none; } svg * { print-color-adjust: exact; } }
"""


def page_furniture(title: str, marking: str) -> str:
    """Rules for what stands around each printed page: the title over it, the marking and the page's number under it."""
    return (
        f"@page {{ margin: 20mm 16mm; "
        f'@top-left {{ content: "{_css(title)}"; {_SMALL} }} '
        f'@bottom-left {{ content: "{_css(marking)}"; {_SMALL} }} '
        f"@bottom-right {{ content: counter(page); {_SMALL} }} }}\n"
        f'@page :first {{ @top-left {{ content: ""; }} }}\n'
    )


_SMALL = "font: 8pt Arial, sans-serif; color: #444;"


def _css(text: str) -> str:
    """A text within the quotes of a CSS string: all but letters, digits and spaces by number."""
    line = " ".join(clean(text, lines=False).split())
    return "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in line)
