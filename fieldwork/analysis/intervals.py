"""How sure a share is: 95% intervals for one answer a case, and for several answers that go together by case.

One answer a case: Wilson's score interval (E. B. Wilson 1927, "Probable inference, the law of succession, and
statistical inference", JASA 22:209-212), which stays inside 0 and 100 and does not collapse at either end.

Several answers of each case pooled: a case that was assessed badly is badly assessed in most of its answers, so
600 answers of 60 cases tell less than 600 of 600 cases, and Wilson on 600 would claim far too much. The variance of
the pooled share is that of a ratio of sums over cases, by linearisation; it gives the *effective* number of
answers, and Wilson is taken on that number (E. L. Korn and B. I. Graubard 1998, "Confidence intervals for
proportions with small expected number of positive counts estimated from survey data", Survey Methodology
24:193-201; N. Dean and M. Pagano 2015, "Evaluating confidence interval methods for binomial proportions in
clustered surveys", Journal of Survey Statistics and Methodology 3:484-503, who find Wilson on the effective sample
size among the best). Questionnaires get no interval: returns are no random sample (DESIGN 2).

Shares run from 0 to 1 here; `per_cent` makes per cent with one decimal of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt, tan
from statistics import NormalDist
from typing import NamedTuple

Z95 = NormalDist().inv_cdf(0.975)
"""The 97.5% point of the normal distribution, 1.95996."""

_NO_VARIANCE = 1e-24
"""Below this a variance is the noise of floating point: a real one is over 1e-16 up to ten thousand answers."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval: 0 <= `low` <= `high` <= 1."""

    low: float
    high: float

    def per_cent(self) -> tuple[float, float]:
        """Both ends in per cent, rounded to one decimal."""
        return round(100 * self.low, 1), round(100 * self.high, 1)


class Moments(NamedTuple):
    """Sums over the cases that have an answer in a set: all that the clustered interval of a pooled share needs.

    With y good answers of m answers in a case: `cases` of them, `yes` sum of y, `of` sum of m, then the sums of y·y,
    y·m and m·m. Whole numbers, so they can be kept by adding and taking away without any drift.
    """

    cases: int = 0
    yes: int = 0
    of: int = 0
    yes_yes: int = 0
    yes_of: int = 0
    of_of: int = 0

    def changed(self, yes: int, of: int, sign: int) -> Moments:
        """With a case of `yes` good answers of `of` put in (`sign` 1) or taken out (-1)."""
        if of == 0:
            return self
        return Moments(
            self.cases + sign,
            self.yes + sign * yes,
            self.of + sign * of,
            self.yes_yes + sign * yes * yes,
            self.yes_of + sign * yes * of,
            self.of_of + sign * of * of,
        )


def wilson(share: float, size: float) -> Bounds:
    """Wilson's 95% interval of a `share` seen in `size` answers; `size` may be an effective one, so any number > 0.

    Raises:
        ValueError: `size` is not over 0, or `share` not between 0 and 1.
    """
    if size <= 0 or not 0 <= share <= 1:
        raise ValueError(f"no interval of a share of {share} in {size} answers")
    square = Z95 * Z95
    centre = share + square / (2 * size)
    spread = Z95 * sqrt(share * (1 - share) / size + square / (4 * size * size))
    whole = 1 + square / size
    low = 0.0 if share == 0 else max(0.0, (centre - spread) / whole)
    high = 1.0 if share == 1 else min(1.0, (centre + spread) / whole)
    return Bounds(low, high)


def pooled_variance(moments: Moments) -> float:
    """The variance of the pooled share yes/of, each case a cluster: C/(C-1) · sum of (y - p·m)² / of².

    Worked out in whole numbers until the last division. 0 with fewer than two cases.
    """
    if moments.cases < 2:  # noqa: PLR2004 (a spread needs two)
        return 0.0
    yes, of = moments.yes, moments.of
    squares = of * of * moments.yes_yes - 2 * yes * of * moments.yes_of + yes * yes * moments.of_of
    return moments.cases * squares / ((moments.cases - 1) * of**4)


def effective_size(share: float, variance: float, answers: int, cases: int) -> float:
    """How many independent answers tell as much as these `answers` of `cases` cases do.

    share·(1 - share)/variance, but never more than `answers` (negatively correlated answers are no bonus); the
    number of cases where the variance is zero (all cases alike: then a case, not an answer, is what was seen again
    and again); one where there is one case. Few cases estimate a variance badly, so the size is shrunk by the
    square of the normal over Student's quantile with cases - 1 degrees of freedom, as Korn and Graubard do; at
    least one answer remains.
    """
    if cases <= 1:
        return 1.0
    size = float(cases) if variance < _NO_VARIANCE else min(float(answers), share * (1 - share) / variance)
    return max(1.0, size * (Z95 / student(cases - 1)) ** 2)


def clustered(moments: Moments) -> Bounds:
    """The 95% interval of the pooled share yes/of, where the answers of one case go together.

    Raises:
        ValueError: there is no answer.
    """
    if moments.of <= 0:
        raise ValueError("no interval without an answer")
    share = moments.yes / moments.of
    size = effective_size(share, pooled_variance(moments), moments.of, moments.cases)
    return wilson(share, size)


def student(degrees: int) -> float:
    """The 97.5% point of Student's t with `degrees` of freedom (1 or more).

    Exact for 1 and 2; from 3 on the expansion of Abramowitz and Stegun (1964, Handbook of Mathematical Functions,
    26.7.5), which is 0.1% off at 3 degrees and nearer than 0.03% from 4 on.

    Raises:
        ValueError: fewer than one degree of freedom.
    """
    if degrees < 1:
        raise ValueError(f"Student's t with {degrees} degrees of freedom")
    if degrees == 1:
        return tan(pi * 0.475)
    if degrees == 2:  # noqa: PLR2004 (degrees of freedom with a closed form)
        return sqrt(2 / (0.05 * 1.95) - 2)
    z, v = Z95, float(degrees)
    terms = (
        (z**3 + z) / (4 * v),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3),
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4),
    )
    return z + sum(terms)
