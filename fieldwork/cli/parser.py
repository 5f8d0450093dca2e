"""The command line as argparse reads it: every command with its arguments, on one page (DESIGN 6)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from fieldwork import __version__
from fieldwork.errors import BadInputError
from fieldwork.text import shown

COMMANDS = {
    "demo": "open a private copy of a sample",
    "new": "make a new inspection",
    "open": "open an inspection in the app",
    "glossary": "say what a term means",
    "scores": "show the scores",
    "tally": "show the tallies of the questionnaires",
    "forms": "print questionnaires, and count what went out and came back",
    "import": "take in cases, judgements, notes or returns from CSV",
    "export": "write everything as CSV files or an Excel workbook",
    "report": "write the draft report, or check it before it goes out",
    "case": "print a page on one case for the talk with the case manager",
    "merge": "put inspection files together",
    "redact": "take what was typed by mistake out for good",
    "history": "show who recorded what, and when",
    "check": "check that an inspection file is whole, and repair it",
    "backups": "list the backups of an inspection, and go back to one",
    "seal": "seal an inspection file with a passphrase",
    "unseal": "take the seal off an inspection file",
    "passphrase": "change the passphrase of a sealed file, or make a new recovery code",
    "retention": "say until when an inspection is kept, or set the day",
    "erase": "erase an inspection with its backups and copies for good",
    "keys": "list every key, and check your own keys",
    "where": "show every path in use",
    "doctor": "print what a report of a defect needs; no case data",
    "programmes": "list, show and check inspection programmes",
    "questionnaires": "list, show, check, convert, add and revise questionnaires",
}
SAMPLES = ("stockport", "dorset")


class Parser(argparse.ArgumentParser):
    """An argparse parser whose errors are one sentence and a hint."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments.

        Raises:
            BadInputError: always.
        """
        raise BadInputError(f"{shown(message)}; see {self.prog} --help.")


STARTING = ("demo", "new", "open")
"""What somebody waits for: the arguments of the other twenty commands take a fiftieth of the first paint."""


def build_parser(command: str | None = None) -> Parser:
    """The parser of the whole command line; where `command` is one of `STARTING`, of these only."""
    parser = Parser(
        prog="fieldwork",
        allow_abbrev=False,
        description="Inspections of youth offending work: judge cases, look terms up, key questionnaires, see the "
        "scores. Without a command the app opens.",
        epilog="Exit status: 0 done, 1 nothing found or a check failed, 2 wrong usage or bad input.",
    )
    parser.add_argument("--version", action="version", version=f"fieldwork {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    found = {
        name: subparsers.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)
        for name, about in COMMANDS.items()
        if command not in STARTING or name in STARTING
    }
    _starting(found)
    if command in STARTING:
        return parser
    _looking(found)
    _keeping(found)
    _redacting(found["redact"])
    _exchanging(found)
    _forms(found["forms"])
    _programmes(found["programmes"])
    _keys(found["keys"])
    _case(found["case"])
    _questionnaires(found["questionnaires"])
    return parser


def _path(text: str) -> Path:
    """A path; nothing is none, and not the folder one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("expected a path, found nothing")
    return Path(text)


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=_path, help="the inspection file")
    _passphrase(parser)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    about = "where a file is sealed: a file with its passphrase (default: asked on the terminal)"
    parser.add_argument("--passphrase-file", metavar="F", type=_path, help=about)


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="INITIALS", help="who says it (default: the settings, else the login name)")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _starting(found: dict[str, Parser]) -> None:
    found["demo"].add_argument("sample", nargs="?", default=SAMPLES[0], choices=SAMPLES, help="default: stockport")
    found["new"].add_argument("file", metavar="FILE", type=_path, help="the inspection file to make")
    found["new"].add_argument("--programme", metavar="ID", required=True, help="such as cci-2009, or a TOML file")
    found["new"].add_argument("--area", metavar="NAME", required=True, help="the area inspected")
    found["new"].add_argument("--cases", metavar="CASES.csv", type=_path, help="the cases of the sample")
    _file(found["open"])
    found["open"].add_argument("--case", metavar="REF", help="begin in the checklist of this case")
    for name in ("demo", "new", "open"):
        _by(found[name])


def _looking(found: dict[str, Parser]) -> None:
    found["glossary"].add_argument("words", metavar="WORDS", nargs="*", help="a term, or what it is about")
    for name in ("scores", "tally", "history"):
        _file(found[name])
    for name in ("glossary", "scores", "tally"):
        _json(found[name])
    found["tally"].add_argument("--questionnaire", metavar="ID", help="only this one")
    about = "in groups side by side: by each answer to an item, by its favourable answers (ITEM+), or by batch"
    found["tally"].add_argument("--by", metavar="ITEM|batch", help=about)
    found["history"].add_argument("--case", metavar="REF", help="only what was recorded of this case")
    found["history"].add_argument("--question", metavar="ID", help="only what was recorded on this question")


