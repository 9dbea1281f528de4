"""Files of other kinds than delimited text and XLSX: JSON-stat, Kolada's JSON, plain JSON, PX, ODS and XLS."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from typing import Any

import pytest

from queries.exports import Corrections
from queries.exports.counting import read_or_counted
from tests.queries.exports.foreign import expected, lines, refusals, remarks

JSON_STAT: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Folkmängden efter region, kön, tabellinnehåll och år",
    "source": "SCB",
    "id": ["Region", "Kon", "ContentsCode", "Tid"],
    "size": [2, 2, 2, 2],
    "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
    "dimension": {
        "Region": {
            "label": "region",
            "category": {"index": {"1470": 0, "1472": 1}, "label": {"1470": "Vara", "1472": "Tibro"}},
        },
        "Kon": {"label": "kön", "category": {"index": ["1", "2"], "label": {"1": "män", "2": "kvinnor"}}},
        "ContentsCode": {
            "label": "tabellinnehåll",
            "category": {"index": {"A": 0, "B": 1}, "label": {"A": "Folkmängd", "B": "Folkökning"}},
        },
        "Tid": {
            "label": "år",
            "category": {"index": {"2021": 0, "2022": 1}, "label": {"2021": "2021", "2022": "2022"}},
        },
    },
    "value": [*(8000, 8100, 20, 100), *(7900, 8000, -5, 90), *(5500, 5510, 1, 10), *(5400, None, 3, None)],
}
"""Two places, two sexes, two contents, two years; the last changes first."""

KOLADA = {
    "count": 2,
    "values": [
        {
            "kpi": "N07403",
            "municipality": "1470",
            "period": 2021,
            "values": [
                {"count": 1, "gender": "T", "status": "", "value": 1310.5},
                {"count": 1, "gender": "K", "status": "", "value": 900.5},
            ],
        },
        {
            "kpi": "N07403",
            "municipality": "1472",
            "period": 2021,
            "values": [{"count": 1, "gender": "T", "value": 1140.2}],
        },
    ],
}

ROWS = [
    {"Kommun": "Vara", "År": 2021, "Antal rån": 31, "Geografi": {"typ": "K"}},
    {"Kommun": "Tibro", "År": 2021, "Antal rån": 14, "Geografi": {"typ": "K"}},
]

PX = """\
CHARSET="ANSI";
AXIS-VERSION="2010";
LANGUAGE="sv";
CONTENTS="Anmälda brott";
CONTENTS[en]="Reported offences";
UNITS="antal";
TITLE="Anmälda brott efter region, brottstyp "
"och månad; hela riket";
STUB="region","brottstyp";
HEADING="kvartal";
VALUES("region")="Vara","Tibro";
VALUES[en]("region")="Vara","Tibro";
CODES("region")="1470","1472";
VALUES("brottstyp")="Cykelstöld","Rån; grovt";
VALUES("kvartal")="2022K1","2022K2","2022K3","2022K4";
SOURCE="Myndigheten";
NOTE="Uppgifterna avser anmälda brott.";
DATA=
5 6 7 8
1 0 ".." 1
2 2 2 2
"-" 1 1 1
;
"""

CASES: dict[str, tuple[str, str, str]] = {
    "JSON-stat 2": (
        "folkmangd.json",
        json.dumps(JSON_STAT),
        """
        population, Tibro, 2021: population 10900
        population, Vara, 2021: population 15900
        population, Vara, 2022: population 16100
        """,
    ),
    "JSON-stat 2 with few values": (
        "rån.json",
        json.dumps(
            {
                "class": "dataset",
                "label": "Rån",
                "id": ["Område", "År"],
                "size": [2, 2],
                "dimension": {
                    "Område": {"category": {"index": ["a", "b"], "label": {"a": "Teg", "b": "Ersboda"}}},
                    "År": {"category": {"index": ["2021", "2022"]}},
                },
                "value": {"0": 5, "3": 7},
            }
        ),
        "ran, Ersboda, 2022: count 7\nran, Teg, 2021: count 5",
    ),
    "rows": (
        "rån.json",
        json.dumps(ROWS, ensure_ascii=False, indent=2),
        "ran, Tibro, 2021: count 14\nran, Vara, 2021: count 31",
    ),
    "rows within": (
        "rån.json",
        json.dumps({"meta": {"sidor": 1}, "data": {"rader": ROWS}}, ensure_ascii=False),
        "ran, Tibro, 2021: count 14\nran, Vara, 2021: count 31",
    ),
    "rows, one a line": (
        "rån.json",
        "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS),
        "ran, Tibro, 2021: count 14\nran, Vara, 2021: count 31",
    ),
    "events": (
        "händelser.json",
        json.dumps(
            [
                {"id": 1, "datetime": "2021-01-02", "type": "Rån", "location": {"name": "Vara"}},
                {"id": 2, "datetime": "2021-12-30", "type": "Rån", "location": {"name": "Vara"}},
                {"id": 3, "datetime": "2021-12-30", "type": "Brand", "location": {"name": "Tibro"}},
            ]
        ),
        """
        brand, Tibro, 2021: count 1
        brand, Vara, 2021: count 0
        ran, Tibro, 2021: count 0
        ran, Vara, 2021: count 2
        """,
    ),
    "PX": (
        "brott.px",
        PX,
        """
        cykelstold, Tibro, 2022: count 8
        cykelstold, Vara, 2022: count 26
        """,
    ),
}


@pytest.mark.parametrize(("name", "content", "wanted"), CASES.values(), ids=list(CASES))
def test_databases(name: str, content: str, wanted: str) -> None:
    encoding = "cp1252" if name.endswith(".px") else "utf-8"
    reading = read_or_counted(name, content.encode(encoding))
    assert (reading.refused, reading.questions) == ((), ())
    assert lines(reading) == expected(wanted), remarks(reading)


def test_of_kolada_the_value_is_the_figure_and_its_kind_is_asked() -> None:
    """How many units a value is made of is no figure; whether the value is a rate or a share, the file does not say."""
    content = json.dumps(KOLADA).encode()
    reading = read_or_counted("kolada.json", content)
    assert [(one.check, one.column) for one in reading.refused] == [("no_per", "value")]


def test_of_kolada_whole_values_are_no_counts_unless_the_reader_says_so() -> None:
    whole = [
        {
            "kpi": "N07403",
            "municipality": "1470",
            "period": year,
            "values": [{"gender": "T", "count": 1, "status": "", "value": value}],
        }
        for year, value in ((2021, 1102.0), (2022, 1085.0), (2023, None))
    ]
    content = json.dumps({"count": 3, "values": whole}).encode()
    reading = read_or_counted("kolada.json", content)
    assert [(one.check, one.column, one.value) for one in reading.refused] == [("kind_unknown", "value", "N07403")]
    said = Corrections(roles={"A": "indicator", reading.refused[0].letter: "rate"}, per={"F": 100_000})
    told = read_or_counted("kolada.json", content, said)
    figures = [(row["year"], row["count"], row["per_1000"]) for row in told.observations]
    assert figures[:2] == [(2021, None, 11.02), (2022, None, 10.85)]
    assert not any(value is not None for row in figures[2:] for value in row[1:])


def test_quarters_of_px_are_kept() -> None:
    reading = read_or_counted("brott.px", PX.encode("cp1252"))
    parts = [(one.place, one.part, one.parts, one.count) for one in reading.by_part if one.indicator == "Cykelstöld"]
    assert parts[:4] == [("Vara", 1, 4, 5), ("Vara", 2, 4, 6), ("Vara", 3, 4, 7), ("Vara", 4, 4, 8)]


BROKEN = {
    "PX of too few figures": ("brott.px", PX.replace("5 6 7 8", "5 6 7"), "damaged_table"),
    "PX without dimensions": ("brott.px", 'CHARSET="ANSI";\nTITLE="x";\nDATA=1 2;\n', "no_data_rows"),
    "PX with keys": ("brott.px", PX.replace("DATA=", 'KEYS("region")=CODES;\nDATA='), "damaged_table"),
    "JSON-stat of too few figures": ("a.json", json.dumps(JSON_STAT | {"value": [1, 2]}), "damaged_table"),
    "JSON-stat without labels": ("a.json", json.dumps(JSON_STAT | {"dimension": {"Region": 5}}), "damaged_table"),
    "JSON-stat of more figures than there is room for": (
        "a.json",
        json.dumps(
            {
                "id": [f"d{number}" for number in range(8)],
                "dimension": {f"d{number}": {"category": {"index": list("abcdefghij")}} for number in range(8)},
                "value": {},
            }
        ),
        "too_many_cells",
    ),
    "JSON cut off": ("a.json", json.dumps(ROWS)[:-5], "damaged_table"),
    "JSON of lists within lists": ("a.json", "[[" * 100_000, "damaged_table"),
    "JSON without rows": ("a.json", '{"Kommun": "Lund", "Antal": 5}', "no_rows_in_json"),
}


@pytest.mark.parametrize(("name", "content", "check"), BROKEN.values(), ids=list(BROKEN))
def test_broken(name: str, content: str, check: str) -> None:
    assert refusals(read_or_counted(name, content.encode())) == [check]


# ---- workbooks ----------------------------------------------------------------------------------------------------------

XLS = zlib.decompress(
    base64.b85decode(
        "c-rk)O=wd=5dQWhX?|?eq)CgdP(z@#t-XjBFYU967W^r-AW9K5H91I<mk^qRUaZ!fL=ikGUJAW<se17T74#r@5Gr~Q1R+s!@+2sD"
        "X!D$%yr+rg(0~?|{ld=9&g{%i-p<bZdAS@cF5KxU;U|p3fr{xxON~rW^V)*|NN<{wwR;aWQ{kV2*FziG;=;qW7jC(Sa=%N^aNGHm"
        "DDa-zF=R23F%pq=#4e5@CS(jFL<Me;#E)){s)OlCrXi-cc;+LfJ6Upx=?Kj&ifJtC6GJ<!EIz75S?7oJdyj42vSb@N@myx{*(;(t"
        "*M+g%saWdoRP;Jqu?X6?@r04c#ZpCtX#*GW#f$)-?UVW>qU7r<7a;l9dbzuS{Ho>z=3t)S1TSC%$_}Y<V5)4aU^kyetL@LE(|LoE"
        "^jXdYj2W}BR9N=$L@JWcW|OH{E*4Kj2Kolc=izjsOx=OJ5%<ZW&4)ZtcgWi~`CEy`(awC3k3fLR_{z;suMW;k>c?3!$A!IG{`+La"
        "FmX;=kg*@tcqOD}h%L4<J<nb@G2g>9Oo>Z<|754d?49R17g*a*>uhJd*0<E~1H>0T9=hLK_@ECGzcgMt6JC0wFCa>{qd3{i-#muJ"
        "u(*Cr;(>1W!YUQ-n0EhCHauFuiruvCaqU=zkJ%v8>PTK4@qMIO*Qz>l(8yu=5)FI__9d^*V{GJDgSfm|%DPx{F(iFRYpsE`#&cYj"
        "wN_)jFC=M{BN){>a92*H;`akSC@3f>C@3f>C@9oH@Z)Ut5neu`x~$g&xAk3Tm0Cr8Ci!nMg$(^>>BV#p4C-?@-BkW`!6j^8VvRQT"
        "_d<yyw0aIn%y1mZrt_Cx??mnYS+il__Z^{T*RM1a=O14G8+XRk5C"
    )
)
"""Written with xlwt: Kommun, År, Antal, Andel uppklarade (%) of two municipalities."""

SHEET = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Rån">{rows}
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>
"""


