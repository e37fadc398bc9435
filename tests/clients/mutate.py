#!/usr/bin/env python3
"""Spoiled files of every kind, given to the real program.

Files that drogman reads (documents, glossaries, term lists, SRX rules, configurations) are broken in ways that
files break in: bytes flipped, parts cut, doubled, repeated a thousandfold, tags left open, numbers made huge,
control characters and other files spliced in; archives also inside their members. Each must end by itself with
exit code 0, 1 or 2, within bounds of time and memory, with messages of one line that send no control character,
and must leave its input as it was and no temporary file behind.

    mutate.py [--bin target/release/drogman] [--runs 2000] [--seed 1] [--keep FOLDER] [--jobs 2]
"""
import argparse, io, os, random, re, resource, shutil, subprocess, sys, tempfile, time, zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cases"
CPU_SECONDS, MEMORY_KB, MESSAGE_BYTES = 5, 300 << 10, 2_000
# What a program that has to stop for want of memory or time could otherwise do to the machine.
HARD_CPU_SECONDS, HARD_MEMORY = 30, 4 << 30

LISTS = "csv tsv xlsx tbx tbx2 tmx xliff xliff2 omegat skos json".split()
TOKENS = [b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&#0;", b"&#x110000;", b"&amp", b"<!DOCTYPE",
          b"<!ENTITY a \"aaaa\">", b"\"", b"'", b"=", b": ", b"- ", b"[", b"]", b"{", b"}", b"|", b">-", b"*a", b"&a ",
          b"!!str ", b"\t", b"\n", b"\r", b"\r\n\r\n", b"\x00", b"\x1b[31m", b"\x1b]0;x\x07", b"\xff\xfe", b"\xef\xbb\xbf",
          b"\xc3", b"\xe2\x80\x8b", b"\xc2\xad", b"\xcc\x81", b"msgid ", b"msgstr \"", b"00:00:01,000 --> ", b"```\n", b"---\n",
          b"Haut-Karabakh", "d\u2019Ievlakh".encode(), b"Stepanakert", b"preferred: ", b"variants: ", b"<tu>", b"<seg>",
          b"<bpt i=\"1\">", b"<source>", b"<mrk mtype=\"term\">", b"<w:t>", b"<w:p>", b"=1+1", b"99999999999999999999"]


def docx(body: bytes) -> bytes:
    """A Word document of the given main part."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
                               f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{office}" '
                       f'Target="word/document.xml"/></Relationships>'.encode(),
        "word/document.xml": body,
    })


def zipped(members: dict) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def spoil(data: bytes, rng: random.Random, others: list) -> bytes:
    """One to four of the ways in which bytes break."""
    for _ in range(rng.choice([1, 1, 2, 3, 4])):
        at, end = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
        end = min(end, at + rng.choice([1, 8, 64, 512]))
        part = data[at:end]
        way = rng.randrange(10)
        if way == 0:
            data = data[:at] + bytes(rng.randrange(256) for _ in range(rng.randrange(1, 9))) + data[at + 1:]
        elif way == 1:
            data = data[:at] + data[end:]
        elif way == 2:
            data = data[:end] + part + data[end:]
        elif way in (3, 4):
            data = data[:at] + rng.choice(TOKENS) + data[at:]
        elif way == 5:
            data = data[:at]
        elif way == 6:
            data = data[:end] + part * rng.choice([10, 100, 1000]) + data[end:]
        elif way == 7:
            number = rng.choice([b"-1", b"0", b"4294967295", b"9" * 30, b"1e308"])
            data = re.sub(rb"\d+", lambda found: number if rng.random() < .2 else found.group(), data)
        elif way == 8:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            data = data[:at] + other[start:start + rng.choice([8, 64, 1024])] + data[end:]
        else:
            tags = list(re.finditer(rb"</[^>]*>", data))
            if tags:
                tag = rng.choice(tags)
                data = data[:tag.start()] + data[tag.end():]
        data = data[:1 << 20]
    return data


def spoil_archive(data: bytes, rng: random.Random, others: list) -> bytes:
    """An archive with one member spoiled, or the archive's own bytes."""
    if rng.random() < .3:
        return spoil(data, rng, others)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(list(members))
    members[name] = spoil(members[name], rng, others)
    return zipped(members)


SRX = b"""<?xml version="1.0"?><srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no">
<formathandle type="start" include="no"/></header><body><languagerules><languagerule languagerulename="fr">
<rule break="no"><beforebreak>\\bM\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
<rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\\s+\\p{Lu}</afterbreak></rule></languagerule></languagerules>
<maprules><languagemap languagepattern="fr.*" languagerulename="fr"/></maprules></body></srx>"""
CONFIGURATION = """glossary: [g.yaml]
style: default
abbreviations: [env, cf]
rules: {mixed: off, ambiguous-name: info}
ignore:
  - {form: Bakou, file: 'a*.txt'}
""".encode()


