"""Made-up figures of districts and municipalities, for tests only: an addition in the project's own contract."""

from __future__ import annotations

EXPORT = "exports/umea.csv"
HEADER = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
SOURCES = "id,publisher,document_sv,document_en,part_sv,part_en,published\n"
INDICATORS = (
    "id,position,screen,measure,decimals,polarity,label_sv,label_en,noun_sv,noun_en,unit_sv,unit_en,reading_sv,"
    "reading_en,definition_sv,definition_en,caveats_sv,caveats_en\n"
)
NOTES = "indicator,area_category,area,year,source,measure,kind,note_sv,note_en\n"

SOURCE = "umea-2024,Umeå kommun,Anmälda brott i Umeå,Reported offences in Umeå,umea.csv,umea.csv,2025-02\n"
GRAFFITI = (
    "graffiti,100,more_indicators,per_1000,1,lower_is_better,Klotter,Graffiti,anmält klotter,reported graffiti,"
    'anmält klotter per 1 000 invånare,"reported graffiti per 1,000 inhabitants",,,Anmält klotter.,Reported graffiti.,,\n'
)
FIGURES = (
    # 260 / 130,000 × 1,000 = 2.0; 325 / 130,000 × 1,000 = 2.5
    "narcotics_offences,,Umeå,2019,260,130000,,,umea-2024\n"
    "narcotics_offences,,Umeå,2020,325,130000,,,umea-2024\n"
    "narcotics_offences,,Ersboda,2019,,,7.5,,umea-2024\n"
    "narcotics_offences,,Ersboda,2020,,,8.1,,umea-2024\n"
    "graffiti,,Umeå,2020,91,130000,,,umea-2024\n"  # 0.7
)


def addition(figures: str = FIGURES, **more: str) -> dict[str, bytes]:
    """An addition with these lines of figures; ``more`` replaces or adds whole files by their name without suffix."""
    files = {"sources": SOURCES + SOURCE, "indicators": INDICATORS + GRAFFITI} | more
    return {EXPORT: (HEADER + figures).encode()} | {f"{name}.csv": text.encode() for name, text in files.items()}
