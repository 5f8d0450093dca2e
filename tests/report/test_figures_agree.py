"""Every figure of a report agrees, at its place, in Word, HTML, Markdown, Excel and what the commands print as JSON.

The expected figures are those of `scores --json` and `tally --json`. Where each has to stand is taken from the
document, whose figures know what they are of; what stands there is read back from the files that were written.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from builders import answered, case_id, said, sitting, small_record
from hypothesis import given, settings
from hypothesis import strategies as st
from report.reading_back import (
    bars_of_html,
    charts_of_office,
    from_html,
    from_markdown,
    from_word,
    squeezed,
    tables_of_workbook,
)
from report.test_workbook import COUNTED, contents_of

from fieldwork.__main__ import main
from fieldwork.analysis.scoring import scores_to_json
from fieldwork.analysis.tallies import tallies_to_json
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.returns import returns
from fieldwork.report.contents import gather
from fieldwork.report.document import Chart, Listing, Paragraph, Table, cell_text
from fieldwork.report.drafting import laid_out
from fieldwork.report.html import to_html
from fieldwork.report.markdown import to_markdown
from fieldwork.report.word import to_word
from fieldwork.report.workbook import to_workbook
from fieldwork.text import clip
from fieldwork.workspace import Workspace

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
WORDS = load_share_words()
KINDS = {"thread": "threads", "criterion": "criteria", "section": "sections", "question": "questions"}


# -- what is expected ----------------------------------------------------------------------------------------------


def printed(span, scores, tallies):
    """What has to stand where a figure is printed, by the JSON alone but for share words of questions."""
    ref = span.figure
    if ref.kind in ("cases", "sample"):  # of the sample the sheet of cases tells it: check_sample
        return f"{scores['cases'] if ref.kind == 'cases' else ref.k:,}"
    if ref.kind == "returned":
        return span.text
    if ref.kind == "item":
        form, _, id_ = ref.id.rpartition(".")
        figure = tallies[form]["items"][id_]
        yes, of, percent, words = figure["favourable"], figure["of"], figure["percent"], figure["words"]
    else:
        figure = scores[KINDS[ref.kind]][ref.id]
        yes, of, percent, words = figure["yes"], figure["of"], figure["percent"], None
    yes = of - yes if ref.lacking else yes
    assert (ref.k, ref.n) == (yes, of), ref
    if ref.form == "comment":
        return span.text.replace(span.text.split()[0], figure["comment"])
    if ref.form == "percent" and span.text.endswith("%"):
        share = (200 * yes + of) // (2 * of)
        assert share == percent or ref.lacking
        return f"{share}%"
    if ref.form == "count" and span.text[:1].isdigit():
        return f"{yes:,} of {of:,}"
    style = "percent" if any(one["percent"] is not None for one in scores["sections"].values()) else "count"
    told = {words} if words else {WORDS.words(yes, of, in_words_only=only, style=style) for only in (True, False)}
    assert span.text == "–" or span.text.casefold() in {one.casefold() for one in told}, (span, told)
    return span.text


def expected_texts(document, scores, tallies):
    """Each paragraph, list item and row of the document that holds a figure, under its heading, figures as expected."""
    for place, block in document.places():
        if isinstance(block, Paragraph):
            groups = [block.spans]
        elif isinstance(block, Listing):
            groups = [item.spans for item in block.items]
        elif isinstance(block, Table):
            groups = block.rows
        else:
            continue
        for group in groups:
            if any(not isinstance(span, str) and span.figure for span in group):
                texts = [
                    cell_text(span) if isinstance(span, str) or not span.figure else printed(span, scores, tallies)
                    for span in group
                ]
                joined = " | ".join(squeezed(text) for text in texts) if isinstance(block, Table) else "".join(texts)
                yield squeezed(place.heading), squeezed(joined)


def in_order(wanted, found, where):
    """Each of `wanted` stands in `found`, one after the other."""
    rest = iter(found)
    for one in wanted:
        assert any(tuple(said) == one for said in rest), (where, one)


# -- the comparison ------------------------------------------------------------------------------------------------


def check_documents(made):
    wanted = list(expected_texts(made.document, made.scores, made.tallies))
    assert wanted
    in_order(wanted, from_markdown(made.markdown), "Markdown")
    in_order(wanted, from_html(made.html), "HTML")
    in_order(wanted, from_word(made.word), "Word")


def check_coverage(made):
    """No figure of the JSON is missing in the document: the headline, criterion and section scores, every question."""
    stand = {(span.figure.kind, span.figure.id) for _, span in made.document.figures()}
    wanted = {("question", id_) for id_ in made.scores["questions"]}
    if made.scored:
        wanted |= {
            (kind, id_)
            for kind in ("thread", "criterion", "section")
            for id_ in made.scores[KINDS[kind]]
            if made.scores[KINDS[kind]][id_]["percent"] is not None
        }
    assert wanted <= stand


def check_charts(made):
    charts = [block for block in made.document.blocks if isinstance(block, Chart)]
    in_word, in_excel = charts_of_office(made.word), charts_of_office(made.workbook)
    assert len(in_word) == len(in_excel) == len(charts)
    html = " ".join(bars_of_html(made.html))
    for chart, word, excel in zip(charts, in_word, in_excel, strict=True):
        assert word == excel
        for row, (label, value) in zip(chart.rows, word, strict=True):
            assert value == row.value
            if chart.kind == "scores":
                figure = made.scores[KINDS[row.figure.kind]][row.figure.id]
                assert (row.value, row.note or None) == (figure["percent"], figure["comment"])
                assert (row.low, row.high, row.k, row.n) == tuple(figure[k] for k in ("low", "high", "yes", "of"))
            shown = "no figure" if row.value is None else f"{row.value}%" if chart.kind == "scores" else f"{row.value}"
            assert f": {shown}" in label
            assert label.startswith(clip(row.label, 90))
            assert shown in html


def share(value):
    return None if value is None else round(value * 100, 6)


def check_workbook(made):
    sheets = tables_of_workbook(made.workbook)
    names_of = {"headline": "threads", "criterion": "criteria", "section": "sections", "theme": "sections"}
    kinds = ("threads", "criteria", "sections") if made.scored else ("threads", "sections")
    assert [row["Id"] for row in sheets["summary"]] == [id_ for kind in kinds for id_ in made.scores[kind]]
    for row in sheets["summary"]:
        figure = made.scores[names_of[row["What"]]][row["Id"]]
        check_counts(row, figure)
        assert (row["Standing"] == "provisional") is figure["provisional"]
        if made.scored:
            assert (share(row["Score"]), row["Comment"]) == (figure["percent"], figure["comment"])
            assert (share(row["From"]), share(row["To"])) == (figure["low"], figure["high"])
            assert row["Interval"] == (figure["interval"] if figure["of"] else None)
    assert [row["Question"] for row in sheets["scores"]] == list(made.scores["questions"])
    for row in sheets["scores"]:
        figure = made.scores["questions"][row["Question"]]
        check_counts(row, figure)
        if made.scored:
            assert share(row["Score"]) == (figure["percent"] if figure["of"] >= 10 else None)
    check_forms(sheets["questionnaires"], made)


def check_counts(row, figure):
    found = [row[name] for name in ("Good answers", "Of", "Unanswered", "Disputed")]
    assert found == [figure[name] for name in ("yes", "of", "unanswered", "disputed")]


def check_forms(rows, made):
    items = {(row["Questionnaire"], row["Item"]): row for row in rows if row["Option"] is None}
    assert list(items) == [(form, id_) for form, one in made.tallies.items() for id_ in one["items"]]
    for (form, id_), row in items.items():
        item = made.tallies[form]["items"][id_]
        assert (row["Favourable"], row["Of"], row["In words"] or "") == (item["favourable"], item["of"], item["words"])
        assert [row[name] for name in ("Blank", "Unreadable", "Two boxes")] == [
            item[name] for name in ("blank", "unreadable", "multiple")
        ]
        assert share(row.get("Percent")) == item["percent"]
    ticked = {(row["Questionnaire"], row["Item"], row["Option"]): row["Ticked"] for row in rows if row["Option"]}
    assert ticked == {
        (form, id_, option): count
        for form, one in made.tallies.items()
        for id_, item in one["items"].items()
        for option, count in item["answers"].items()
    }


def check_figures(made):
    """Every figure that the document says it has, its charts' too, is that of the JSON."""
    for place, span in made.document.figures():
        assert span.text == printed(span, made.scores, made.tallies), place


