"""The samples as drafts, with what they are checked by; read once."""

from __future__ import annotations

from datetime import date
from functools import cache

from fieldwork.glossary.terms import load_terms
from fieldwork.paths import data_folder
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.report.checks.checking import Grounds, grounds
from fieldwork.report.document import Document
from fieldwork.report.drafting import draft_document
from fieldwork.workspace import Workspace


@cache
def sample(name: str) -> tuple[Document, Grounds]:
    share_words, terms = load_share_words(), load_terms()
    with Workspace.open(data_folder() / "samples" / f"{name}.json", "", write=False) as workspace:
        forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
        document = draft_document(workspace.inspection, workspace.all_judgements, forms, share_words, terms)
        return document, grounds(workspace.inspection, share_words, terms, date(2013, 7, 1))
