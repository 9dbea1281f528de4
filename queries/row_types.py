"""The rows that questions are answered with: a class a question, its columns with their types, ``None`` for what may be unknown.

What a row means, the first comment of the question's ``.sql`` file says. A test holds every class against what DuckDB
says of the question, so that a column that is not there is found by the type checker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol, TypedDict, overload

Parameter = str | int | float | bool | None | Sequence[str] | Sequence[int]
"""What can be given with a question: a value or several, ``None`` for no filter."""

Record = Mapping[str, Any]
"""A row of any question, to be read only."""


class Located(TypedDict):
    """What rows about a place, or about a category in its stead, have in common."""

    area: str | None
    source: str


class Placed(Located):
    """What tells the series that a row is of: a category or a place, and a source."""

    area_category: str | None


class MaybeComputed(Placed):
    """The same with whether the dashboard computed its figure."""

    computed: bool


class Action(TypedDict):
    id: str
    agreement: str
    goal: str | None
    title_sv: str
    title_en: str | None
    status: str
    term: str | None
    kind: str | None
    unit: str
    followed_up: str | None
    note_sv: str | None
    note_en: str | None


class Agreement(TypedDict):
    id: str
    label_sv: str
    label_en: str | None
    title_sv: str
    title_en: str | None
    parties_sv: str
    parties_en: str | None
    begins: str
    ends: str | None
    signed: str | None
    continues_sv: str | None
    continues_en: str | None
    follow_up_sv: str | None
    follow_up_en: str | None
    source: str
    codes: tuple[str, ...]
    municipalities: tuple[str, ...]


class AnsweredLevel(TypedDict):
    area: str
    name: str
    year: int
    part: str
    level: float
    answers: int
    uncertainty: float | None
    uncertain: int
    change: float | None
    arrow: str | None
    reason: str | None


class AreaCategory(TypedDict):
    id: str
    position: int
    role: str
    abbreviation: str | None
    label_sv: str
    label_en: str
    singular_sv: str | None
    singular_en: str | None
    phrase_sv: str
    phrase_en: str
    definition_sv: str
    definition_en: str
    valid_from: int | None
    valid_to: int | None
    source: str


class AreaCentre(TypedDict):
    year: int
    area: str
    name: str
    municipality_code: str
    municipality: str
    police_region: str
    latitude: float
    longitude: float
    area_category: str
    source: str
    place_source: str


class NearArea(AreaCentre):
    """An area, and how many kilometres it lies from a municipality (``queries/places/distance.py``)."""

    distance: float


class AreaAssessment(TypedDict):
    area: str
    year: int
    area_category: str
    trend: str | None
    source: str
    published: str


class AssessedArea(TypedDict):
    area: str
    name: str
    municipality_code: str
    municipality: str
    police_district: str | None
    police_area: str | None
    police_region: str
    latitude: float
    longitude: float
    area_km2: float | None
    has_outline: bool
    outline_change: str | None
    overlap_percent: int | None
    assessment: int
    area_category: str
    degree: int
    trend: str | None
    police_trend: str | None
    assessment_before: int | None
    category_before: str | None
    source_before: str | None
    direction: str | None
    relation: str | None
    area_before: str | None
    source: str
    place_source: str
    published: str | None


class CategorySum(TypedDict):
    fixed: int | None
    area_category: str
    year: int
    source: str
    assessment: int
    implied: bool
    count: int
    population: int
    areas: tuple[str, ...]


class FootprintShare(TypedDict):
    source: str
    share_percent: float
    areas: int


class LandShare(TypedDict):
    area_group: str
    areas: int
    km2: float
    country_km2: int
    land_percent: float
    sources: tuple[str, ...]


class PopulationShare(TypedDict):
    year: int
    population_percent: float
    areas_source: str
    country_source: str


class AreaCount(TypedDict):
    year: int
    area_category: str
    role: str
    areas: int
    sources: tuple[str, ...]


class AreaChange(TypedDict):
    first_year: int
    last_year: int
    area: str
    name: str
    municipality: str
    police_region: str
    first_category: str | None
    last_category: str | None
    direction: str
    first_area: str | None
    first_name: str | None
    relation: str | None
    outline_change: str | None
    overlap_percent: int | None
    first_source: str | None
    last_source: str | None


class AreaFlow(TypedDict):
    first_year: int
    last_year: int
    first_category: str | None
    last_category: str | None
    direction: str
    areas: int
    first_areas: int


class Assessment(TypedDict):
    year: int
    has_trends: bool
    has_police_trends: bool
    has_outlines: bool
    is_default: bool
    first_year: int | None
    areas: int
    moved: int


class Comparison(TypedDict):
    indicator: str
    area_category: str | None
    area: str | None
    source: str
    first_year: int
    last_year: int
    first_value: float | None
    last_value: float | None
    last_lower_95: float | None
    last_upper_95: float | None
    last_swing: str | None
    first_hidden: bool
    last_hidden: bool
    computed: bool
    is_rate: bool
    is_doubted: bool
    is_broken: bool
    rest_value: float | None
    change: float | None
    change_percent: float | None
    ratio_to_rest: float | None


class ComputedMeasure(TypedDict):
    id: str
    label_sv: str
    label_en: str
    unit_sv: str
    unit_en: str
    decimals: int | None
    formula_sv: str
    formula_en: str
    caveats_sv: str | None
    caveats_en: str | None


class Concept(TypedDict):
    id: str
    label_sv: str
    label_en: str
    definition_sv: str
    definition_en: str
    caveats_sv: str | None
    caveats_en: str | None
    source: str


class Contradiction(TypedDict):
    id: str
    position: int
    source: str
    subject_sv: str
    subject_en: str
    statement_sv: str
    statement_en: str
    place_sv: str
    place_en: str
    other_statement_sv: str
    other_statement_en: str
    other_place_sv: str
    other_place_en: str
    meaning_sv: str
    meaning_en: str
    shown_sv: str
    shown_en: str


class Development(TypedDict):
    indicator: str
    area_category: str | None
    area: str | None
    source: str
    year: int
    value: float | None
    change_percent: float | None


class PhoneFigure(TypedDict):
    area_group: str
    area_category: str | None
    label_sv: str
    label_en: str
    definition_sv: str
    definition_en: str
    areas: int | None
    measure: str
    mean: float
    lowest: float | None
    highest: float | None
    lowest_printed: str
    highest_printed: str
    share_percent: float | None
    source: str


class Event(TypedDict):
    id: str
    begins: str
    ends: str | None
    kind: str
    label_sv: str
    label_en: str | None
    codes: tuple[str, ...]
    indicator: str | None
    source: str


class Area(TypedDict):
    area: str
    name: str
    municipality_code: str
    municipality: str
    police_district: str | None
    police_region: str
    latitude: float
    longitude: float
    place_source: str


class GoalIndicator(TypedDict):
    goal: str
    indicator: str
    position: int
    shows_sv: str
    shows_en: str | None
    limits_sv: str
    limits_en: str | None


class Goal(TypedDict):
    id: str
    agreement: str
    kind: str
    position: int
    text_sv: str
    text_en: str | None
    detail_sv: str | None
    detail_en: str | None
    place_sv: str | None
    place_en: str | None
    needed_sv: str | None
    needed_en: str | None
    target_indicator: str | None
    target_kind: str | None
    target: float | None
    target_from: int | None
    target_year: int | None


class GoalReach(TypedDict):
    goal: str
    agreement: str
    position: int
    reach: str


class HiddenCount(TypedDict):
    indicator: str
    figures: int


class Indicator(TypedDict):
    id: str
    position: int
    screen: str | None
    measure: str
    decimals: int
    polarity: str
    label_sv: str
    label_en: str
    noun_sv: str
    noun_en: str
    unit_sv: str
    unit_en: str
    reading_sv: str | None
    reading_en: str | None
    definition_sv: str
    definition_en: str
    caveats_sv: str | None
    caveats_en: str | None
    years: tuple[int, ...]
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    measures: tuple[str, ...]


class KnownValue(TypedDict):
    parameter: str
    value: str
    screen: str | None


class Municipality(TypedDict):
    code: str
    name: str
    county_code: str
    county: str
    police_region: str
    skr_group: str


class NearbyArea(TypedDict):
    code: str
    area: str
    name: str
    municipality_code: str
    municipality: str
    police_district: str | None
    police_region: str
    in_municipality: bool
    touch: str | None
    in_district: bool
    year: int
    area_category: str
    trend: str | None
    police_trend: str | None
    source: str


class MunicipalityCount(TypedDict):
    code: str
    year: int
    place: str
    area_category: str
    areas: int | None


class MunicipalityFigure(TypedDict):
    code: str
    name: str
    year: int
    source: str
    value: float | None
    computed: bool
    lower_95: float | None
    upper_95: float | None
    swing: str | None


class Neighbour(TypedDict):
    code: str
    neighbour: str
    name: str
    police_region: str
    touch: str


class NamedPlace(TypedDict):
    area: str
    sources: tuple[str, ...]


class PublishedYears(TypedDict):
    indicator: str
    source: str
    years: tuple[int, ...]


class NationalShooting(TypedDict):
    event: str
    year: int
    count: int
    lower_95: float
    upper_95: float
    swing: str
    published: str | None
    is_second_hand: bool
    source: str
    publisher: str
    source_published: str
    years_in_source: int


class Note(TypedDict):
    indicator: str
    area_category: str | None
    area: str | None
    year: int
    source: str
    measure: str
    kind: str
    note_sv: str
    note_en: str


class Observation(TypedDict):
    indicator: str
    area_category: str | None
    area: str | None
    year: int
    count: int | None
    population: int | None
    per_1000: float | None
    share_percent: float | None
    lower_95: float | None
    upper_95: float | None
    interval_of: str | None
    swing: str | None
    rounding_lower: float | None
    rounding_upper: float | None
    source: str
    published: str


class Place(TypedDict):
    code: str
    name: str
    police_region: str
    is_county: bool


class LevelChange(TypedDict):
    area_category: str
    part: str
    source: str
    first_year: int
    last_year: int
    first_value: float
    last_value: float
    change: float | None
    arrow: str | None


class ProblemLevel(TypedDict):
    area_category: str
    area: None
    part: str
    year: int
    source: str
    value: float


class ProblemPart(TypedDict):
    id: str
    position: int
    label_sv: str
    label_en: str
    definition_sv: str
    definition_en: str
    source: str


class Published(TypedDict):
    years: tuple[int, ...]
    published: str | None
    last_assessment: int | None
    hides: bool


class AreaCountCheck(TypedDict):
    indicator: str
    source: str
    figures: int
    comparable: int
    agreeing: int
    differing_years: tuple[int, ...]
    unlisted_years: tuple[int, ...]
    outcome: str


class ConcentrationCheck(TypedDict):
    source: str
    figures: int
    differing_years: tuple[int, ...]
    outcome: str


class GapCheck(TypedDict):
    source: str
    first_year: int
    last_year: int
    missing: tuple[int, ...]
    series: int
    incomplete: int
    outcome: str


class ImpliedShareCheck(TypedDict):
    source: str
    indicator: str
    year: int
    country_count: int | None
    agreeing: int
    shares: int
    disagreeing: tuple[str, ...]
    outcome: str


class LandCheck(TypedDict):
    area_group: str
    label_sv: str
    label_en: str
    source: str
    printed: float
    compared: float | None
    outcome: str


class LevelCheck(TypedDict):
    source: str
    of_what: str
    figures: int
    differing_years: tuple[int, ...]
    outcome: str


class NoteCheck(TypedDict):
    source: str
    figures: int
    noted: int
    contradicted: int
    approximate: int
    outcome: str


class PeriodCheck(TypedDict):
    source: str
    indicators: int
    indicator_ids: tuple[str, ...]
    fewest: int
    most: int
    outcome: str


class PopulationCheck(TypedDict):
    source: str
    area_category: str | None
    figures: int
    same: int
    printed: int
    years: tuple[int, ...]
    outcome: str


class PublicationCheck(TypedDict):
    indicator: str
    source: str
    published: str
    compared_source: str
    compared_published: str
    figures: int
    differing_years: tuple[int, ...]
    outcome: str


class RangeCheck(TypedDict):
    source: str
    measure: str
    figures: int
    outside: int
    open_ranges: int
    outcome: str


class PairCheck(TypedDict):
    source: str
    figures: int
    differing: int
    outcome: str


class QuarterCheck(TypedDict):
    source: str
    indicator: str
    figures: int
    comparable: int
    differing: int
    outcome: str


class RateCheck(TypedDict):
    source: str
    indicator: str
    figures: int
    computed: int
    differing: int
    outcome: str


class RevisionCheck(TypedDict):
    event: str
    year: int
    printed: int
    printed_published: str
    source: str
    is_implied: bool
    compared: int
    compared_published: str
    compared_source: str
    difference: int
    outcome: str


class RoundingCheck(TypedDict):
    source: str
    indicator: str
    measure: str
    decimals: int
    printed: float
    compared: float
    outcome: str


class TotalCheck(TypedDict):
    indicator: str
    source: str
    year: int
    measure: str
    area_category: str
    printed: float
    compared: float
    part_values: tuple[float, ...]
    decimals: int
    outcome: str


class RegionCount(TypedDict):
    year: int
    police_region: str
    area_category: str
    areas: int


class Figure(TypedDict):
    indicator: str
    area_category: str | None
    area: str | None
    year: int
    source: str
    cases: int | None
    among: int | None
    implied: bool
    measure: str
    value: float | None
    computed: bool
    lower_95: float | None
    upper_95: float | None
    swing: str | None
    rounding_lower: float | None
    rounding_upper: float | None


class Concentration(TypedDict):
    year: int
    months: int
    area_group: str
    label_sv: str
    label_en: str
    definition_sv: str
    definition_en: str
    areas: int | None
    land_percent: float | None
    share_percent: float
    source: str
    published: str


class ShootingPopulation(TypedDict):
    source: str
    year: int
    all_areas: int
    rest_of_sweden: int
    sweden: int
    areas_source: str
    country_source: str
    country_count: int | None


class Source(TypedDict):
    id: str
    publisher: str
    document_sv: str
    document_en: str
    part_sv: str
    part_en: str
    published: str | None
    url: str | None


class Meeting(TypedDict):
    date: str
    body: str
    theme_sv: str
    theme_en: str | None
    follow_up_sv: str | None
    follow_up_en: str | None
    agreement: str | None


class Stage(TypedDict):
    area: str
    name: str
    year: int
    conditions: int
    stage_1: int
    stage_2: int
    stage_3: int
    stage_4: int
    highest: int
    to_be_marked: bool
    uncertainty: float | None
    uncertain: int
    year_before: int | None
    highest_before: int | None
    conditions_before: int | None


class Phase(TypedDict):
    area: str
    name: str
    phase: int
    begins: str
    ends: str | None
    mark_sv: str
    mark_en: str | None


class InGroup(TypedDict):
    area: str
    name: str
    year: int
    group_letter: str
    count: int | None


class Square(TypedDict):
    """An own square with one figure; what is hidden is ``None``."""

    square: str
    metres: int
    year: int
    condition: str
    value: float | None
    inhabitants: int | None
    shade: int | None
    number: int | None
    is_many: bool
    source: str


class SquarePlace(TypedDict):
    square: str
    metres: int
    year: int
    condition: str


class SquareClass(TypedDict):
    condition: str
    year: int
    shade: int
    limit_value: float
    of_country: bool


class AreaOutline(TypedDict):
    assessment: int
    area: str
    name: str
    municipality_code: str
    municipality: str
    area_category: str
    outline_year: int
    outline: str
    area_km2: float
    outline_change: str | None
    overlap_percent: int | None
    source: str
    place_source: str


class AreaSuccession(TypedDict):
    area: str
    name: str
    predecessor: str
    predecessor_name: str
    municipality_code: str
    year: int
    relation: str
    overlap_percent: int
    source: str


class DataChange(TypedDict):
    id: str
    date: str
    kind: str
    source: str
    what_sv: str
    what_en: str
    next_expected: str | None
    next_sv: str | None
    next_en: str | None
    publisher: str
    published: str | None


class Coverage(TypedDict):
    kind: str
    source: str
    since: int
    until: int
    last_quarter: int | None
    is_preliminary: bool


class RevisedFigure(TypedDict):
    indicator: str
    area_category: str | None
    area: str | None
    year: int
    measure: str
    value_before: float
    published_before: str | None
    source_before: str
    value_after: float
    published_after: str | None
    source_after: str
    difference: float


class Leap(TypedDict):
    indicator: str
    of: str
    area: str
    year: int
    kind: str
    count: int
    count_before: int | None
    per_1000: float
    median: float
    times: float
    source: str


class MiddleHalf(TypedDict):
    indicator: str
    year: int
    source: str
    published: str | None
    municipalities: int
    count: int | None
    population: int | None
    per_1000: float | None
    lowest: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    highest: float | None


class Condition(TypedDict):
    id: str
    position: int
    kind: str
    part: str | None
    worse: str
    decimals: int | None
    label_sv: str
    label_en: str
    unit_sv: str | None
    unit_en: str | None
    darker_sv: str | None
    darker_en: str | None
    definition_sv: str
    definition_en: str
    caveats_sv: str | None
    caveats_en: str | None
    source: str


class Deso(TypedDict):
    """A demographic statistical area with its figures."""

    deso: str
    municipality_code: str
    municipality: str
    name: str
    population: int
    area_type: int
    income: float
    education: float
    employment: float
    single_parents: float
    children: float
    youths: float
    foreign_background: float
    age_0_14: int
    age_15_19: int
    many_children: bool
    many_youths: bool
    has_border: bool
    area: str | None
    area_name: str | None
    assessment: int | None


class DesoClass(TypedDict):
    deso: str
    condition: str
    shade: int
    is_worst: bool


class DesoType(TypedDict):
    municipality_code: str
    area_type: int
    areas: int
    population: int


class ConditionClass(TypedDict):
    condition: str
    shade: int
    lowest: float | None
    highest: float | None
    areas: int
    population: int


class AreaDeso(TypedDict):
    area: str
    name: str
    assessment: int
    is_compared: bool
    deso: str | None
    share_percent: float | None


class ConditionInAreas(TypedDict):
    condition: str
    year: int
    known_areas: int
    areas: int
    compared: int
    inside: int
    inside_population: int
    inside_worst: int
    worst: int


class MunicipalityPopulation(TypedDict):
    municipality_code: str
    name: str
    year: int
    population: int
    source: str


class MunicipalityObservation(TypedDict):
    indicator: str
    municipality_code: str
    municipality: str
    county_code: str
    county: str
    skr_group: str
    year: int
    count: int | None
    per_1000: float | None
    lower_95: float | None
    upper_95: float | None
    interval_of: str | None
    swing: str | None
    source: str
    published: str | None


class MunicipalityRate(TypedDict):
    code: str
    name: str
    county_code: str
    county: str
    skr_group: str
    year: int
    source: str
    count: int | None
    per_1000: float | None
    computed: bool
    lower_95: float | None
    upper_95: float | None
    swing: str | None
    municipalities: int
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    fourth: int | None
    published: str | None


class NationalOffence(TypedDict):
    offence: str
    position: int
    label_sv: str
    label_en: str
    source_label: str
    year: int
    count: int
    per_1000: float | None
    status: str
    source: str
    published: str | None


class QuarterFigure(TypedDict):
    indicator: str
    municipality_code: str
    name: str
    year: int
    quarter: int
    count: int | None
    per_1000: float | None
    preliminary: bool
    year_before: int | None
    last_four: int | None
    last_four_preliminary: bool
    source: str
    published: str | None


class SimilarMunicipality(TypedDict):
    code: str
    similar_code: str
    name: str
    population: int
    population_year: int
    difference: int
    among: str
    skr_group: str
    main_group: str
    label_sv: str
    label_en: str
    source: str


class GroupMember(TypedDict):
    id: str
    position: int
    label_sv: str
    label_en: str
    main_group: str
    main_label_sv: str
    main_label_en: str
    source: str
    code: str
    name: str


class YardstickMember(TypedDict):
    code: str
    yardstick: str
    member: str
    name: str
    is_own: bool


class OffenceFigure(TypedDict):
    municipality: str | None
    indicator: str
    year: int
    count: int | None
    per_1000: float | None
    computed: bool
    lower_95: float | None
    upper_95: float | None
    source: str
    published: str | None


class Rows(Protocol):
    """The function :func:`queries.rows`, with what each question is answered with."""

    @overload
    def __call__(self, question: Literal["actions"], **parameters: Parameter) -> list[Action]: ...
    @overload
    def __call__(self, question: Literal["agreements"], **parameters: Parameter) -> list[Agreement]: ...
    @overload
    def __call__(self, question: Literal["answered_levels"], **parameters: Parameter) -> list[AnsweredLevel]: ...
    @overload
    def __call__(self, question: Literal["area_categories"], **parameters: Parameter) -> list[AreaCategory]: ...
    @overload
    def __call__(self, question: Literal["area_centres"], **parameters: Parameter) -> list[AreaCentre]: ...
    @overload
    def __call__(self, question: Literal["area_deso"], **parameters: Parameter) -> list[AreaDeso]: ...
    @overload
    def __call__(self, question: Literal["area_history"], **parameters: Parameter) -> list[AreaAssessment]: ...
    @overload
    def __call__(self, question: Literal["area_outlines"], **parameters: Parameter) -> list[AreaOutline]: ...
    @overload
    def __call__(self, question: Literal["area_successions"], **parameters: Parameter) -> list[AreaSuccession]: ...
    @overload
    def __call__(self, question: Literal["areas"], **parameters: Parameter) -> list[AssessedArea]: ...
    @overload
    def __call__(self, question: Literal["areas_by_category"], **parameters: Parameter) -> list[CategorySum]: ...
    @overload
    def __call__(self, question: Literal["areas_footprint_share"], **parameters: Parameter) -> list[FootprintShare]: ...
    @overload
    def __call__(self, question: Literal["areas_land_share"], **parameters: Parameter) -> list[LandShare]: ...
    @overload
    def __call__(
        self, question: Literal["areas_population_share"], **parameters: Parameter
    ) -> list[PopulationShare]: ...
    @overload
    def __call__(self, question: Literal["assessed_areas"], **parameters: Parameter) -> list[AreaCount]: ...
    @overload
    def __call__(self, question: Literal["assessment_changes"], **parameters: Parameter) -> list[AreaChange]: ...
    @overload
    def __call__(self, question: Literal["assessment_flows"], **parameters: Parameter) -> list[AreaFlow]: ...
    @overload
    def __call__(self, question: Literal["assessment_years"], **parameters: Parameter) -> list[Assessment]: ...
    @overload
    def __call__(self, question: Literal["comparison"], **parameters: Parameter) -> list[Comparison]: ...
    @overload
    def __call__(self, question: Literal["computed_measures"], **parameters: Parameter) -> list[ComputedMeasure]: ...
    @overload
    def __call__(self, question: Literal["concepts"], **parameters: Parameter) -> list[Concept]: ...
    @overload
    def __call__(self, question: Literal["condition_classes"], **parameters: Parameter) -> list[ConditionClass]: ...
    @overload
    def __call__(self, question: Literal["conditions"], **parameters: Parameter) -> list[Condition]: ...
    @overload
    def __call__(self, question: Literal["conditions_in_areas"], **parameters: Parameter) -> list[ConditionInAreas]: ...
    @overload
    def __call__(self, question: Literal["contradictions"], **parameters: Parameter) -> list[Contradiction]: ...
    @overload
    def __call__(self, question: Literal["coverage"], **parameters: Parameter) -> list[Coverage]: ...
    @overload
    def __call__(self, question: Literal["data_changes"], **parameters: Parameter) -> list[DataChange]: ...
    @overload
    def __call__(self, question: Literal["deso_classes"], **parameters: Parameter) -> list[DesoClass]: ...
    @overload
    def __call__(self, question: Literal["deso_types"], **parameters: Parameter) -> list[DesoType]: ...
    @overload
    def __call__(self, question: Literal["development"], **parameters: Parameter) -> list[Development]: ...
    @overload
    def __call__(self, question: Literal["encrypted_phones"], **parameters: Parameter) -> list[PhoneFigure]: ...
    @overload
    def __call__(self, question: Literal["events"], **parameters: Parameter) -> list[Event]: ...
    @overload
    def __call__(self, question: Literal["every_area"], **parameters: Parameter) -> list[Area]: ...
    @overload
    def __call__(self, question: Literal["every_series"], **parameters: Parameter) -> list[Figure]: ...
    @overload
    def __call__(self, question: Literal["goal_indicators"], **parameters: Parameter) -> list[GoalIndicator]: ...
    @overload
    def __call__(self, question: Literal["goal_reach"], **parameters: Parameter) -> list[GoalReach]: ...
    @overload
    def __call__(self, question: Literal["goals"], **parameters: Parameter) -> list[Goal]: ...
    @overload
    def __call__(self, question: Literal["hidden_figures"], **parameters: Parameter) -> list[HiddenCount]: ...
    @overload
    def __call__(self, question: Literal["indicators"], **parameters: Parameter) -> list[Indicator]: ...
    @overload
    def __call__(self, question: Literal["known_values"], **parameters: Parameter) -> list[KnownValue]: ...
    @overload
    def __call__(self, question: Literal["leaps"], **parameters: Parameter) -> list[Leap]: ...
    @overload
    def __call__(self, question: Literal["living_conditions"], **parameters: Parameter) -> list[Deso]: ...
    @overload
    def __call__(self, question: Literal["middle_half"], **parameters: Parameter) -> list[MiddleHalf]: ...
    @overload
    def __call__(self, question: Literal["municipalities"], **parameters: Parameter) -> list[Municipality]: ...
    @overload
    def __call__(self, question: Literal["municipality_areas"], **parameters: Parameter) -> list[NearbyArea]: ...
    @overload
    def __call__(
        self, question: Literal["municipality_counts"], **parameters: Parameter
    ) -> list[MunicipalityCount]: ...
    @overload
    def __call__(
        self, question: Literal["municipality_figures"], **parameters: Parameter
    ) -> list[MunicipalityFigure]: ...
    @overload
    def __call__(self, question: Literal["municipality_neighbours"], **parameters: Parameter) -> list[Neighbour]: ...
    @overload
    def __call__(
        self, question: Literal["municipality_observations"], **parameters: Parameter
    ) -> list[MunicipalityObservation]: ...
    @overload
    def __call__(
        self, question: Literal["municipality_populations"], **parameters: Parameter
    ) -> list[MunicipalityPopulation]: ...
    @overload
    def __call__(self, question: Literal["municipality_rates"], **parameters: Parameter) -> list[MunicipalityRate]: ...
    @overload
    def __call__(self, question: Literal["municipality_series"], **parameters: Parameter) -> list[OffenceFigure]: ...
    @overload
    def __call__(self, question: Literal["named_places"], **parameters: Parameter) -> list[NamedPlace]: ...
    @overload
    def __call__(self, question: Literal["national"], **parameters: Parameter) -> list[PublishedYears]: ...
    @overload
    def __call__(self, question: Literal["national_offences"], **parameters: Parameter) -> list[NationalOffence]: ...
    @overload
    def __call__(self, question: Literal["national_shootings"], **parameters: Parameter) -> list[NationalShooting]: ...
    @overload
    def __call__(self, question: Literal["notes"], **parameters: Parameter) -> list[Note]: ...
    @overload
    def __call__(self, question: Literal["observations"], **parameters: Parameter) -> list[Observation]: ...
    @overload
    def __call__(self, question: Literal["places"], **parameters: Parameter) -> list[Place]: ...
    @overload
    def __call__(self, question: Literal["problem_level_changes"], **parameters: Parameter) -> list[LevelChange]: ...
    @overload
    def __call__(self, question: Literal["problem_levels"], **parameters: Parameter) -> list[ProblemLevel]: ...
    @overload
    def __call__(self, question: Literal["problem_parts"], **parameters: Parameter) -> list[ProblemPart]: ...
    @overload
    def __call__(self, question: Literal["published"], **parameters: Parameter) -> list[Published]: ...
    @overload
    def __call__(self, question: Literal["quality_area_counts"], **parameters: Parameter) -> list[AreaCountCheck]: ...
    @overload
    def __call__(
        self, question: Literal["quality_concentration"], **parameters: Parameter
    ) -> list[ConcentrationCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_gaps"], **parameters: Parameter) -> list[GapCheck]: ...
    @overload
    def __call__(
        self, question: Literal["quality_implied_shares"], **parameters: Parameter
    ) -> list[ImpliedShareCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_land"], **parameters: Parameter) -> list[LandCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_levels"], **parameters: Parameter) -> list[LevelCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_notes"], **parameters: Parameter) -> list[NoteCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_one_population"], **parameters: Parameter) -> list[PairCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_periods"], **parameters: Parameter) -> list[PeriodCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_population"], **parameters: Parameter) -> list[PopulationCheck]: ...
    @overload
    def __call__(
        self, question: Literal["quality_publications"], **parameters: Parameter
    ) -> list[PublicationCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_quarters"], **parameters: Parameter) -> list[QuarterCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_ranges"], **parameters: Parameter) -> list[RangeCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_rates"], **parameters: Parameter) -> list[RateCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_revisions"], **parameters: Parameter) -> list[RevisionCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_rounding"], **parameters: Parameter) -> list[RoundingCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_totals"], **parameters: Parameter) -> list[TotalCheck]: ...
    @overload
    def __call__(self, question: Literal["quality_wholes"], **parameters: Parameter) -> list[PairCheck]: ...
    @overload
    def __call__(self, question: Literal["quarters"], **parameters: Parameter) -> list[QuarterFigure]: ...
    @overload
    def __call__(self, question: Literal["region_counts"], **parameters: Parameter) -> list[RegionCount]: ...
    @overload
    def __call__(self, question: Literal["revised_figures"], **parameters: Parameter) -> list[RevisedFigure]: ...
    @overload
    def __call__(self, question: Literal["series"], **parameters: Parameter) -> list[Figure]: ...
    @overload
    def __call__(self, question: Literal["shooting_concentration"], **parameters: Parameter) -> list[Concentration]: ...
    @overload
    def __call__(
        self, question: Literal["shooting_populations"], **parameters: Parameter
    ) -> list[ShootingPopulation]: ...
    @overload
    def __call__(
        self, question: Literal["similar_municipalities"], **parameters: Parameter
    ) -> list[SimilarMunicipality]: ...
    @overload
    def __call__(self, question: Literal["skr_groups"], **parameters: Parameter) -> list[GroupMember]: ...
    @overload
    def __call__(self, question: Literal["sources"], **parameters: Parameter) -> list[Source]: ...
    @overload
    def __call__(self, question: Literal["yardsticks"], **parameters: Parameter) -> list[YardstickMember]: ...
    @overload
    def __call__(self, question: Literal["stages"], **parameters: Parameter) -> list[Stage]: ...
    @overload
    def __call__(self, question: Literal["phases"], **parameters: Parameter) -> list[Phase]: ...
    @overload
    def __call__(self, question: Literal["cylinder"], **parameters: Parameter) -> list[InGroup]: ...
    @overload
    def __call__(self, question: Literal["squares"], **parameters: Parameter) -> list[Square]: ...
    @overload
    def __call__(self, question: Literal["square_places"], **parameters: Parameter) -> list[SquarePlace]: ...
    @overload
    def __call__(self, question: Literal["square_classes"], **parameters: Parameter) -> list[SquareClass]: ...
    @overload
    def __call__(self, question: Literal["yearly_wheel"], **parameters: Parameter) -> list[Meeting]: ...
    @overload
    def __call__(self, question: str, **parameters: Parameter) -> Sequence[Record]: ...

    def __call__(self, question: str, **parameters: Parameter) -> Sequence[Record]: ...