def kinds(binary: str, scratch: Path) -> list:
    """(name, ending, bytes, verbs): what is spoiled, and what it is given to; FILE, OUT stand for paths."""
    glossary = str(CASES / "glossary.drogman.yaml")
    checks = [["check", "FILE", "-g", glossary, "--format", "json"], ["check", "FILE", "-g", glossary],
              ["normalize", "FILE", "-g", glossary, "-o", "OUT"], ["segment", "FILE"],
              ["match", "FILE", "-g", glossary], ["extract", "FILE", "-g", glossary, "--all"],
              ["sheet", "FILE", "-g", glossary, "-o", "OUT"]]
    out = []
    for file in sorted((CASES / "document").iterdir()):
        if file.name != "document.xml":
            out.append((file.suffix[1:], file.suffix, file.read_bytes(), checks))
    out.append(("docx", ".docx", docx((CASES / "document/document.xml").read_bytes()), checks))
    seed = sorted((ROOT / "seeds").iterdir())[0].read_text()[:2000]
    for encoding in ("utf-8", "cp1252", "utf-16"):
        out.append((f"txt-{encoding}", ".txt", seed.encode(encoding, "replace"), checks))
    listing = CASES / "exchange/glossary.yaml"
    for format in LISTS:
        file = scratch / f"list.{format}"
        subprocess.run([binary, "-q", "-g", str(listing), "glossary", "export", "--format", format, "-o", str(file)],
                       check=True)
        ending = {"xlsx": ".xlsx", "xliff": ".xlf", "xliff2": ".xlf", "skos": ".ttl"}.get(format, "." + format)
        verbs = [["glossary", "import", "FILE", "--format", format, "-o", "OUT/g.yaml"]]
        if format in ("xlsx", "csv", "tsv"):
            verbs.append(["glossary", "merge", str(listing), "FILE", "--dry-run"])
            verbs.append(["check", "FILE", "-g", glossary])
        out.append((f"list-{format}", ending, file.read_bytes(), verbs))
    article = sorted((ROOT / "seeds").iterdir())[0]
    for file in (listing, CASES / "matching/glossary.yaml", CASES / "normalize/europe.yaml"):
        verbs = [["glossary", "lint", "FILE"], ["glossary", "fmt", "--check", "FILE"],
                 ["check", str(article), "-g", "FILE"], ["lookup", "Evlakh", "-g", "FILE"]]
        out.append(("glossary", ".yaml", file.read_bytes()[:20_000], verbs))
    out.append(("srx", ".srx", SRX, [["segment", str(article), "--srx", "FILE"]]))
    out.append(("configuration", "drogman.yaml", CONFIGURATION, [["check", str(article)]]))
    return out


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (HARD_MEMORY, HARD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (HARD_CPU_SECONDS, HARD_CPU_SECONDS))


def faults(result, usage, error: bytes) -> list:
    """What is wrong with how a run ended."""
    found = []
    if result not in (0, 1, 2):
        found.append(f"exit {result}")
    if b"panicked" in error or b"failed on this file" in error:
        found.append("panic")
    if usage.ru_utime + usage.ru_stime > CPU_SECONDS:
        found.append(f"{usage.ru_utime + usage.ru_stime:.1f} s of CPU")
    if usage.ru_maxrss > MEMORY_KB:
        found.append(f"{usage.ru_maxrss >> 10} MB")
    if any(len(line) > MESSAGE_BYTES for line in error.splitlines()):
        found.append("a message longer than anybody reads")
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", error):
        found.append("a control character in a message")
    try:
        error.decode()
    except UnicodeDecodeError:
        found.append("a message that is not UTF-8")
    lines = error.decode(errors="replace").splitlines()
    # A message starts with its file, or says what it is; the lines of a glossary shown under one are indented.
    message = re.compile(r"^(error|warning|note)(\[|:)|^\S*[./-]\S*|^\d+ |^ |^$|^nothing |^glossary: |^types guessed: ")
    wild = [line for line in lines if not message.match(line)]
    if wild:
        found.append(f"a line that is no message: {wild[0][:80]!r}")
    return found


def run(binary: str, number: int, kind, seed: int, others: list, keep: Path | None):
    """Runs one spoiled file; what went wrong, or None."""
    name, ending, data, verbs = kind
    rng = random.Random(f"{seed}/{number}")
    spoiled = (spoil_archive if data[:2] == b"PK" else spoil)(data, rng, others)
    verb = rng.choice(verbs)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        file = folder / (ending if ending == "drogman.yaml" else f"f{ending}")
        file.write_bytes(spoiled)
        (folder / "out").mkdir()
        (folder / "g.yaml").write_bytes((CASES / "matching/glossary.yaml").read_bytes())
        command = [binary] + [part.replace("FILE", str(file)).replace("OUT", str(folder / "out")) for part in verb]
        with open(folder / "stderr", "w+b") as error:
            process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=error, preexec_fn=limits)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            error.seek(0)
            found = faults(process.returncode, usage, error.read())
        if file.read_bytes() != spoiled:
            found.append("the input was changed")
        if any(".drogman-" in path.name for path in folder.rglob("*")):
            found.append("a temporary file was left")
        if not found:
            return None
        if keep:
            shutil.copy(file, keep / f"{name}-{seed}-{number}{ending if ending != 'drogman.yaml' else '.yaml'}")
            shutil.copy(folder / "stderr", keep / f"{name}-{seed}-{number}.stderr")
        return f"{name}-{seed}-{number}: {'; '.join(found)}: {' '.join(verb)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", default=str(ROOT / "target/release/drogman"))
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", type=Path, help="where the files that did harm are put")
    options = parser.parse_args()
    binary = os.path.abspath(options.bin)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        every = kinds(binary, Path(scratch))
        others = [kind[2] for kind in every]
        work = lambda number: run(binary, number, every[number % len(every)], options.seed, others, options.keep)
        start = time.time()
        with ThreadPoolExecutor(options.jobs) as pool:
            wrong = [line for line in pool.map(work, range(options.runs)) if line]
    print("\n".join(wrong[:50]))
    print(f"{options.runs} spoiled files of {len(every)} kinds in {time.time() - start:.0f} s: {len(wrong)} did harm")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
