#!/usr/bin/env python3
"""Makes src/extract/data/general.tsv, the general French word counts.

    general.py OUT GROUP=FILE...

GROUP is `free` (texts the name tagger is not trained on) or `winer` (those it is); a FILE of WiNER's form
(`#doc` lines) is read without those lines. Words are counted where they stand in lower case.
"""
import collections, re, sys

WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*['’]?")
ELIDED = {"l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}

def count(path, into):
    text = "\n".join(l for l in open(path, encoding="utf-8").read().split("\n") if not l.startswith("#doc"))
    for word in WORD.findall(text):
        if word[-1] in "'’" and word[:-1].lower() not in ELIDED:
            word = word[:-1]
        if word[0].islower():
            into[word.replace("’", "'")] += 1

def main(out, *sources):
    groups = {"free": collections.Counter(), "winer": collections.Counter()}
    for source in sources:
        group, path = source.split("=", 1)
        count(path, groups[group])
    free, winer = groups["free"], groups["winer"]
    with open(out, "w", encoding="utf-8", newline="\n") as f:
        f.write("# General French: word<TAB>occurrences in lower case in the texts named in README.md<TAB>in WiNER-fr dev.\n")
        f.write("# Made by tools/train/general.py; words seen once in all are left out.\n")
        for word in sorted(set(free) | set(winer)):
            if free[word] + winer[word] > 1:
                f.write(f"{word}\t{free[word]}\t{winer[word]}\n")

main(*sys.argv[1:])
