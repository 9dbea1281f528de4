"""What an address asks for that there is not: said in one quiet line, and only of what no page knows."""

from __future__ import annotations

import pytest

from tests.page import opened, well

SAID = "Länken gäller {}, som inte finns här. Sidan visar i stället det som finns."


def captions(screen: str, **parameters: str | list[str]) -> list[str]:
    """The quiet lines of a page that speak of its address."""
    at = opened(screen, **parameters)
    found = [part.value.replace("\\", "") for part in at.caption]
    return [line for line in found if line.startswith(("Länken gäller", "The link is"))]


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("screen", "parameters", "said"),
    [
        ("overview", {"year": "1999"}, "år 1999"),
        ("narcotics_weapons", {"year": ["1999", "2020"], "category": "zzz"}, "år 1999 och områdeskategorin zzz"),
        ("narcotics_weapons", {"events": "zzz"}, "events=zzz"),
        ("follow_up", {"agreement": "nonsense"}, "överenskommelsen nonsense"),
        ("areas", {"assessment": "1812", "region": "mars"}, "bedömningen 1812 och region=mars"),
        ("about", {"lang": "zz"}, "lang=zz"),
        ("shootings", {"indicator": "*x*", "figure": "areas"}, "talet *x*"),
        ("shootings", {"year": "2035"}, "år 2035"),  # the whole country's figures, of which no year is chosen
        ("shootings", {"figure": "places", "year": "2035", "category": "x"}, "år 2035 och områdeskategorin x"),
        ("reported_offences", {"county": "99"}, "länet 99"),
        ("overview", {"category": "z" * 100}, f"områdeskategorin {'z' * 40}"),
        ("overview", {"place": "Lillby {asked}"}, "platsen Lillby {asked}"),
        ("living_conditions", {"place": "0127", "condition": "joy", "rings": "x"}, "condition=joy och rings=x"),
    ],
)
def test_what_no_page_knows_is_said(screen: str, parameters: dict[str, str | list[str]], said: str) -> None:
    assert captions(screen, **parameters) == [SAID.format(said)]


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("screen", "parameters"),
    [
        ("narcotics_weapons", {"year": ["2019", "2020"], "category": ["risk", "all_areas"], "lang": "sv"}),
        ("narcotics_weapons", {"year": ""}),  # none chosen
        ("narcotics_weapons", {"year": "2017"}),  # of the problem levels and assessments
        ("overview", {"year": "2021", "place": "1280", "assessment": "2019"}),
        ("problem_levels", {"category": "rest_of_sweden"}),
        ("municipality", {"place": "12"}),  # a county, which the areas know
        ("shootings", {"indicator": "threats", "area": "Umeå", "highlight": "Umeå", "measure": "per_1000"}),
        ("encrypted_phones", {"events": "zzz", "fbclid": "x", "agreement": "nonsense"}),  # nothing that the page heeds
        ("encrypted_phones", {"category": "all_areas"}),
        ("shootings", {"figure": "country", "category": "risk"}),  # carried here from a figure that has categories
        # of own squares, which are a view of the same page
        ("living_conditions", {"place": "0127", "condition": "overcrowding", "rings": "children"}),
    ],
)
def test_what_some_page_knows_or_this_one_does_not_heed_is_not(
    screen: str, parameters: dict[str, str | list[str]]
) -> None:
    assert captions(screen, **parameters) == []


@pytest.mark.usefixtures("built_in_data")
def test_it_is_said_in_the_readers_language_and_not_for_ever() -> None:
    at = opened("overview", year=["2020", "1999"], lang="en")
    said = [part.value.replace("\\", "") for part in at.caption]
    assert "The link is about the year 1999, which there is not here. The page shows what there is instead." in said
    group = next(group for group in at.get("button_group") if group.key == "year_filter")
    group.set_value(["2019", "2020"])
    well(at.run())
    assert [part.value for part in at.caption if part.value.startswith("The link")] == []
