"""What translate-toolkit reads from a file: the pairs, and for TBX the statuses."""

import sys

from translate.storage import csvl10n, tbx, tmx, xliff

kind, path = sys.argv[1:]
with open(path, "rb") as file:
    if kind == "tbx":
        store = tbx.tbxfile.parsefile(file)
    elif kind == "tmx":
        store = tmx.tmxfile(file, sourcelanguage="fr", targetlanguage="en")
    elif kind == "xliff":
        store = xliff.xlifffile.parsefile(file)
    else:
        store = csvl10n.csvfile.parsefile(path)
pairs = {(str(unit.source), str(unit.target)) for unit in store.units if unit.source}
wanted = {("Organisation des Nations unies", "United Nations"), ("cessez-le-feu", "ceasefire")}
wanted.add(("Haut-Karabakh", "Nagorno-Karabakh"))
if kind != "tbx":
    wanted |= {("Artsakh", "Nagorno-Karabakh"), ("ONU", "UN"), ("Ilham Əliyev", "Ilham Aliyev")}
missing = wanted - pairs
if missing:
    sys.exit(f"missing: {missing}\nread: {pairs}")
if any(target == "Artsakh" for _, target in pairs):
    sys.exit("a forbidden form stands as a translation")
if kind == "tbx":
    words = {}
    for unit in store.units:
        for group in unit.xmlelement.iter("tig"):
            form = group.findtext("term")
            status = group.findtext("termNote[@type='administrativeStatus']")
            words.setdefault(form, set()).add(status)
    if "supersededTerm-admn-sts" not in words.get("Artsakh", set()):
        sys.exit(f"the status of Artsakh: {words.get('Artsakh')}")
