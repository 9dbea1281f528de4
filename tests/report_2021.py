"""Figures of the report Lägesbild över utsatta områden 2021, typed off the report a second time,
independently of data/. Places stand in report_2021_areas.py.
"""

from tests.report_2021_areas import TABELL_1, TABLÅ_2

# fmt: off
SHOOTINGS = {
    ("vulnerable", 2018): (22, 7.2), ("vulnerable", 2019): (26, 7.8), ("vulnerable", 2020): (40, 10.9),
    ("risk", 2018): (14, 4.6), ("risk", 2019): (8, 2.4), ("risk", 2020): (18, 4.9),
    ("particularly_vulnerable", 2018): (83, 27.1),
    ("particularly_vulnerable", 2019): (62, 18.6),
    ("particularly_vulnerable", 2020): (72, 19.7),
    ("all_areas", 2018): (119, 38.9), ("all_areas", 2019): (96, 28.8), ("all_areas", 2020): (130, 39.7),
}

RATES = {
    ("incident_reports", "vulnerable", 2018): 48.7,
    ("incident_reports", "vulnerable", 2019): 46.9,
    ("incident_reports", "vulnerable", 2020): 46.8,
    ("incident_reports", "risk", 2018): 62.3,
    ("incident_reports", "risk", 2019): 54.1,
    ("incident_reports", "risk", 2020): 52.5,
    ("incident_reports", "particularly_vulnerable", 2018): 48.2,
    ("incident_reports", "particularly_vulnerable", 2019): 46.4,
    ("incident_reports", "particularly_vulnerable", 2020): 43.7,
    ("incident_reports", "rest_of_sweden", 2018): 46.4,
    ("incident_reports", "rest_of_sweden", 2019): 45.1,
    ("incident_reports", "rest_of_sweden", 2020): 42.6,
    ("narcotics_offences", "vulnerable", 2018): 8.8,
    ("narcotics_offences", "vulnerable", 2019): 12.9,
    ("narcotics_offences", "vulnerable", 2020): 14.6,
    ("narcotics_offences", "risk", 2018): 18.8,
    ("narcotics_offences", "risk", 2019): 12.5,
    ("narcotics_offences", "risk", 2020): 16.1,
    ("narcotics_offences", "particularly_vulnerable", 2018): 14.5,
    ("narcotics_offences", "particularly_vulnerable", 2019): 16.8,
    ("narcotics_offences", "particularly_vulnerable", 2020): 18.4,
    ("narcotics_offences", "rest_of_sweden", 2018): 10.4,
    ("narcotics_offences", "rest_of_sweden", 2019): 11.1,
    ("narcotics_offences", "rest_of_sweden", 2020): 11.9,
    ("weapons_offences", "vulnerable", 2018): 0.9,
    ("weapons_offences", "vulnerable", 2019): 1.3,
    ("weapons_offences", "vulnerable", 2020): 1.5,
    ("weapons_offences", "risk", 2018): 1.2,
    ("weapons_offences", "risk", 2019): 1.5,
    ("weapons_offences", "risk", 2020): 1.6,
    ("weapons_offences", "particularly_vulnerable", 2018): 1.3,
    ("weapons_offences", "particularly_vulnerable", 2019): 1.4,
    ("weapons_offences", "particularly_vulnerable", 2020): 1.5,
    ("weapons_offences", "rest_of_sweden", 2018): 0.6,
    ("weapons_offences", "rest_of_sweden", 2019): 0.7,
    ("weapons_offences", "rest_of_sweden", 2020): 0.8,
    ("vehicle_fires", "vulnerable", 2018): 1.1,
    ("vehicle_fires", "vulnerable", 2019): 0.9,
    ("vehicle_fires", "vulnerable", 2020): 0.9,
    ("vehicle_fires", "risk", 2018): 1.5, ("vehicle_fires", "risk", 2019): 1.3, ("vehicle_fires", "risk", 2020): 0.9,
    ("vehicle_fires", "particularly_vulnerable", 2018): 1.4,
    ("vehicle_fires", "particularly_vulnerable", 2019): 1.1,
    ("vehicle_fires", "particularly_vulnerable", 2020): 1.0,
    ("vehicle_fires", "rest_of_sweden", 2018): 0.3,
    ("vehicle_fires", "rest_of_sweden", 2019): 0.3,
    ("vehicle_fires", "rest_of_sweden", 2020): 0.3,
    ("threats", "vulnerable", 2018): 5.4, ("threats", "vulnerable", 2019): 6.1, ("threats", "vulnerable", 2020): 6.0,
    ("threats", "risk", 2018): 7.2, ("threats", "risk", 2019): 6.6, ("threats", "risk", 2020): 6.7,
    ("threats", "particularly_vulnerable", 2018): 5.5,
    ("threats", "particularly_vulnerable", 2019): 6.0,
    ("threats", "particularly_vulnerable", 2020): 6.0,
    ("threats", "rest_of_sweden", 2018): 4.2,
    ("threats", "rest_of_sweden", 2019): 4.2,
    ("threats", "rest_of_sweden", 2020): 4.0,
    ("witness_intimidation", "vulnerable", 2018): 0.7,
    ("witness_intimidation", "vulnerable", 2019): 0.8,
    ("witness_intimidation", "vulnerable", 2020): 0.8,
    ("witness_intimidation", "risk", 2018): 0.8,
    ("witness_intimidation", "risk", 2019): 0.9,
    ("witness_intimidation", "risk", 2020): 1.2,
    ("witness_intimidation", "particularly_vulnerable", 2018): 0.7,
    ("witness_intimidation", "particularly_vulnerable", 2019): 0.8,
    ("witness_intimidation", "particularly_vulnerable", 2020): 0.8,
    ("witness_intimidation", "rest_of_sweden", 2018): 0.5,
    ("witness_intimidation", "rest_of_sweden", 2019): 0.5,
    ("witness_intimidation", "rest_of_sweden", 2020): 0.5,
}

