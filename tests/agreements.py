"""The two agreements, typed off the documents a second time, independently of data/."""

# fmt: off
PERIODS = {
    # the end; the first day; the day of signing
    "umea-2021-2024": ("2024-12-31", "2021-01-01", "2021-02-09"),
    # "från och med datum för underskrift till och med den 31 december 2018", signed in Storuman on 8 December 2016
    "sodra-lappland-2017-2018": ("2018-12-31", "2016-12-08", "2016-12-08"),
}

MUNICIPALITIES = {
    "umea-2021-2024": ["Umeå"],
    "sodra-lappland-2017-2018": ["Dorotea", "Lycksele", "Sorsele", "Storuman", "Vilhelmina", "Åsele"],
}

GOALS = {
    "umea-2021-2024": {
        "vision": ["Umeå har i dag inget utsatt område, och ska inte heller få det i framtiden."],
        "overall_goal": [
            "minska brottsligheten i Umeå kommun",
            "öka tryggheten i Umeå kommun",
            "minska nyttjandet av alkohol, narkotika, tobak, doping samt motverka överdrivet spelande "
            "som kan leda till brottslighet.",
        ],
        "focus_area": [
            "Krafttag mot narkotika.",
            "Öka förtroendet för samhällets företrädare.",
            "Skapa trygga och säkra platser utifrån aktuell lokal lägesbild.",
            "Motverka segregation och förebygga utanförskap.",
        ],
        "way_of_working": [
            "En aktuell lokal lägesbild – arbeta med strukturerade metoder genom ett kunskapsbaserat arbetssätt i "
            "samverkan. Till exempel Effektiv samordning för trygghet (EST), orsaksanalyser och trygghetsvandringar.",
            "Samordna insatser för unga i riskzon för kriminalitet genom tvärsektoriell samverkan för att barn och "
            "unga ska få en drogfri uppväxt.",
        ],
    },
    "sodra-lappland-2017-2018": {
        "overall_goal": ["stärka och utveckla samverkan mellan polis och kommun inom följande fokusområden"],
        "focus_area": [
            "Brottsförebyggande arbete kring ungdomar",
            "ANDT- och tillsynsarbete",
            "Integration av nyanlända i kommunerna",
        ],
    },
}

DETAILS = {
    "Brottsförebyggande arbete kring ungdomar":
        "Konkreta åtgärder och ökning av informationsutbyte mellan polis och kommuner i syfte att förhindra att "
        "ungdomar hamnar i kriminalitet. Informationsutbytet mellan kommunerna ska stärkas.",
    "ANDT- och tillsynsarbete":
        "En minskning av tillgången och konsumtionen av alkohol, narkotika, doping och tobak i samhället.",
    "Integration av nyanlända i kommunerna":
        "Polisen ska vara ett tydligt inslag i kommunernas integrationsarbete. Samverkansfokus ska ligga på sociala "
        "preventionsåtgärder, informationsinsatser och lag-och rättundervisning för att ge nyanlända så bra "
        "förutsättningar som möjligt i det svenska samhället.",
}
