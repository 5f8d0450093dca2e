"""Small language tools for the search: which words say nothing, word stems, and the distance of two spellings.

All of them expect text that `fieldwork.text.fold` has folded.
"""

from __future__ import annotations

# Words that carry no meaning of their own, and those with which a question is put round a term.
_SILENT = """
    a about after all am an and any are as at be been being but by can could did do does doing done each every
    explain find for from get gets getting give given go goes had has have he her him his how i if in into is it
    its keep keeping keeps kept kind kinds let like look made make makes making me mean meaning means meant might
    much must my near no nor not of on one ones only or other others our out over own per please put said say see
    shall she should show so some somebody someone something sort stand stands such take taken takes taking tell
    than that the their them then there these they thing things this those to too type under up upon us used uses
    using very was we were what whats when where which who whom whos whose why will with within without would you
    your
"""
STOP_WORDS = frozenset(_SILENT.split())

# Endings, longest first, each with what is put in its place and how many letters must then be left. They come off
# one after another.
_ENDINGS = (
    ("abilities", "abl", 6),
    ("ability", "abl", 6),
    ("ingly", "", 4),
    ("orate", "", 4),
    ("ments", "", 4),
    ("ment", "", 4),
    ("ful", "", 4),
    ("ness", "", 4),
    ("able", "abl", 6),
    ("ions", "", 4),
    ("ives", "", 4),
    ("ings", "", 4),
    ("ion", "", 4),
    ("ive", "", 4),
    ("ing", "", 4),
    ("ies", "i", 4),
    ("ous", "", 4),
    ("ers", "", 4),
    ("ors", "", 5),
    ("als", "", 5),
    ("ed", "", 4),
    ("er", "", 4),
    ("or", "", 5),
    ("al", "", 5),
    ("ly", "", 4),
    ("es", "", 4),
    ("s", "", 3),
    ("e", "", 4),
    ("y", "i", 5),
)
_BY_LAST_LETTER: dict[str, list[tuple[str, str, int]]] = {}
for _row in _ENDINGS:
    _BY_LAST_LETTER.setdefault(_row[0][-1], []).append(_row)
_NO_PLURAL = ("ss", "us", "is")
_IRREGULAR = {"children": "child", "people": "person", "women": "woman", "men": "man"}
_ROUNDS = 3  # educationally loses three endings
_LEAST = 4  # a shorter word has no ending but a plural's
_DOUBLING = frozenset(("ing", "ed", "er", "ers", "al", "als"))
_DOUBLED = frozenset("bdgmnprt")  # planning, referral: not ll, ss (full, assess)


def stem(word: str) -> str:
    """What `word` has in common with its relatives: custody and custodial, vulnerable and vulnerability.

    A light stemmer for ranking descriptions; the stem need not be a word.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= _LEAST:
        return singular(word)
    for _ in range(_ROUNDS):
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    return word


def _without_ending(word: str) -> str:
    for ending, rest, least in _BY_LAST_LETTER.get(word[-1], ()):
        if not word.endswith(ending):
            continue
        kept = len(word) - len(ending)
        if kept + len(rest) < least or (ending == "s" and word.endswith(_NO_PLURAL)):
            continue
        shorter = word[:kept] + rest
        if ending in _DOUBLING and shorter[-1] == shorter[-2] and shorter[-1] in _DOUBLED:
            shorter = shorter[:-1]
        return shorter
    return word


def singular(word: str) -> str:
    """`word` without the ending of a plural, an acronym's too (`dtos`)."""
    if len(word) < _LEAST - 1 or word.endswith(_NO_PLURAL) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > _LEAST:
        return word[:-3] + "y"
    return word[:-1]


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be added, dropped, changed or swapped with their neighbour; `most` + 1 for any more.

    The optimal string alignment distance (Damerau's four slips of the typist), given up as soon as it is too large.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        # Only cells near the diagonal can be within reach; the others count as out of it.
        start, stop = max(1, i - most), min(len(other), i + most)
        before, last, row = row, before, [far] * (len(other) + 1)
        row[0] = i
        for j in range(start, stop + 1):
            b = other[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return far
    return min(row[-1], far)
