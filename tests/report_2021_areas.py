"""What the report of 2021 says of places: a second transcription, typed off it without looking at ``data/``.

Areas are written as the report means them: where the scan misreads a letter, the right one stands here and the misread
one in ``MISREAD``. An arrow upwards is an improvement. The arrows stand in merged cells, which the scan does not keep
apart; the numbers in the text of section 3.3 fix them, and Vivalla's is a level one.
"""

# fmt: off
TABELL_1 = {
    # year of assessment: areas, local police districts with such areas
    2014: (55, 32),
    2015: (53, 33),
    2017: (61, 32),
    2019: (60, 32),
    2021: (61, 33),
}

TABELL_2 = {
    # 2017, 2018, 2019, 2020, 2021
    "Total problemnivå": (2.8, 2.9, 2.8, 2.7, 2.6),
    "Boendemiljö & säkerhet": (3.2, 3.4, 3.2, 3.1, 3.1),
    "Samhällssystem & samhällsfunktioner": (2.3, 2.5, 2.5, 2.8, 2.9),
    "Social utveckling - effekter": (2.9, 2.9, 2.9, 2.4, 2.2),
}

TABELL_3 = {
    # 2017, 2018, 2019, 2020, 2021
    "Utsatta områden": (2.5, 2.7, 2.5, 2.4, 2.3),
    "Riskområden": (3.1, 2.9, 2.9, 2.7, 2.7),
    "Särskilt utsatta områden": (2.9, 2.9, 3.1, 3.0, 3.0),
}

TABELL_5 = {
    # reported areas 2021 (about 200), the rest of Sweden, of which in the vulnerable areas of 2019 (60); per cent
    "2019": (45, 55, 28),
    "2020": (45, 55, 29),
    "2021 (6 mån)": (46, 54, 28),
}

TABELL_9 = {
    # share of daily footprints; their mean, lowest, highest; unique phones: mean, lowest, highest
    "Särskilt utsatta områden 2019": ("6,5", ("43,1", "2,7", "115"), ("82", "10", "161")),
    "Riskområden 2019": ("2,1", ("30,4", ">0", "108,2"), ("62", "1", "130")),
    "Utsatta områden 2019": ("4,4", ("23,0", ">0", "233,3"), ("59", "3", "188")),
    "Övriga inrapporterade områden 2021": ("6,4", ("6,8", "0", "109,4"), ("40", "0", "212")),
}

TABLÅ_2 = {
    # 2021, 2019
    "Särskilt utsatt område": (19, 22),
    "Riskområde": (14, 10),
    "Utsatt område": (28, 28),
    "Totalt": (61, 60),
}

TABLÅ_3 = {
    # region, local police district, area: 2019, 2021
    ("Stockholm", "Nacka", "Fisksätra"): ("Ej utsatt område", "Utsatt område"),
    ("Stockholm", "Huddinge", "Grantorp/Visättra"): ("Ej utsatt område", "Utsatt område"),
    ("Stockholm", "Sollentuna", "Sigtuna/Valsta"): ("Ej utsatt område", "Riskområde"),
    ("Syd", "Landskrona", "Karlslund"): ("Särskilt utsatt område", "Riskområde"),
    ("Syd", "Växjö", "Araby"): ("Särskilt utsatt område", "Riskområde"),
    ("Väst", "Storgöteborg Nordost", "Rannebergen"): ("Utsatt område", "Ej utsatt område"),
    ("Väst", "Storgöteborg Nordost", "Gårdsten"): ("Riskområde", "Utsatt område"),
    ("Väst", "Storgöteborg Syd", "Tynnered/Grevegården/Opaltorget"): ("Särskilt utsatt område", "Riskområde"),
    ("Väst", "Östra Fyrbodal", "Kronogården/Lextorp/Sylte"): ("Utsatt område", "Riskområde"),
    ("Öst", "Norrköping", "Klockaretorpet"): ("Utsatt område", "Ej utsatt område"),
}

