"""Row names of a PDF's tables as headers to screen readers, as they are on the page.

Typst tags the cells of a table's head alone: for row names it has a feature that its Python package does not offer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, ObjectStreamMode, String


def with_row_headers(pdf: bytes, names: Sequence[int]) -> bytes:
    """The same file with the first cells of each row below a table's head as headers of their row.

    ``names`` says of each table, in their order, how many cells they are. The row's other cells have them among their
    headers, beside that of their column. Raises ``ValueError`` where the file has another number of tables.
    """
    if not names:
        return pdf
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root = file.Root["/StructTreeRoot"]
        ids = NameTree(root["/IDTree"])
        for table, (element, count) in enumerate(zip(below(root, "/Table"), names, strict=True)):
            rows = [row for body in below(element, "/TBody") for row in below(body, "/TR")]
            for number, row in enumerate(rows):
                cells = parts(row)
                for place, cell in enumerate(cells[:count]):
                    id_ = f"row-{table}-{number}-{place}"
                    cell["/S"], cell["/ID"], of_table(cell)["/Scope"] = Name("/TH"), String(id_), Name("/Row")
                    ids[id_] = cell
                    for other in cells[place + 1 :]:
                        of_table(other)["/Headers"] = Array([*of_table(other)["/Headers"], String(id_)])
        file.save(made, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


def below(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """All elements of a kind below another."""
    for part in parts(element):
        if part.get("/S") == kind:
            yield part
        else:
            yield from below(part, kind)


def parts(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements right below another; what it holds of the page itself is none."""
    held = element.get("/K")
    listed = list(held) if isinstance(held, Array) else [held]
    return [part for part in listed if isinstance(part, Dictionary) and "/S" in part]


def of_table(cell: pikepdf.Object) -> pikepdf.Object:
    """What a cell says of its place in its table."""
    listed = cell["/A"]
    return next(one for one in listed if one["/O"] == "/Table") if isinstance(listed, Array) else listed