POPULATION = {
    ("all_areas", 2018): 550_000, ("all_areas", 2019): 550_000, ("all_areas", 2020): 550_000,
    ("sweden", 2018): 10_230_185, ("sweden", 2019): 10_327_589, ("sweden", 2020): 10_379_295,
}
# fmt: on


def observations() -> list[tuple[tuple[str, str, int, str], float]]:
    """Every figure that the exports must hold: indicator, category, year and measure, and the figure."""
    degrees = {
        "Utsatt område": "vulnerable",
        "Riskområde": "risk",
        "Särskilt utsatt område": "particularly_vulnerable",
        "Totalt": "all_areas",
    }
    return [
        *((("shootings", *key, "count"), count) for key, (count, _) in SHOOTINGS.items()),
        *((("shootings", *key, "share_percent"), share) for key, (_, share) in SHOOTINGS.items()),
        *(((*key, "per_1000"), rate) for key, rate in RATES.items()),
        *((("population", *key, "population"), people) for key, people in POPULATION.items()),
        *((("assessed_areas", "all_areas", year, "count"), areas) for year, (areas, _) in TABELL_1.items()),
        *(
            (("police_districts_with_areas", "all_areas", year, "count"), districts)
            for year, (_, districts) in TABELL_1.items()
        ),
        *(
            (("assessed_areas", degrees[degree], year, "count"), number)
            for degree, numbers in TABLÅ_2.items()
            for year, number in zip((2021, 2019), numbers, strict=True)
        ),
        # Not from the report: the numbers of 2025, second hand.
        (("assessed_areas", "vulnerable", 2025, "count"), 46),
        (("assessed_areas", "particularly_vulnerable", 2025, "count"), 19),
        (("assessed_areas", "all_areas", 2025, "count"), 65),
    ]