TABLÅ_4 = {
    # category and arrow: area, local police district
    ("Utsatt område", "↑"): """
        Bredäng, Skärholmen
        Charlottesborg, Kristianstad
        Gamlegården, Kristianstad
        Fisksätra, Nacka (ny)
        Gårdsten, Storgöteborg Nordost (tidigare RO)
        Hagsätra/Rågsved, Farsta
        Lagersberg, Eskilstuna
        Skiftinge, Eskilstuna
        Termovägen, Järfälla
        Vårberg, Skärholmen
        Älvsjö/Solberga, Globen
        Östberga, Globen
        """,
    ("Utsatt område", "→"): """
        Andersberg, Halmstad
        Brandbergen, Haninge-Nynäshamn
        Bäckby, Västerås
        Edsberg, Sollentuna
        Hisings Backa, Storgöteborg Hisingen
        Hässelby/Vällingby, Vällingby
        Jordbro, Haninge-Nynäshamn
        Råslätt, Södra Vätterbygden
        Skogås, Huddinge
        Storvreten, Botkyrka
        Vårby, Huddinge
        """,
    ("Utsatt område", "↓"): """
        Finnsta, Järfälla
        Grantorp/Visättra, Huddinge (ny)
        Fröslunda, Eskilstuna
        Navestad, Norrköping
        Sångvägen, Järfälla
        """,
    ("Särskilt utsatt område", "↑"): """
        Biskopsgården, Storgöteborg Hisingen
        Ronna/Geneta/Lina, Södertälje
        Husby, Järva
        """,
    ("Särskilt utsatt område", "→"): """
        Alby, Botkyrka
        Bergsjön, Storgöteborg Nordost
        Fittja, Botkyrka
        Hallunda/Norsborg, Botkyrka
        Hässleholmen/Hulta, Borås
        Lövgärdet, Storgöteborg Nordost
        Norrby, Borås
        Nydala/Hermodsdal/Lindängen, Malmö Söder
        Rinkeby/Tensta, Järva
        Skäggetorp, Linköping
        Södra Sofielund (Seved), Malmö Norr
        Vivalla, Örebro
        """,
    ("Särskilt utsatt område", "↓"): """
        Gottsunda, Uppsala-Knivsta
        Hammarkullen, Storgöteborg Nordost
        Hjällbo, Storgöteborg Nordost
        Rosengård, Malmö Söder
        """,
    ("Riskområde", "↑"): """
        Karlslund, Landskrona (tidigare SUO)
        Holma/Kroksbäck/Bellevuegården, Malmö Söder
        """,
    ("Riskområde", "→"): """
        Araby, Växjö (tidigare SUO)
        Dalhem/Drottninghög/Fredriksdal, Helsingborg
        Fornhöjden, Södertälje
        Hovsjö, Södertälje
        Kronogården/Lextorp/Sylte, Östra Fyrbodal (tidigare UO)
        Rissne/Hallonbergen, Solna
        Tjärna Ängar, Borlänge
        Tureberg, Sollentuna
        """,
    ("Riskområde", "↓"): """
        Oxhagen/Varberga, Örebro
        Tynnered/Grevegården/Opaltorget, Storgöteborg Syd (tidigare SUO)
        Sigtuna/Valsta, Sollentuna (ny)
        Söder, Helsingborg
        """,
    ("Ej utsatt område", ""): """
        Klockaretorpet, Norrköping (tidigare UO)
        Rannebergen, Storgöteborg Nordost (tidigare UO)
        """,
}

MISREAD = {
    # as the scan has it: as the report means it
    "Fisksåtra": "Fisksätra",
    "Hagsåtra/Rågsved": "Hagsätra/Rågsved",
    "Temnovägen": "Termovägen",
    "Hasselby/Vällingby": "Hässelby/Vällingby",
    "Ronna /Geneta/Lina": "Ronna/Geneta/Lina",
    "Hässlöholmen/Hulta": "Hässleholmen/Hulta",
    "Nydala/Hermödsdal/Lindängen": "Nydala/Hermodsdal/Lindängen",
    "Holma/Kroksbäck/ Bellevuegården": "Holma/Kroksbäck/Bellevuegården",
    "Dalhem/Drottninghög/ Fredriksdal": "Dalhem/Drottninghög/Fredriksdal",
    "Fomhöjden": "Fornhöjden",
    "Tjåma Ångar": "Tjärna Ängar",
    "Klockaretorget": "Klockaretorpet",
}

# Section 3.3 in words: up, level, down. The level ones of a category are what is left; 31 are level in all.
ARROWS_IN_THE_TEXT = {
    "Utsatt område": (12, 11, 5),
    "Riskområde": (2, 8, 4),
    "Särskilt utsatt område": (3, 12, 4),
}

# Section 3.4 in words: the areas of 2017.
CATEGORIES_OF_2017 = {"Särskilt utsatt område": 23, "Riskområde": 6, "Utsatt område": 32}

# Section 3.2.1 in words: the country's area in km² and what part of it, in per cent, the 60 areas of 2019 are.
AREA_OF_SWEDEN = 447_425
PART_OF_SWEDEN = 0.02
# fmt: on
