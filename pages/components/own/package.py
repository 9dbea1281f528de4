"""The reader's files as an administrator puts them into the data folder: a zip file with a word on where they go."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

README = """\
EGNA FILER FRÅN LÄGESBILD

Filerna är skrivna i samma form som filerna i webbplatsens mapp data/.

1. Lägg innehållet i en mapp för sig, med undermappen exports/ och filerna sources.csv, indicators.csv och notes.csv.
   indicators.csv finns bara om någon av filerna räknar något som webbplatsen inte redan känner till, och notes.csv
   bara om något tal är preliminärt.
2. Starta webbplatsen med LAGESBILD_DATA=/sökväg/till/mappen. Den läggs då till de inbyggda talen och visas för alla.
3. Läs igenom sources.csv och indicators.csv först, och fyll i utgivare, dokument, definition och förbehåll.

data/README.md beskriver varje kolumn.


EXPORTS OF YOUR OWN FROM LÄGESBILD

The files have the same form as those in the dashboard's folder data/.

1. Put the contents into a folder of their own, with the folder exports/ and the files sources.csv, indicators.csv and notes.csv.
   indicators.csv is there only if one of the files counts something that the dashboard does not know yet, and notes.csv
   only if a figure is preliminary.
2. Start the dashboard with LAGESBILD_DATA=/path/to/the/folder. It is then added to the built-in figures and shown to all.
3. Read sources.csv and indicators.csv first, and fill in publisher, document, definition and caveats.

data/README.md describes every column.
"""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files and the word on them as a zip file; the same files always give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**dict(sorted(files.items())), "README.txt": README.encode()}.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()