def check_sample(made):
    """Every count of the sample is how many rows of the sheet of cases have its value: in tables and in charts."""
    rows = tables_of_workbook(made.workbook)["cases"]
    for place, span in made.document.figures():
        ref = span.figure
        if ref.kind == "sample":
            column, value = in_the_sheet(made.programme, *ref.id.split("=", 1))
            assert (ref.k, ref.n) == (sum(told(row[column]) == value for row in rows), len(rows)), (place, ref)


def told(cell):
    return "" if cell is None else str(cell)


def in_the_sheet(programme, by, value):
    """The column of the sheet of cases that tells a count of the sample, and what stands in it."""
    if by == "phases":
        return "Phases inspected", value
    kind, colon, id_ = by.partition(":")
    if colon:
        assert kind == "agreement"
        (title,) = (one.title for one in programme.classifications if one.id == id_)
        return f"{title}: recorded against own", value
    attribute = programme.attribute[by]
    return attribute.title, next((one.label for one in attribute.options if one.value == value), value)


def check_everything(made):
    check_figures(made)
    check_sample(made)
    check_documents(made)
    check_coverage(made)
    check_charts(made)
    check_workbook(made)


# -- the samples, as their user gets them --------------------------------------------------------------------------


def by_commands(sample, tmp_path, capsys):
    path = SAMPLES / f"{sample}.json"
    for ending in ("md", "html", "docx", "xlsx"):
        assert main(["report", str(path), "--to", str(tmp_path / f"draft.{ending}")]) == 0
    capsys.readouterr()
    printed_json = []
    for command in ("scores", "tally"):
        assert main([command, str(path), "--json"]) == 0
        printed_json.append(json.loads(capsys.readouterr().out))
    with Workspace.open(path, "", write=False) as workspace:
        forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
        contents = gather(workspace.inspection, workspace.all_judgements, forms, WORDS, load_terms())
    return SimpleNamespace(
        document=laid_out(contents),
        programme=contents.programme,
        scored=contents.programme.scores,
        scores=printed_json[0],
        tallies=printed_json[1]["questionnaires"],
        markdown=(tmp_path / "draft.md").read_text("utf-8"),
        html=(tmp_path / "draft.html").read_text("utf-8"),
        word=(tmp_path / "draft.docx").read_bytes(),
        workbook=(tmp_path / "draft.xlsx").read_bytes(),
    )


