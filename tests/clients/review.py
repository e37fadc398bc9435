"""What a reviewer does to a workbook: decisions, a status, a new form, a note. review.py IN OUT."""

import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
place = {cell.value: cell.column for cell in sheet[1]}
for row in range(2, sheet.max_row + 1):
    form, language = (sheet.cell(row, place[name]).value for name in ("form", "language"))
    put = lambda name, value: sheet.cell(row, place[name], value)
    if (form, language) == ("Haut-Karabagh", "fr"):
        put("decision", "reject")
    elif (form, language) == ("Nagorny Karabakh", "fr"):
        put("status", "deprecated")
    elif (form, language) == ("cessez le feu", "fr"):
        put("decision", "correct")
        put("new_form", "cessez-le feu")
    elif (form, language) == ("ceasefire", "en"):
        put("note", "cf. trêve")
book.save(sys.argv[2])