def _keeping(found: dict[str, Parser]) -> None:
    for name in ("check", "backups", "seal", "unseal", "passphrase", "erase", "retention"):
        _file(found[name])
    found["erase"].add_argument("--yes", action="store_true", help="without asking")
    about = "the day after which it is to be erased, such as 2026-11-30; none takes the day away"
    found["retention"].add_argument("date", metavar="DATE", nargs="?", help=about)
    _by(found["retention"])
    about = "only a new recovery code; the passphrase stays"
    found["passphrase"].add_argument("--code", action="store_true", help=about)
    about = "a file with the new passphrase (default: asked on the terminal)"
    found["passphrase"].add_argument("--new-passphrase-file", metavar="F", type=_path, help=about)
    about = "save every entry that can be proven whole in a new file"
    found["check"].add_argument("--repair", action="store_true", help=about)
    found["check"].add_argument("--to", metavar="NEW", type=_path, help="where --repair saves (default: beside it)")
    about = "put this one in the place of the file, which is kept as a backup"
    found["backups"].add_argument("--restore", metavar="N|NAME", help=about)
    found["backups"].add_argument("--to", metavar="NEW", type=_path, help="where --restore writes (default: FILE)")
    for name in ("where", "doctor"):
        found[name].add_argument("file", metavar="FILE", nargs="?", type=_path, help="an inspection file")


def _redacting(parser: Parser) -> None:
    _file(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--note", metavar="N", type=int, help="the note with this number; without a choice they are listed"
    )
    what.add_argument("--case", metavar="REF", help="what this case is called, or with one of these two:")
    what.add_argument(
        "--report", metavar="PART", help="what was written in the report: foreword.verdict, finding/1.1.3"
    )
    what.add_argument("--form", metavar="SERIAL", help="what was written on this form, with the two after these:")
    of_case = parser.add_mutually_exclusive_group()
    of_case.add_argument("--question", metavar="ID", help="the notes on this question of the case")
    of_case.add_argument("--attribute", metavar="ID", help="what was typed for this attribute of the case")
    parser.add_argument("--questionnaire", metavar="ID", help="the questionnaire that the form is of")
    parser.add_argument("--item", metavar="ID", help="beside which item it was written")
    parser.add_argument("--earlier", action="store_true", help="only what was replaced since: it stands in the history")
    parser.add_argument("--yes", action="store_true", help="without asking")
    _by(parser)


def _exchanging(found: dict[str, Parser]) -> None:
    for name in ("import", "export", "report"):
        _file(found[name])
    what = found["import"].add_mutually_exclusive_group(required=True)
    for kind in ("cases", "judgements", "notes", "returns"):
        what.add_argument(f"--{kind}", metavar="X.csv", type=_path, help=f"take in {kind}")
    found["import"].add_argument("--questionnaire", metavar="ID", help="the questionnaire that --returns are of")
    about = 'with --cases: a column of the file and what it is, as in "Client ref=case"; the others are left out'
    found["import"].add_argument("--map", metavar="COLUMN=WHAT", action="append", default=[], help=about)
    about = "of a sealed inspection: with what was typed in notes and comments, which is left out otherwise"
    found["export"].add_argument("--with-notes", action="store_true", help=about)
    found["export"].add_argument("--to", metavar="DIR|X.xlsx", type=_path, required=True, help="a folder or a workbook")
    what = found["report"].add_mutually_exclusive_group(required=True)
    what.add_argument("--to", metavar="X.docx|X.html|X.md|X.xlsx", type=_path, help="the file to write")
    what.add_argument("--check", action="store_true", help="say what to look at before it goes out")
    about = "with --to: only what is published, without remarks, working papers and what is undecided"
    found["report"].add_argument("--published", action="store_true", help=about)
    about = "with --check: a draft that was edited elsewhere, in place of the report itself"
    found["report"].add_argument("--text", metavar="X.docx|X.md|X.txt", type=_path, help=about)
    _json(found["report"])
    for name in ("export", "report"):
        found[name].add_argument("--force", action="store_true", help="write over files that are already there")
    found["merge"].add_argument("out", metavar="OUT", type=_path, help="the inspection file to make")
    found["merge"].add_argument("first", metavar="FILE", type=_path, help="an inspection file")
    found["merge"].add_argument("more", metavar="FILE", type=_path, nargs="+", help="and others")
    _passphrase(found["merge"])
    for name in ("import", "merge"):
        _by(found[name])


