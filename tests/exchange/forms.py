"""Workbooks made for tests of XLSForm, and random questionnaires."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter
from hypothesis import strategies as st

from fieldwork.programme.loading import questionnaire_from_dict, questionnaire_to_dict
from fieldwork.programme.models import Condition, Item, Option, Questionnaire

if TYPE_CHECKING:
    from collections.abc import Sequence

YES_NO = (("list_name", "name", "label"), ("yn", "1", "Yes"), ("yn", "2", "No"))


def book(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets. Numbers are numbers, `=…` is a formula, "" is no cell."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    for name, rows in sheets.items():
        page = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    page.write(number, column, cell)
    made.close()
    return out.getvalue()


TEXTS = st.text(
    st.one_of(
        st.sampled_from("abc xyz .,?!'\"=+-@<>&{}[]_\\/;:*#éŵż☃漢"),
        st.characters(min_codepoint=32, max_codepoint=126),
    ),
    min_size=1,
    max_size=25,
).map(str.strip)
WORDINGS = TEXTS.filter(lambda text: text and "${" not in text)
"""Texts that XLSForm can hold: nothing but blanks around them, and no `${`."""
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,7}", fullmatch=True)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Sound questionnaires, skips among them. No two conditions of an item are on one earlier item."""
    ids = draw(
        st.lists(IDS | st.sampled_from(["meta", "data", "instanceID"]), min_size=1, max_size=6, unique_by=str.casefold)
    )
    ids = [id_ for id_ in ids if id_.casefold() not in ("serial", "keyed_by", "keying")] or ["q1"]
    items: list[Item] = []
    for id_ in ids:
        kind = draw(st.sampled_from(["one", "many", "text"]))
        labels = [] if kind == "text" else draw(st.lists(WORDINGS, min_size=2, max_size=9))
        options = tuple(Option(str(n), label) for n, label in enumerate(labels, 1))
        favourable = tuple(one.value for one in options if draw(st.booleans()))
        finding = "{share} said so." if favourable and draw(st.booleans()) else ""
        conditions = draw(_conditions(items))
        joined = draw(st.sampled_from(["all", "any"])) if len(conditions) > 1 else "all"
        items.append(
            Item(
                id_,
                draw(WORDINGS),
                kind,
                draw(WORDINGS),
                draw(WORDINGS),
                options,
                favourable,
                finding,
                conditions,
                joined,
            )
        )
    made = Questionnaire(draw(IDS), draw(WORDINGS), draw(WORDINGS), draw(WORDINGS), draw(WORDINGS), tuple(items))
    return questionnaire_from_dict(questionnaire_to_dict(made), "a test")


@st.composite
def _conditions(draw: st.DrawFn, items: list[Item]) -> tuple[Condition, ...]:
    earlier = [item for item in items if item.options]
    chosen = draw(st.lists(st.sampled_from(earlier), unique_by=lambda item: item.id, max_size=3)) if earlier else []
    return tuple(
        Condition(
            item.id,
            tuple(sorted(draw(st.sets(st.sampled_from([one.value for one in item.options]), min_size=1)))),
            draw(st.booleans()),
        )
        for item in chosen
    )
