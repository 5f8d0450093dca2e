"""The report of a definition made before its parts were data: the same order, with the texts it has by name.

An inspection keeps the definition it was begun with, so a file of that time still gives its draft.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fieldwork.programme.models import Holds, ReportPart

if TYPE_CHECKING:
    from fieldwork.programme.models import Programme

_SOURCE = "as fieldwork had it before the parts of a report were data"
_PLAIN = re.compile(r"\{([a-z][a-z0-9_]*)\}%?")


def older_parts(programme: Programme) -> tuple[ReportPart, ...]:
    """The parts that the fixed texts of a definition give; empty ones are left out."""
    made = _scored(programme) if programme.scores else _letter(programme)
    return tuple(part for part in made if part.text or part.holds or part.needed or part.heading)


def _text(programme: Programme, *names: str) -> str:
    """Fixed texts by name, a paragraph each, with the old names for scores said as live values."""
    scores = {f"{{{thread.id.lower()}}}%": f"{{score:{thread.id}}}" for thread in programme.threads}
    scores["{percent}%"] = "{overall}"
    texts = (programme.report.get(name, "") for name in names)
    return "\n".join(_PLAIN.sub(lambda found: scores.get(found[0], found[0]), text) for text in texts if text)


def _part(
    programme: Programme, id_: str, heading: str = "", *names: str, holds: Holds = "", needed: bool = False
) -> ReportPart:
    return ReportPart(id_, _SOURCE, heading, text=_text(programme, *names), holds=holds, needed=needed)


def _scored(programme: Programme) -> list[ReportPart]:
    own = programme.report.get
    thanks = "Acknowledgements" if own("acknowledgements") else ""
    role = "Appendix: Role" if own("role") else ""
    return [
        _part(programme, "foreword", "Foreword", "foreword", "foreword_scores"),
        _part(programme, "foreword.verdict", "", "foreword_overall", needed=True),
        _part(programme, "acknowledgements", thanks, "acknowledgements"),
        _part(programme, "scoring", "Scoring and summary", "scoring", "scoring_headline", "scoring_comment"),
        *(
            ReportPart(
                f"scoring.{thread.id}",
                _SOURCE,
                f"{thread.title} score",
                3,
                _text(programme, f"score_{thread.id}"),
                holds="headline",
                of=(thread.id,),
            )
            for thread in programme.threads
        ),
        _part(programme, "scoring.comparison", "", "comparison"),
        _part(
            programme,
            "recommendations",
            own("recommendations_heading") or "Recommendations",
            "recommendations_opener",
            holds="recommendations",
        ),
        _part(programme, "recommendations.local", "", "recommendations_further", holds="local recommendations"),
        _part(programme, "next_steps", "Next steps", "next_steps"),
        _part(programme, "service_users", "Service users' perspective", holds="respondents"),
        _part(programme, "good_practice", "Sharing good practice", "good_practice", holds="good practice"),
        _part(programme, "sections", holds="sections"),
        ReportPart("overall", _SOURCE, text=_text(programme, "overall_score"), each="section"),
        ReportPart(
            "commentary", _SOURCE, _text(programme, "commentary"), 4, needed=bool(own("commentary")), each="section"
        ),
        _part(programme, "summary", "Appendix: Summary", holds="summary"),
        _part(programme, "questions", "Appendix: The questions", holds="questions"),
        _part(programme, "sample", "Appendix: The case sample", holds="sample"),
        _part(programme, "inspection_data", "Appendix: Inspection data", "inspection_data", holds="data"),
        _part(programme, "role", role, "role"),
        _part(programme, "glossary", "Appendix: Glossary", holds="glossary"),
    ]


def _letter(programme: Programme) -> list[ReportPart]:
    own = programme.report.get
    context = "Context" if own("context") or own("context_purpose") else ""
    return [
        _part(programme, "opening", "", "foreword"),
        _part(programme, "context", context, "context", "context_purpose"),
        _part(programme, "summary", own("summary_heading") or "Summary", needed=True),
        _part(programme, "commentary", own("commentary_heading") or "Commentary on the inspection"),
        _part(programme, "themes", holds="themes"),
        _part(
            programme,
            "operational_management",
            own("operational_management_heading") or "Operational management",
            holds="respondents",
            needed=True,
        ),
        _part(
            programme,
            "strengths",
            own("strengths_heading") or "Outstanding strengths",
            "strengths_opener",
            holds="strengths",
        ),
        _part(
            programme,
            "improvement",
            own("recommendations_heading") or "Areas requiring improvement",
            "recommendations_opener",
            holds="improvement",
        ),
        _part(programme, "closing", "", "recommendations_closing", "thanks", "next_steps", "role", "comparison"),
        ReportPart("questions", _SOURCE, "Working paper: the questions", holds="questions", working_paper=True),
        ReportPart("glossary", _SOURCE, "Working paper: the terms used", holds="glossary", working_paper=True),
    ]