@pytest.mark.parametrize("sample", ["stockport-2009", "dorset-2013"])
def test_every_figure_of_a_sample_agrees_wherever_it_is_printed(sample, tmp_path, capsys):
    check_everything(by_commands(sample, tmp_path, capsys))


def test_a_wrong_figure_anywhere_would_be_seen(tmp_path, capsys):
    made = by_commands("stockport-2009", tmp_path, capsys)
    made.scores["threads"]["RoH"]["percent"] += 1
    for check in (check_documents, check_charts, check_workbook):
        with pytest.raises(AssertionError):
            check(made)
    made.scores["threads"]["RoH"]["percent"] -= 1
    check_everything(made)
    for kind, wrong in (("markdown", "Markdown"), ("html", "HTML")):
        before = getattr(made, kind)
        setattr(made, kind, before.replace("26 of 27", "25 of 27", 1))
        assert getattr(made, kind) != before
        with pytest.raises(AssertionError, match=wrong):
            check_documents(made)
        setattr(made, kind, before)


# -- any inspection ------------------------------------------------------------------------------------------------

ANSWERS = st.dictionaries(
    st.tuples(
        st.sampled_from([f"{n:02}" for n in range(1, 14)]), st.sampled_from(["q1_1_1", "q1_1_10", "q1_2_1", "q2_1_3"])
    ),
    st.sampled_from(["yes", "no", "na"]),
    max_size=40,
)
FORMS = st.lists(
    st.fixed_dictionaries({id_: st.sampled_from(["1", "2", "blank", None]) for id_ in ("q1", "q2")}), max_size=14
)


def inspection_of(programme, answers, forms):
    record = small_record(programme, cases=[f"{n:02}" for n in range(1, 14)])
    for number, ((case, question), answer) in enumerate(answers.items()):
        answered(record, sitting("JN", f"answer{number}"), case_id(case), **{question: answer})
    for number, form in enumerate(forms):
        subject = f"return/{number}"
        said(
            record,
            sitting("JN", f"form{number}"),
            (subject, names.QUESTIONNAIRE, "forms"),
            (subject, names.SERIAL, str(number + 1)),
            *((subject, names.item(id_), value) for id_, value in form.items() if value is not None),
        )
    return record


@given(st.sampled_from([None, COUNTED]), ANSWERS, FORMS)
@settings(max_examples=12, deadline=None)
def test_every_figure_of_any_inspection_agrees(programme, answers, forms):
    contents = contents_of(inspection_of(programme, answers, forms))
    document = laid_out(contents)
    check_everything(
        SimpleNamespace(
            document=document,
            programme=contents.programme,
            scored=contents.programme.scores,
            scores=json.loads(json.dumps(scores_to_json(contents.programme, contents.scores))),
            tallies=json.loads(json.dumps(tallies_to_json(contents.tallies)))["questionnaires"],
            markdown=to_markdown(document),
            html=to_html(document),
            word=to_word(document, datetime(2009, 6, 2, tzinfo=UTC)),
            workbook=to_workbook(contents, document),
        )
    )
