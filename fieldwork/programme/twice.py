"""What is known of keying forms a second time: how many, when all of them, what it finds. Data, with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fieldwork.paths import data_folder
from fieldwork.programme.codec import decode, refuse
from fieldwork.programme.loading import read_toml

FILE = "second-keying.toml"


@dataclass(frozen=True, slots=True)
class TwiceRules:
    """Which forms are keyed twice. Every figure has the source it comes from, ``assumed`` where there is none.

    Up to `everything_up_to` forms all are; of more a random `sample`, and all of them once the first keying has more
    than `widen_above` mistakes in 10,000 answers of the sample. `caught_by_another` and `caught_by_same` are how many
    of 100 mistakes a second keying by another or by the same person finds. `together`: how many mistakes are taken to
    stand on one form where none was seen.
    """

    everything_up_to: int
    sample: int
    which_source: str
    widen_above: int
    widen_source: str
    caught_by_another: int
    caught_by_same: int
    caught_source: str
    together: int
    together_source: str


@cache
def twice_rules() -> TwiceRules:
    """The rules as shipped.

    Raises:
        DefinitionError: the file does not hold together; names it, the key, what was found and what was expected.
    """
    path = data_folder() / FILE
    rules = decode(TwiceRules, read_toml(path), FILE)
    check_twice(rules, FILE)
    return rules


def check_twice(rules: TwiceRules, where: str) -> None:
    """Refuse rules by which nothing could be chosen.

    Raises:
        DefinitionError: names `where`, the key, what was found and what was expected.
    """
    for key in ("everything_up_to", "sample", "together"):
        if (found := getattr(rules, key)) < 1:
            raise refuse(where, key, f"it is {found}", "a whole number over 0")
    if rules.widen_above < 0:
        raise refuse(where, "widen_above", f"it is {rules.widen_above}", "mistakes in 10,000 answers, 0 or more")
    for key in ("caught_by_another", "caught_by_same"):
        if not 0 <= (found := getattr(rules, key)) <= 100:  # noqa: PLR2004 (of 100 mistakes)
            raise refuse(where, key, f"it is {found}", "how many of 100 mistakes")