def row_of(*cells: object, attributes: str = "") -> str:
    made = []
    for cell in cells:
        if isinstance(cell, str):
            made.append(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>')
        else:
            kind = "percentage" if isinstance(cell, float) else "float"
            made.append(
                f'<table:table-cell office:value-type="{kind}" office:value="{cell}"><text:p>x</text:p></table:table-cell>'
            )
    return f"<table:table-row{attributes}>{''.join(made)}</table:table-row>"


def open_document(*rows: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", SHEET.format(rows="".join(rows)))
    return content.getvalue()


HEADER = row_of("Kommun", "År", "Antal", "Andel uppklarade")


def test_xls() -> None:
    reading = read_or_counted("rån.xls", XLS)
    counts = {(row["area"], row["count"]) for row in reading.observations if row["count"] is not None}
    shares = {(row["area"], row["share_percent"]) for row in reading.observations if row["share_percent"] is not None}
    assert (counts, shares) == ({("Umeå", 5), ("Lund", 1234)}, {("Umeå", 12.5), ("Lund", 8)})
    assert (reading.kind, reading.sheet) == ("XLS", "Rån")


def test_ods_and_its_per_cent() -> None:
    content = open_document(HEADER, row_of("Umeå", 2019, 5, 0.125), row_of("Lund", 2019, 1234, 0.08))
    reading = read_or_counted("rån.ods", content)
    shares = {(row["area"], row["share_percent"]) for row in reading.observations if row["share_percent"] is not None}
    assert shares == {("Umeå", 12.5), ("Lund", 8.0)}
    assert (reading.kind, reading.sheet) == ("ODS", "Rån")


@pytest.mark.parametrize(
    "attributes",
    [' table:number-rows-repeated="1048000"', ' table:number-rows-repeated="99999999"'],
    ids=["rows", "more"],
)
def test_cells_that_are_said_to_stand_there_a_million_times_are_refused(attributes: str) -> None:
    wide = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    content = open_document(HEADER, f"<table:table-row{attributes}>{wide}</table:table-row>")
    assert len(content) < 5_000
    assert refusals(read_or_counted("rån.ods", content)) == ["too_many_cells"]


# ---- delimiters -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "delimiter"),
    [
        ("Stadsdel; läge\tÅr\tRån\nTeg; norra\t2019\t5\nTeg; södra\t2019\t6\n", "\t"),
        ("Stadsdel;Rån 2019, antal\nTeg norra, delvis;5\nTeg södra, delvis;6\n", ";"),
    ],
)
def test_where_two_delimiters_fit_the_one_is_taken_that_gives_the_better_table(table: str, delimiter: str) -> None:
    reading = read_or_counted("underlag.csv", table.encode())
    assert reading.delimiter == delimiter
    assert [(row["indicator"], row["count"]) for row in reading.observations] == [("ran", 5), ("ran", 6)]
