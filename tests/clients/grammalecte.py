#!/usr/bin/env python3
"""Has Grammalecte anything to correct that drogman brought in?

Writes the French sentences of a folder from one style to the other and back, with
tests/cases/normalize/europe.yaml, and compares what Grammalecte reports of elision, contraction and
articles before and after. Needs grammalecte-cli (Debian: grammalecte-cli).

  DROGMAN_BENCH=folder   a folder; every fr/*.txt and *.fr below it is read, one sentence a line
  DROGMAN=path           the binary (default target/release/drogman)
  DROGMAN_SENTENCES=n    how many sentences (default 20000)

Exit 1 when a sentence has a finding after that it had not before.
"""
import glob, json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GLOSSARY = os.path.join(HERE, "..", "cases", "normalize", "europe.yaml")
DROGMAN = os.environ.get("DROGMAN", "target/release/drogman")
LIMIT = int(os.environ.get("DROGMAN_SENTENCES", "20000"))
# Rules of Grammalecte about the words before a noun: elision and euphony, contraction (de le, à les),
# agreement of determiner and noun.
KINDS = re.compile(r"eleu|eup|elision|contraction|contr_|gn_(?:les|le_|la_|l_|un|une|ce|cet|du|au|aux|des|mon|nombre|det)|det|de_le|à_le|a_le")


def sentences():
    found = []
    bench = os.environ["DROGMAN_BENCH"]
    for pattern in ("**/fr/*.txt", "**/*.fr", "**/fr/texts/*.txt"):
        for path in sorted(glob.glob(os.path.join(bench, pattern), recursive=True)):
            lines = open(path, encoding="utf-8", newline="").read().replace("\r", "").split("\n")
            found += [line for line in lines if line.strip()]
    return found[:LIMIT]


def normalize(lines, style):
    command = [DROGMAN, "normalize", "-g", GLOSSARY, "--style", style, "--quotes", "rewrite", "--lang", "fr",
               "--input-format", "plain", "--not-wrapped", "--quiet", "-"]
    done = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=True)
    return done.stdout.decode().split("\n")


def replace(lines):
    """The names of the glossary replaced by the other style's, as a search-and-replace would."""
    text = open(GLOSSARY, encoding="utf-8").read()
    names = dict(re.findall(r"default: ([^,{}]+), other: ([^,{}]+)}", text))
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    return [pattern.sub(lambda match: names[match.group()], line) for line in lines]


def findings(lines):
    """For each line, the rules of Grammalecte that report it."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        file.write("\n".join(lines) + "\n")
    command = ["grammalecte-cli", "-f", file.name, "-j", "-ctx"]
    report = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    os.unlink(file.name)
    rules = [[] for _ in lines]
    for paragraph in report["data"]:
        for error in paragraph["lGrammarErrors"]:
            text = lines[paragraph["iParagraph"] - 1][error["nStart"]:error["nEnd"]]
            rules[paragraph["iParagraph"] - 1].append((error["sRuleId"], error.get("sType", ""), text, error["sMessage"]))
    return rules


def main():
    before = sentences()
    there = normalize(before, "other")
    back = normalize(there, "default")
    assert len(before) == len(there) == len(back), "lines were lost"
    changed = [n for n in range(len(before)) if before[n] != there[n] or before[n] != back[n]]
    print(f"{len(before)} sentences, {len(changed)} of them rewritten, {sum(before[n] == back[n] for n in changed)} the same after there and back")
    old = findings([before[n] for n in changed])
    # The control: names replaced and nothing repaired. Grammalecte must have plenty to say, or the test says nothing.
    naive = findings(replace([before[n] for n in changed]))
    control = sum(len([rule for rule in found if relevant(rule)]) - len([rule for rule in was if relevant(rule)]) for found, was in zip(naive, old))
    print(f"without repair: {control} more findings")
    assert control > 0 or not changed
    new_findings = 0
    for name, version in (("there", there), ("back", back)):
        now = findings([version[n] for n in changed])
        for place, n in enumerate(changed):
            count = lambda found: [rule for rule in found if relevant(rule)]
            had = [rule[0].split("__")[0] for rule in count(old[place])]
            for rule in count(now[place]):
                key = rule[0].split("__")[0]
                if key in had:
                    had.remove(key)
                    continue
                new_findings += 1
                print(f"{name}: {rule[0]} [{rule[1]}] «{rule[2]}»: {rule[3]}\n  {before[n]}\n  {version[n]}")
    print(f"{new_findings} new findings")
    return 1 if new_findings else 0


def relevant(rule):
    return rule[1] in ("eleu", "gn", "sgpl") or bool(KINDS.search(rule[0]))


if __name__ == "__main__":
    sys.exit(main())
