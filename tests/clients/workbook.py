"""The cells of the open sheet of a workbook as openpyxl reads them; without --cells also its filter, frozen panes and styles."""

import sys

import openpyxl

cells_only = sys.argv[1] == "--cells"
book = openpyxl.load_workbook(sys.argv[-1])
sheet = book.active
rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
# LibreOffice saves the empty rows that choices are offered in.
rows = [row for row in rows if any(row)]
head = rows[0]
wanted_head = "concept type language form slot status relation party gender form_note note source".split()
if head[:12] != wanted_head:
    sys.exit(f"the header: {head}")
forms = {(row[2], row[3]): row for row in rows[1:]}
checks = {
    ("fr", "Artsakh"): ("forbidden", 5),
    ("fr", "Haut-Karabakh"): ("preferred", 5),
    ("fr", "Ilham Əliyev"): ("deprecated", 5),
    ("fr", "cessez-le-feu"): ("'=SOMME(A1) n’est pas une formule", 10),
    ("en", "UN"): ("abbreviation", 4),
}
for key, (value, column) in checks.items():
    if key not in forms or forms[key][column] != value:
        sys.exit(f"{key}: {forms.get(key)}, not «{value}»")
if len(rows) != 26:
    sys.exit(f"{len(rows)} rows")
if not cells_only:
    if sheet.freeze_panes != "E2" or not sheet.auto_filter.ref:
        sys.exit(f"frozen at {sheet.freeze_panes}, filter {sheet.auto_filter.ref}")
    if not sheet["A1"].font.bold or len(sheet.data_validations.dataValidation) < 2:
        sys.exit("no bold header or no choices")
