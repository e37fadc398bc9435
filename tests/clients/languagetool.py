"""LibreOffice asks a drogman server for a paragraph, as Writer does, and is told what to write.

    languagetool.py DROGMAN [--without]

With --without the server is not told to LibreOffice, and the check has to fail."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import uno
except ImportError:  # Debian's python3-uno is for Debian's Python
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale

TEXT = "Été 𝄞 : le maire d’Ievlakh part."
WANTED = "Été 𝄞 : le maire de Yevlakh part."


def settings(profile, address):
    """Tells LibreOffice where its LanguageTool server is."""
    item = (
        '<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool">'
        '<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
    )
    values = {"IsEnabled": "true", "BaseURL": address}
    items = "".join(item.format(name, value) for name, value in values.items())
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("LibreOffice does not start")


def main():
    drogman, told = sys.argv[1], "--without" not in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [os.path.abspath(drogman), "serve", "--languagetool", "--port", "0", "-q"],
            stdout=subprocess.PIPE, text=True, cwd=folder,
        )
        address = server.stdout.readline().strip()
        profile = Path(folder) / "profile"
        settings(profile, address if told else "http://127.0.0.1:9/nowhere")
        pipe = f"drogman{os.getpid()}"
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
             f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            context = connect(pipe)
            checker = context.ServiceManager.createInstanceWithContext(
                "org.openoffice.lingu.LanguageToolGrammarChecker", context)
            french = Locale("fr", "FR", "")
            if not checker.hasLocale(french):
                sys.exit("LibreOffice does not ask for French")
            length = len(TEXT.encode("utf-16-le")) // 2
            result = checker.doProofreading("paragraph", TEXT, french, 0, length, ())
            errors = result.aErrors
            if len(errors) != 1:
                sys.exit(f"{len(errors)} errors, not one")
            error = errors[0]
            units = TEXT.encode("utf-16-le")
            start, end = 2 * error.nErrorStart, 2 * (error.nErrorStart + error.nErrorLength)
            written = (units[:start] + error.aSuggestions[0].encode("utf-16-le") + units[end:]).decode("utf-16-le")
            if written != WANTED:
                sys.exit(f"«{written}», not «{WANTED}»")
            if "Yevlakh" not in error.aShortComment:
                sys.exit(f"the menu says «{error.aShortComment}»")
        finally:
            office.terminate()
            server.terminate()
            office.wait()
            server.wait()


main()
