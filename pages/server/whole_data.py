"""Everything at once: all tables in one zip with their dictionary, and each as Parquet.

``GET /api/lagesbild.zip`` is a data package (frictionless), ``GET /api/datapackage.json`` its dictionary,
``GET /api/parquet/<table>.parquet`` one table with its part of the dictionary in it. They hold what the database holds: small
numbers are hidden there already, and a reader's own files are in none. Single answers to the questions of the method
support are left out.
"""

from __future__ import annotations

import functools
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from starlette.datastructures import QueryParams

import queries
from pages.components import version
from pages.components.text import LANGUAGES, Text, in_language
from pages.server.answers import ZIP
from pages.server.formats import as_json, csv_parts
from pages.server.parameters import only_known

PARQUET = "application/vnd.apache.parquet"
AT_ONCE = 5_000
"""So many rows are written at a time."""

LICENCE = version.PROJECT.with_name("LICENSE")
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The files have no time of their own: the same data, the same zip."""


def datapackage() -> dict[str, Any]:
    """The dictionary of the tables that are given, one file each, and the version of the data."""
    package = queries.dictionary()
    resources = [
        {**{name: value for name, value in one.items() if name != "data"}, "path": f"{one['name']}.csv"}
        for one in package["resources"]
        if one["name"] in queries.TABLES
    ]
    return {**package, "version": queries.version(), "resources": resources}


def datapackage_json(parameters: QueryParams) -> bytes:
    only_known(parameters, {})
    return as_json(datapackage())


def about(t: Text) -> str:
    """What the files are, in words."""
    publishers = dict.fromkeys(row["publisher"] for row in queries.rows("sources"))
    return "\n\n".join(
        [
            "Lägesbild",
            t(
                "All tables of Lägesbild, one CSV file each. An empty cell is unknown, not published or hidden; it is never 0."
            ),
            t("What the columns mean stands in datapackage.json; where each figure comes from, in sources.csv."),
            t("Version of the data: {version}", version=queries.version()),
            t(
                "The program is free under the European Union Public Licence 1.2. The figures belong to their publishers; quote them as the source."
            ),
            t("Publishers: {names}", names=t.listed(list(publishers))),
        ]
    )


def zipped(parameters: QueryParams) -> bytes:
    """The zip of the data as they are now."""
    only_known(parameters, {})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as files:

        def put(name: str, content: bytes) -> None:
            files.writestr(zipfile.ZipInfo(name, NO_TIME), content, zipfile.ZIP_DEFLATED)

        package = datapackage()
        said = "\n\n\n".join(about(in_language(language)) for language in LANGUAGES)
        put("README.txt", said.encode("utf-8"))
        put("LICENSE.txt", LICENCE.read_bytes())
        put("datapackage.json", json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8"))
        for resource in package["resources"]:
            table = queries.table(resource["name"])
            batches = (batch.to_pylist() for batch in table.to_batches(AT_ONCE))
            about_it = zipfile.ZipInfo(resource["path"], NO_TIME)
            about_it.compress_type = zipfile.ZIP_DEFLATED
            with files.open(about_it, "w") as member:
                for part in csv_parts(table.column_names, batches):
                    member.write(part)
    return file.getvalue()


def parquet(name: str, parameters: QueryParams) -> bytes:
    """A table as Parquet: each column with its title, description and unit, the file with all that the dictionary says."""
    only_known(parameters, {})
    (resource,) = (one for one in datapackage()["resources"] if one["name"] == name)
    table = queries.table(name)
    described = {column["name"]: column for column in resource["schema"]["fields"]}
    fields = [
        field.with_metadata(
            {word: str(described[field.name].get(word, "")) for word in ("title", "description", "unit")}
        )
        for field in table.schema
    ]
    said = {"version": queries.version(), "dictionary": json.dumps(resource, ensure_ascii=False)}
    file = io.BytesIO()
    pq.write_table(table.cast(pa.schema(fields, metadata=said)), file)
    return file.getvalue()


def answers() -> dict[str, tuple[Callable[[QueryParams], bytes], str, tuple[str, ...]]]:
    """What answers at each address, as ``open_data.ANSWERS``."""
    tables = {
        f"/api/parquet/{name}.parquet": (functools.partial(parquet, name), PARQUET, ("lang",))
        for name in queries.TABLES
    }
    return {"/api/lagesbild.zip": (zipped, ZIP, ("lang",)), **tables}