def _forms(parser: Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)
    about = {
        "print": "make a questionnaire as Word or HTML, with a serial on every copy",
        "batch": "record a batch of forms that were printed elsewhere, or what is new of one",
        "list": "show what went out and what came back",
    }
    found = {
        name: actions.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False)
        for name, what in about.items()
    }
    for name, one in found.items():
        _file(one)
        one.add_argument("--questionnaire", metavar="ID", required=name != "list", help="which questionnaire")
    found["print"].add_argument("--copies", type=int, metavar="N", required=True, help="how many")
    about_first = "the first running number (default: the next)"
    found["print"].add_argument("--from", dest="first", type=int, metavar="NUMBER", help=about_first)
    found["print"].add_argument("--large", action="store_true", help="large print: 18 points")
    found["print"].add_argument("--to", metavar="X.docx|X.html", type=_path, required=True, help="the file to write")
    found["print"].add_argument("--force", action="store_true", help="write over a file that is already there")
    found["print"].add_argument("--no-batch", action="store_true", help="a trial print: no numbers, nothing recorded")
    found["batch"].add_argument("--issued", type=int, metavar="N", help="how many copies went out")
    found["batch"].add_argument("--sent", metavar="DATE", help="the day on which they went out")
    found["batch"].add_argument("--back", metavar="DATE", help="the day on which what came back was counted in")
    found["batch"].add_argument("--from", dest="first", type=int, metavar="NUMBER", help="the first running number")
    found["batch"].add_argument("--to", dest="last", type=int, metavar="NUMBER", help="the last running number")
    found["batch"].add_argument("--check-digits", action="store_true", help="a check digit stands after each number")
    for name in ("print", "batch"):
        _by(found[name])
    _json(found["list"])


def _programmes(parser: Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions (none: list them)")
    show = actions.add_parser("show", help="show a programme", description="Show a programme.", allow_abbrev=False)
    show.add_argument("id", metavar="ID", help="such as cci-2009, or a TOML file")
    _json(show)
    about = "check a definition that you wrote"
    check = actions.add_parser("check", help=about, description=f"C{about[1:]}.", allow_abbrev=False)
    check.add_argument("file", metavar="X.toml", type=_path, help="a programme or a questionnaire")


def _case(parser: Parser) -> None:
    _file(parser)
    parser.add_argument("reference", metavar="REF", help="the case, such as 7")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--summary", action="store_true", help="strengths and gaps on one page, no scores")
    what.add_argument("--left", action="store_true", help="what to ask, then what else is open")
    parser.add_argument("--to", metavar="X.html|X.txt|X.md", type=_path, help="the file to write (default: print it)")
    parser.add_argument("--force", action="store_true", help="write over a file that is already there")


def _keys(parser: Parser) -> None:
    about = "print a file to start from: every action with its keys, as comments"
    parser.add_argument("--toml", action="store_true", help=about)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions (none: list them)")
    about = "say what is wrong with a file of keys"
    check = actions.add_parser("check", help=about, description=f"S{about[1:]}.", allow_abbrev=False)
    check.add_argument("file", metavar="FILE", nargs="?", type=_path, help="default: your own, keys.toml")


def _questionnaires(parser: Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions (none: list them)")
    abouts = {
        "show": "show a questionnaire",
        "check": "check a definition that you wrote, or an XLSForm workbook",
        "export": "write a questionnaire as XLSForm or TOML",
        "import": "make a definition of an XLSForm workbook, and name what cannot be taken",
        "add": "add a questionnaire to an inspection",
        "revise": "show what a revised definition does to the forms keyed already, and with --yes record it",
    }
    found = {
        name: actions.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)
        for name, about in abouts.items()
    }
    for name in ("show", "export"):
        found[name].add_argument("id", metavar="ID", help="such as children-2009, or a definition file")
        found[name].add_argument("file", metavar="FILE", nargs="?", type=_path, help="the inspection that it is of")
        _passphrase(found[name])
    for name in ("check", "import"):
        found[name].add_argument("file", metavar="X.toml|X.xlsx", type=_path, help="a definition, or a workbook")
    for name in ("add", "revise"):
        _file(found[name])
        about = "a definition, a workbook, or the id of a questionnaire that ships"
        found[name].add_argument("definition", metavar="X.toml|X.xlsx|ID", type=_path, help=about)
        _by(found[name])
    for name in ("check", "import", "add", "revise"):
        found[name].add_argument("--language", metavar="NAME", help="of a workbook in several, the one to take")
    for name in ("export", "import"):
        about = "the file to write"
        found[name].add_argument("--to", metavar="X.toml|X.xlsx", type=_path, required=True, help=about)
        found[name].add_argument("--force", action="store_true", help="write over a file that is already there")
    found["revise"].add_argument("--yes", action="store_true", help="record it")
    _json(found["show"])
