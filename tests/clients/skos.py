"""What rdflib reads from our SKOS: every label once, the integrity conditions S13 and S14 of the reference."""

import collections
import sys

import rdflib
from rdflib.namespace import RDF, SKOS

graph = rdflib.Graph().parse(sys.argv[1], format="turtle")
labels = collections.defaultdict(list)
for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
    for concept, label in graph.subject_objects(kind):
        labels[concept].append((kind, label))
concepts = set(graph.subjects(RDF.type, SKOS.Concept))
if len(concepts) != 4 or set(labels) != concepts:
    sys.exit(f"{len(concepts)} concepts, {len(labels)} with labels")
for concept, found in labels.items():
    texts = [label for _, label in found]
    if len(set(texts)) != len(texts):
        sys.exit(f"{concept}: a label of two kinds (S13)")
    heads = [label.language for kind, label in found if kind == SKOS.prefLabel]
    if sorted(heads) != ["en", "fr"]:
        sys.exit(f"{concept}: prefLabels in {heads} (S14)")
every = {(kind, str(label), label.language) for found in labels.values() for kind, label in found}
wanted = {
    (SKOS.prefLabel, "Haut-Karabakh", "fr"),
    (SKOS.altLabel, "Nagorny Karabakh", "fr"),
    (SKOS.hiddenLabel, "Artsakh", "fr"),
    (SKOS.hiddenLabel, "Artsakh", "en"),
    (SKOS.altLabel, "ONU", "fr"),
}
if not wanted <= every or len(every) != 25:
    sys.exit(f"{len(every)} labels, missing: {wanted - every}")
XL = rdflib.Namespace("http://www.w3.org/2008/05/skos-xl#")
OWN = rdflib.Namespace("urn:x-drogman:term:")
forbidden = {str(graph.value(label, XL.literalForm)) for label in graph.subjects(OWN.status, rdflib.Literal("forbidden"))}
if forbidden != {"Artsakh"}:
    sys.exit(f"forbidden: {forbidden}")
