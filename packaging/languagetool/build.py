"""Assemble the folder of a LanguageTool server: pinned, checked against recorded sums, without what is not needed.

    python packaging/languagetool/build.py --languages en de fr --out build/languagetool

Needs Maven (`mvn`) and Java. The jars come from Maven's own local repository where it has them, so that a second
build, or a build with a cached repository, needs no network. Every jar must have a line in SHA256SUMS; `--record`
writes the missing lines for a person to look at and commit.

The trimmed set was found by running the full server over an hour of interview with class loading logged: the jars
whose classes are never loaded go, those that hold only data were tried one by one. `--full` keeps everything, to
compare the two.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUMS = HERE / "SHA256SUMS"
VERSION = "6.8"
MANIFEST = "languagetool.json"
ALWAYS = ("en", "es", "ca", "pt")  # the English module does not start without the others
# Jars of the server itself that a check really uses; all others of the server's own dependencies are left out.
NEEDED = (
    "commons-lang3", "commons-logging", "commons-pool2", "commons-text", "english-pos-dict", "failureaccess",
    "fastutil-core", "grpc-api", "guava", "hppc", "indriya", "jackson-core", "jakarta.xml.bind-api", "jcl-over-slf4j",
    "language-ca", "language-detector", "language-en", "language-es", "language-pt", "languagetool-core",
    "languagetool-gui-commons", "languagetool-server", "logback-classic", "logback-core", "morfologik-fsa",
    "morfologik-fsa-builders", "morfologik-speller", "morfologik-stemming", "mybatis", "opennlp-chunk-models",
    "opennlp-postag-models", "opennlp-tokenize-models", "opennlp-tools", "opentelemetry-api", "opentelemetry-context",
    "opentelemetry-semconv", "protobuf-java", "resilience4j-circuitbreaker", "segment", "simpleclient",
    "simpleclient_guava", "simpleclient_tracer_common", "simpleclient_tracer_otel", "slf4j-api", "unit-api",
    "uom-lib-common",
)
# What a language needs of the server's dependencies, or of another language's, when it is asked for.
EXTRA = {
    "es": ("spanish-pos-dict",), "ca": ("catalan-pos-dict",), "pt": ("portuguese-pos-dict",), "fr": ("openregex",),
    "de": ("openregex", "hunspell", "jna", "aho-corasick-double-array-trie"),
    "nl": ("aho-corasick-double-array-trie",),
}


def main(arguments: list[str] | None = None) -> int:
    """Build, or find that it is built already; return the exit code."""
    options = _options(arguments)
    languages = tuple(dict.fromkeys(["en", *options.languages]))
    stamp = _stamp(languages, options.full)
    if not options.record and _built(options.out, stamp):
        print(f"{options.out}: up to date ({_size(options.out) / 1e6:.1f} MB)")
        return 0
    if shutil.which("mvn") is None:
        return _fail("Maven (mvn) is not installed; on Debian and Ubuntu: apt install maven")
    with tempfile.TemporaryDirectory(prefix="languagetool-build-") as work:
        resolved = Path(work, "all")
        base = {_name(jar) for jar in _resolve(ALWAYS, Path(work, "base"))}
        jars = _resolve((*ALWAYS, *languages), resolved)
        wanted = [jar for jar in jars if options.full or _keep(jar, base, languages)]
        if options.record:
            _record(jars)
        wrong = _mismatches(wanted)
        if wrong:
            return _fail("\n".join(wrong))
        _assemble(options.out, wanted, languages, stamp)
    total = sum(jar.stat().st_size for jar in (options.out / "libs").glob("*.jar"))
    print(f"{options.out}: LanguageTool {VERSION} for {', '.join(languages)}: {len(wanted)} of {len(jars)} jars, "
          f"{total / 1e6:.1f} MB; every jar matches its recorded SHA-256")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Assemble the folder of a LanguageTool server.")
    parser.add_argument("--languages", nargs="+", default=["en"], metavar="CODE", help="en de fr …; en is always in")
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "build" / "languagetool")
    parser.add_argument("--full", action="store_true", help="leave nothing out, to compare with the trimmed folder")
    parser.add_argument("--record", action="store_true", help="write missing sums to SHA256SUMS, to be looked at")
    return parser.parse_args(arguments)


def _stamp(languages: tuple[str, ...], full: bool) -> str:
    """What the result depends on: this program, the recorded sums, the pom, the languages."""
    digest = hashlib.sha256()
    for path in (Path(__file__), SUMS, HERE / "pom.xml"):
        digest.update(path.read_bytes() if path.exists() else b"")
    digest.update(repr((languages, full)).encode())
    return digest.hexdigest()


def _built(out: Path, stamp: str) -> bool:
    try:
        content = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    names = content.get("jars", [])
    return bool(content.get("stamp") == stamp and names and all((out / "libs" / n).is_file() for n in names))


def _resolve(languages: tuple[str, ...], into: Path) -> list[Path]:
    """Have Maven copy everything that a server with these languages names; return the jars."""
    into.mkdir()
    template = (HERE / "pom.xml").read_text(encoding="utf-8")
    entries = "".join(
        "<dependency><groupId>org.languagetool</groupId>"
        f"<artifactId>language-{code}</artifactId><version>${{languagetool.version}}</version></dependency>\n"
        for code in dict.fromkeys(languages)
    )
    pom = into / "pom.xml"
    pom.write_text(template.replace("<!-- languages -->", entries), encoding="utf-8")
    command = ["mvn", "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", "-DincludeScope=runtime",
               f"-DoutputDirectory={into / 'jars'}"]
    done = subprocess.run(command, check=False, env={**os.environ, "MAVEN_OPTS": "-XX:TieredStopAtLevel=1"})
    if done.returncode:
        sys.exit(_fail(f"Maven could not fetch the parts for {' '.join(languages)} (see its messages above)"))
    return sorted((into / "jars").glob("*.jar"))


def _keep(jar: Path, base: set[str], languages: tuple[str, ...]) -> bool:
    """True for what every server needs, and for what one of the languages brought along."""
    name = _name(jar)
    if name in NEEDED or any(name in EXTRA.get(code, ()) for code in languages):
        return True
    return name not in base


def _name(jar: Path) -> str:
    """Return the artifact of a jar: "guava" of "guava-33.5.0-jre.jar"."""
    parts = jar.stem.split("-")
    version = next(n for n, part in enumerate(parts) if part[:1].isdigit())
    return "-".join(parts[:version])


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _recorded() -> dict[str, str]:
    lines = SUMS.read_text(encoding="ascii").splitlines() if SUMS.exists() else []
    return {name: digest for digest, name in (line.split() for line in lines if line and not line.startswith("#"))}


def _mismatches(jars: list[Path]) -> list[str]:
    known = _recorded()
    wrong = []
    for jar in jars:
        if jar.name not in known:
            wrong.append(f"{jar.name}: no recorded SHA-256; look at it, then run with --record")
        elif _sha256(jar) != known[jar.name]:
            wrong.append(f"{jar.name}: its SHA-256 is not the recorded one; it is not used")
    return wrong


def _record(jars: list[Path]) -> None:
    sums = {**{jar.name: _sha256(jar) for jar in jars}, **_recorded()}  # a recorded sum is never overwritten
    SUMS.write_text("".join(f"{sums[name]}  {name}\n" for name in sorted(sums)), encoding="ascii")
    print(f"{SUMS}: {len(sums)} sums")


def _assemble(out: Path, jars: list[Path], languages: tuple[str, ...], stamp: str) -> None:
    """Put the folder together beside its place, then move it there: never a half-finished one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".languagetool-", dir=out.parent) as beside:
        fresh = Path(beside, "fresh")
        (fresh / "libs").mkdir(parents=True)
        for jar in jars:
            shutil.copyfile(jar, fresh / "libs" / jar.name)
        _licences(jars, fresh / "licences")
        content = {"version": VERSION, "languages": languages, "stamp": stamp, "jars": [jar.name for jar in jars]}
        (fresh / MANIFEST).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        if out.exists():
            out.rename(Path(beside, "old"))
        fresh.rename(out)


def _licences(jars: list[Path], folder: Path) -> None:
    """Keep every licence and notice that the jars carry, and LanguageTool's own."""
    folder.mkdir()
    shutil.copyfile(HERE / "LICENSE-LanguageTool.txt", folder / "LanguageTool.txt")
    for jar in jars:
        with zipfile.ZipFile(jar) as content:
            for name in content.namelist():
                stem = Path(name).stem.lower()
                if name.count("/") <= 1 and not name.endswith("/") and stem in ("license", "notice", "copying"):
                    (folder / f"{jar.stem}.{stem}.txt").write_bytes(content.read(name))
    names = "\n".join(f"  {jar.name}" for jar in jars)
    (folder / "README.txt").write_text(
        f"LanguageTool {VERSION} (LGPL 2.1 or later) and the libraries it uses, unchanged as published:\n{names}\n"
        'The source of each is published under the same name and version with the classifier "sources".\n',
        encoding="utf-8")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
