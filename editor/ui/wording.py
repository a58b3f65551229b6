"""How a suggestion is put into words: what it changes, where it stands, how sure it is, what became of it."""

from __future__ import annotations

from editor.review import Mark, Review, Verdict
from editor.suggest.suggestion import JOIN, Kind
from editor.ui.translate import plural, tr

_AROUND = 44  # characters of context on each side


def shown(text: str) -> str:
    """Return text with its line breaks made visible, for one line."""
    return text.replace("\r\n", "\n").replace("\n", " ⏎ ").replace("\u2028", " ⏎ ")


def before_of(mark: Mark) -> str:
    """Return what stood, or stands, in the text."""
    return shown(mark.suggestion.original) or tr("(nothing)")


def after_of(mark: Mark) -> str:
    """Return what may stand there instead: the chosen text once accepted, else the best replacement."""
    if mark.verdict is not Verdict.ACCEPTED and joins(mark):
        return tr("join with the next paragraph")
    if only_points(mark):
        return tr("look here")
    text = mark.chosen if mark.verdict is Verdict.ACCEPTED else mark.suggestion.replacement
    only_space = not text.strip() and mark.suggestion.original.strip()  # of ", um, " a space is left
    return tr("(remove)") if only_space or not text else shown(text)


def only_points(mark: Mark) -> bool:
    """True where a suggestion says that something is odd but not what should stand there."""
    return mark.verdict is not Verdict.ACCEPTED and not mark.suggestion.replacements


def joins(mark: Mark) -> bool:
    """True where a suggestion points at a paragraph that goes on in the next one."""
    return not mark.decided and mark.suggestion.rule == JOIN


def kind_name(kind: Kind) -> str:
    """Return the name of a source for people."""
    return {Kind.DICTIONARY: tr("Dictionary"), Kind.GRAMMAR: tr("Grammar"), Kind.SPEECH: tr("Speech")}[kind]


def verdict_name(verdict: Verdict) -> str:
    """Return what became of a suggestion, in a word."""
    return {
        Verdict.OPEN: tr("open"), Verdict.ACCEPTED: tr("accepted"), Verdict.REJECTED: tr("rejected"),
        Verdict.EDITED: tr("edited by hand"), Verdict.IGNORED: tr("ignored"),
    }[verdict]


def percent(confidence: float) -> str:
    """Return a confidence 0..1 as people read it."""
    return tr("{p} %", p=round(confidence * 100))


def sureness(review: Review, mark: Mark) -> str:
    """Return the words at the right of a card: "97 % · 4 places"."""
    places = review.alike_count(mark)
    text = percent(mark.suggestion.confidence)
    return text if places < 2 else f"{text} · " + plural("{n} place", "{n} places", places)


def context_html(review: Review, mark: Mark) -> str:
    """Return the words around a mark as rich text, the mark itself bold."""
    import html  # after the first paint: its table of entities takes some milliseconds

    before, itself, after = context_of(review, mark)
    return f"{html.escape(before)}<b>{html.escape(itself)}</b>{html.escape(after)}"


def context_of(review: Review, mark: Mark, around: int = _AROUND) -> tuple[str, str, str]:
    """Return what stands before the mark, in it and behind it, cut at words and with an ellipsis where cut."""
    home = review.paragraph_of(mark.id)
    paragraph = review.transcript.by_id(home) if home is not None else None
    if paragraph is None:
        return "", mark.suggestion.original, ""
    text, start, end = paragraph.text, mark.span.start, mark.span.end
    left, right = text[max(0, start - around) : start], text[end : end + around]
    if start > around:
        cut = left.find(" ")
        left = "…" + left[cut + 1 if 0 <= cut < around // 2 else 0 :]
    if end + around < len(text):
        cut = right.rfind(" ")
        right = right[: cut if cut > around // 2 else len(right)].rstrip(" .,;:") + "…"
    return shown(left), shown(text[start:end]), shown(right)


def reasons_of(mark: Mark) -> str:
    """Return why the suggestion was made, as one line of short phrases."""
    suggestion = mark.suggestion
    lead = suggestion.title or kind_name(suggestion.kind)
    return " · ".join([lead, *(r for r in suggestion.reasons if r and r != lead)])


def sentence(review: Review, mark: Mark) -> str:
    """Return a mark as one sentence for a screen reader."""
    words = (tr("look at {before}", before=before_of(mark)) if only_points(mark)
             else tr("replace {before} with {after}", before=before_of(mark), after=after_of(mark)))
    state = verdict_name(mark.verdict) if mark.decided else sureness(review, mark)
    return f"{words}, {kind_name(mark.suggestion.kind)}, {state}"
