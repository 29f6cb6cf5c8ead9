"""Score cards: one's own, the one that was agreed, and all of them side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.appraisal import MOST_SCORE, Appraisal, ScoreCard
from planner.domain.programme.draft import fitted
from planner.reports.appraisal import judged, scored_options
from planner.services import appraisals, comparing, inputs
from planner.services.access import Access
from planner.services.appraisals import CardFound
from planner.services.inputs import ChangedMeanwhile
from planner.services.permissions import Permission
from planner.web.appraisal.blueprint import pages
from planner.web.guards import needs, writes

WHOSE = "<any(mine, agreed):whose>"
INSTRUCTION = f"Enter a whole number from 0 to {MOST_SCORE}, or leave it empty"
MOST_NOTE = 2000


@dataclass
class CardForm:
    """A score card on its page: what stands in each field by option and factor, and what is wrong with it."""

    written: dict[tuple[str, str], str]
    seen: str
    note: str = ""
    problems: dict[tuple[str, str], str] = field(default_factory=dict)
    message: str = ""

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every problem with the id of its field."""
        listed = [(f"score-{option}-{factor}", words) for (option, factor), words in self.problems.items()]
        return [*((("", self.message),) if self.message else ()), *listed]


@pages.get(f"/scores/{WHOSE}")
@needs(Permission.SCORE)
def card(access: Access, whose: str) -> str:
    """Show one's own score card, or the one that was agreed."""
    found = _card_or_403(access, whose)
    written = {
        (option, factor): str(score)
        for option, scores in found.card.scores.items()
        for factor, score in scores.items()
    }
    return _page(access, whose, CardForm(written, found.digest, found.card.note))


@pages.post(f"/scores/{WHOSE}")
@needs(Permission.SCORE)
@writes
def save_card(access: Access, whose: str) -> str | Response:
    """Save a score card; what is wrong with it is told on its field, and nothing is lost."""
    found = _card_or_403(access, whose)
    appraisal = appraisals.get_appraisal(access)
    form, body = _read(appraisal, _options(access), found)
    if not form.summary:
        kept, problems = fitted(ScoreCard, body)
        if problems:
            form.message = problems[0].message
        else:
            try:
                made = appraisals.as_card(kept)
                appraisals.save_card(access, made, is_moderated=whose == "agreed", seen=form.seen)
            except ChangedMeanwhile:
                form.seen = _card_or_403(access, whose).digest
                form.message = (
                    "These scores were changed while you were writing. Yours stand below and are not saved: "
                    "save again to put them in their place."
                )
    if form.summary:
        return _page(access, whose, form)
    flash("Scores saved.")
    return redirect(url_for("appraisal.every_card", slug=access.slug), 303)


@pages.get("/scores")
@needs(Permission.SEE_PLAN)
def every_card(access: Access) -> str:
    """Show all score cards side by side, and who comes first by each."""
    appraisal, cards, options = (
        appraisals.get_appraisal(access),
        appraisals.get_cards(access),
        _options(access),
    )
    return render_template(
        "appraisal/cards.html",
        access=access,
        appraisal=appraisal,
        options=options,
        cards=[(each, judged(appraisal, each.card, options)) for each in cards if each.card.scores],
        may_agree=access.may(Permission.CHANGE_INPUTS),
        may_score=access.may(Permission.SCORE),
    )


def _card_or_403(access: Access, whose: str) -> CardFound:
    """What was agreed is written down by those who may change the inputs."""
    if whose == "agreed" and not access.may(Permission.CHANGE_INPUTS):
        abort(403)
    return appraisals.get_card(access, is_moderated=whose == "agreed")


def _options(access: Access) -> dict[str, str]:
    base = inputs.get_text(access)
    return scored_options([comparing.compared(each, base) for each in comparing.get_columns(access)])


def _read(
    appraisal: Appraisal, options: dict[str, str], found: CardFound
) -> tuple[CardForm, dict[str, object]]:
    """What was sent: scores of options and factors that are there; those of others stay as they were kept."""
    form = CardForm({}, request.form.get("seen", ""), request.form.get("note", "")[:MOST_NOTE].strip())
    factors = [factor.id for factor in appraisal.factors]
    scores = {option: dict(kept) for option, kept in found.card.scores.items()}
    for option in options:
        for factor in factors:
            written = request.form.get(f"score-{option}-{factor}", "").strip()
            form.written[option, factor] = "".join(each for each in written[:40] if each.isprintable())
            scores.setdefault(option, {}).pop(factor, None)
            if not written:
                continue
            if not (
                written.isascii() and written.isdigit() and len(written) < 3 and int(written) <= MOST_SCORE
            ):
                form.problems[option, factor] = INSTRUCTION
            else:
                scores[option][factor] = int(written)
    return form, {"scores": {key: kept for key, kept in scores.items() if kept}, "note": form.note}


def _page(access: Access, whose: str, form: CardForm) -> str:
    return render_template(
        "appraisal/card.html",
        access=access,
        whose=whose,
        form=form,
        factors=appraisals.get_appraisal(access).factors,
        options=_options(access),
    )
