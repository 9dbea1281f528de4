"""Kinds of tables that are easily read wrong: what a column is for is told by its name, its cells and the columns beside it
together. Where that does not settle it, the reader is asked, and no figure is given.

Each case names all observations, and what is asked; places, names and figures are made up.
"""

from __future__ import annotations

import pytest

from queries.exports import Corrections
from queries.exports.counting import read_or_counted
from tests.queries.exports.foreign import expected, lines, remarks, text

CASES: dict[str, tuple[str, str]] = {
    # ---- the word for share within others ------------------------------------------------------------------------------
    "offences whose names end like the word for share": (
        """
        Kommun;År;Människohandel;Vapenhandel;Misshandel
        Vara;2021;1;2;60
        Vara;2022;0;3;71
        """,
        """
        manniskohandel, Vara, 2021: count 1
        manniskohandel, Vara, 2022: count 0
        misshandel, Vara, 2021: count 60
        misshandel, Vara, 2022: count 71
        vapenhandel, Vara, 2021: count 2
        vapenhandel, Vara, 2022: count 3
        """,
    ),
    "trade in the title": (
        """
        Brott i handeln
        Kommun;2021;2022
        Vara;60;71
        """,
        "brott_i_handeln, Vara, 2021: count 60\nbrott_i_handeln, Vara, 2022: count 71",
    ),
    "a share all the same": (
        """
        Kommun;År;Kvinnoandel
        Vara;2021;31,5
        """,
        "kvinnoandel, Vara, 2021: share_percent 31.5",
    ),
    "populations of a day without its year, beside counts and rates": (
        """
        Kommun;År;Folkmängd 31 dec;Antal brott;Brott per 1 000 inv
        Karlstad;2022;96466;11200;116,1
        Karlstad;2023;97233;11050;113,6
        """,
        """
        brott, Karlstad, 2022: count 11200, population 96466, per_1000 116.1
        brott, Karlstad, 2023: count 11050, population 97233, per_1000 113.6
        """,
    ),
    "offences and inhabitants in the title": (
        """
        Brott och folkmängd
        Kommun;År;Folkmängd 31 dec;Antal brott
        Karlstad;2022;96466;11200
        Karlstad;2023;97233;11050
        """,
        """
        brott_och_folkmangd, Karlstad, 2022: count 11200, population 96466
        brott_och_folkmangd, Karlstad, 2023: count 11050, population 97233
        """,
    ),
    "the day of a population in other words": (
        """
        Kommun;År;Stöld;Antal invånare per den 1/11
        Karlstad;2022;1200;96466
        Karlstad;2023;1050;97233
        """,
        """
        stold, Karlstad, 2022: count 1200, population 96466
        stold, Karlstad, 2023: count 1050, population 97233
        """,
    ),
    # ---- counts whose names hold other words -----------------------------------------------------------------------------
    "counts named for the police and for places": (
        """
        Kommun;År;Polisanmälda brott;Kontroller på allmän plats;Omhändertagna i kommunen
        Vara;2021;831;12;7
        Tibro;2021;414;5;3
        """,
        """
        kontroller_pa_allman_plats, Tibro, 2021: count 5
        kontroller_pa_allman_plats, Vara, 2021: count 12
        omhandertagna_i_kommunen, Tibro, 2021: count 3
        omhandertagna_i_kommunen, Vara, 2021: count 7
        polisanmalda_brott, Tibro, 2021: count 414
        polisanmalda_brott, Vara, 2021: count 831
        """,
    ),
    "cellars are no sources, searches no changes": (
        """
        Stadsdel;År;Källarinbrott;Brottsplatsundersökningar;Husrannsakningar
        Teg;2021;31;7;4
        Teg;2022;45;9;5
        """,
        """
        brottsplatsundersokningar, Teg, 2021: count 7
        brottsplatsundersokningar, Teg, 2022: count 9
        husrannsakningar, Teg, 2021: count 4
        husrannsakningar, Teg, 2022: count 5
        kallarinbrott, Teg, 2021: count 31
        kallarinbrott, Teg, 2022: count 45
        """,
    ),
    "a year of examination": (
        "Kommun;Undersökningsår;Antal\nVara;2021;12\nVara;2022;13\n",
        "underlag, Vara, 2021: count 12\nunderlag, Vara, 2022: count 13",
    ),
    "offences against ages and in relations": (
        """
        Kommun;År;Rån mot person under 18 år;Brott i nära relation;Misshandel mot barn 0-6 år
        Vara;2021;3;20;1
        """,
        """
        brott_i_nara_relation, Vara, 2021: count 20
        misshandel_mot_barn_0_6_ar, Vara, 2021: count 1
        ran_mot_person_under_18_ar, Vara, 2021: count 3
        """,
    ),
    "offences whose definition has an end": (
        """
        Kommun;År;Bestickning (t.o.m. 2012-06);Mutbrott (fr.o.m. 2012)
        Vara;2011;3;0
        Vara;2013;0;2
        """,
        """
        bestickning_t_o_m_2012_06, Vara, 2011: count 3
        bestickning_t_o_m_2012_06, Vara, 2013: count 0
        mutbrott_fr_o_m_2012, Vara, 2011: count 0
        mutbrott_fr_o_m_2012, Vara, 2013: count 2
        """,
    ),
    "offences beside a place and no year that is in the way": (
        "Område;År;Bilbrand;Väst\nTeg;2021;5;7\n",
        "vast, Teg, 2021: count 7\nvehicle_fires, Teg, 2021: count 5",
    ),
    # ---- a general column beside a particular one -----------------------------------------------------------------------
    "all offences beside the rate of some": (
        """
        Kommun;År;Anmälda brott;Skadegörelse per 1000 invånare
        Vara;2021;900;7,5
        """,
        "reported_offences, Vara, 2021: count 900\ncriminal_damage, Vara, 2021: per_1000 7.5",
    ),
    # ---- columns that only describe -------------------------------------------------------------------------------------
    "who handled it, and what is said": (
        """
        Kommun;År;Antal anmälda brott;Handläggare;Preliminär
        Vara;2021;900;A;
        Vara;2022;910;B;ja
        Tibro;2021;410;C;
        """,
        """
        reported_offences, Tibro, 2021: count 410
        reported_offences, Vara, 2021: count 900
        reported_offences, Vara, 2022: count 910
        """,
    ),
    "a code and a description of the place": (
        """
        Kod;Benämning;Storlek;År;Anmälda brott
        B101;Ryd;stor;2021;120
        B102;Hentorp;liten;2021;80
        B101;Ryd;stor;2022;130
        B102;Hentorp;liten;2022;85
        """,
        """
        reported_offences, Hentorp, 2021: count 80
        reported_offences, Hentorp, 2022: count 85
        reported_offences, Ryd, 2021: count 120
        reported_offences, Ryd, 2022: count 130
        """,
    ),
    "identifiers and levels of offences": (
        """
        Kommun;År;snikod;Brott;Brottsnivå;Antal;Sorteringsordning
        Vara;2021;13192;Stöldbrott;1;540;10
        Vara;2021;13194;Cykelstöld;2;130;20
        Vara;2022;13192;Stöldbrott;1;550;10
        Vara;2022;13194;Cykelstöld;2;132;20
        """,
        """
        cykelstold, Vara, 2021: count 130
        cykelstold, Vara, 2022: count 132
        stoldbrott, Vara, 2021: count 540
        stoldbrott, Vara, 2022: count 550
        """,
    ),
    "a date of publication beside years as columns": (
        """
        Kommun;2021;2022;Publiceringsdatum
        Vara;31;32;2023-03-01
        Tibro;14;15;2023-03-01
        """,
        """
        underlag, Tibro, 2021: count 14
        underlag, Tibro, 2022: count 15
        underlag, Vara, 2021: count 31
        underlag, Vara, 2022: count 32
        """,
    ),
    "limits of intervals beside shares": (
        """
        Kommun;År;Andel otrygga (%);Nedre gräns;Övre gräns
        Vara;2021;31,5;28,1;34,9
        """,
        "otrygga, Vara, 2021: share_percent 31.5",
    ),
    "means and prices are neither numbers nor rates": (
        """
        Kommun;År;Antal ärenden;Medelhandläggningstid;Kostnad
        Vara;2021;120;31;90000
        Vara;2022;130;33;91000
        """,
        "arenden, Vara, 2021: count 120\narenden, Vara, 2022: count 130",
    ),
    # ---- places -----------------------------------------------------------------------------------------------------------
    "a region of birth is no place": (
        """
        region;födelseregion;år;Antal misstänkta
        Vara;inrikes född;2021;70
        Vara;utrikes född;2021;30
        """,
        "misstankta, Vara, 2021: count 100",
    ),
    "Sweden as a country of birth": (
        """
        Kommun;Födelseland;År;Antal misstänkta
        Vara;Sverige;2021;70
        Vara;Finland;2021;5
        Vara;Totalt;2021;75
        """,
        "misstankta, Vara, 2021: count 75",
    ),
    "groups of municipalities are not the place": (
        """
        Kommun;Kommungrupp;År;Antal rån
        Vara;Pendlingskommun;2021;3
        Tibro;Landsbygdskommun;2021;2
        Lund;Större stad;2021;20
        Umeå;Större stad;2021;18
        """,
        "ran, Lund, 2021: count 20\nran, Tibro, 2021: count 2\nran, Umeå, 2021: count 18\nran, Vara, 2021: count 3",
    ),
    "parishes": (
        "Församling;År;Anmälda brott\nSankta Anna;2021;31\nSankta Anna;2022;32\nNorra Ryd;2021;14\nNorra Ryd;2022;15\n",
        """
        reported_offences, Norra Ryd, 2021: count 14
        reported_offences, Norra Ryd, 2022: count 15
        reported_offences, Sankta Anna, 2021: count 31
        reported_offences, Sankta Anna, 2022: count 32
        """,
    ),
    "a blank place is unknown": (
        """
        Brott;Datum;Kommun;Stadsdel;Antal
        Bilbrand;2021-01-01;Umeå;Teg;1
        Bilbrand;2021-02-11;Lund;;1
        Bilbrand;2021-03-03;Umeå;Ersboda;1
        Bilbrand;2021-05-09;Lund;;1
        Bilbrand;2021-12-31;Umeå;Teg;1
        """,
        "vehicle_fires, Ersboda, 2021: count 1\nvehicle_fires, Teg, 2021: count 2",
    ),
    # ---- what is counted ----------------------------------------------------------------------------------------------
    "totals among offences": (
        """
        Kommun;Brottstyp;År;Antal
        Vara;Samtliga brott;2021;5400
        Vara;Tillgreppsbrott, totalt;2021;700
        Vara;Cykelstöld;2021;30
        """,
        """
        cykelstold, Vara, 2021: count 30
        samtliga_brott, Vara, 2021: count 5400
        tillgreppsbrott_totalt, Vara, 2021: count 700
        """,
    ),
    "offences that hold each other under an uncommon heading": (
        """
        year,area,category,count
        2021,Vara kommun,8-12 kap. Brott mot förmögenhet,2000
        2021,Vara kommun,"8 kap. Stöld, rån m.m.",900
        2021,Vara kommun,Butiksstöld,80
        """,
        """
        butiksstold, Vara, 2021: count 80
        i_8_12_kap_brott_mot_formogenhet, Vara, 2021: count 2000
        i_8_kap_stold_ran_m_m, Vara, 2021: count 900
        """,
    ),
    "groups of events beside their places": (
        """
        Grupp;Sektor;2021;2022
        Bilbrand;Ryd;3;4
        Bilbrand;Hentorp;1;2
        Trafikkontroll;Ryd;9;8
        Hittegods;Hentorp;5;6
        """,
        """
        hittegods, Hentorp, 2021: count 5
        hittegods, Hentorp, 2022: count 6
        trafikkontroll, Ryd, 2021: count 9
        trafikkontroll, Ryd, 2022: count 8
        vehicle_fires, Hentorp, 2021: count 1
        vehicle_fires, Hentorp, 2022: count 2
        vehicle_fires, Ryd, 2021: count 3
        vehicle_fires, Ryd, 2022: count 4
        """,
    ),
    # ---- time -------------------------------------------------------------------------------------------------------------
    "sums of twelve months": (
        "Kommun;Månad;Anmälda brott R12\n" + "".join(f"Vara;2023-{month:02};{900 + month}\n" for month in range(1, 13)),
        "anmalda_brott_r12, Vara, 2023: count 912",
    ),
    "stocks at the end of a month": (
        "Kommun;Månad;Öppna ärenden vid månadens slut\n"
        + "".join(f"Vara;2023-{month:02};{20 + month}\n" for month in range(1, 13)),
        "oppna_arenden_vid_manadens_slut, Vara, 2023: count 32",
    ),
    "what has grown over the year": (
        "Kommun;Månad;Ackumulerat antal rån\n"
        + "".join(f"Vara;2023-{month:02};{2 * month}\n" for month in range(1, 13)),
        "ackumulerat_antal_ran, Vara, 2023: count 24",
    ),
    "events by month": (
        "Månad;Stadsdel;Brottstyp\n2022-01;Teg;Klotter\n2022-01;Teg;Klotter\n2022-12;Ersboda;Klotter\n",
        "klotter, Ersboda, 2022: count 1\nklotter, Teg, 2022: count 2",
    ),
    "events whose headline names the place too": (
        """
        id,datetime,name,type,location_name
        1,2021-01-01 02:10:00 +01:00,"1 januari 02.10, Brand, Vara",Brand,Västra Götalands län
        2,2021-03-04 12:00:00 +01:00,"4 mars 12.00, Rån, Vara",Rån,Västra Götalands län
        3,2021-05-05 13:00:00 +02:00,"5 maj 13.00, Brand, Tibro",Brand,Västra Götalands län
        4,2021-08-09 23:00:00 +02:00,"9 augusti 23.00, Rån, Lund",Rån,Skåne län
        5,2021-12-31 23:50:00 +01:00,"31 december 23.50, Brand, Lund",Brand,Skåne län
        """,
        """
        brand, Skåne län, 2021: count 1
        brand, Västra Götalands län, 2021: count 2
        ran, Skåne län, 2021: count 1
        ran, Västra Götalands län, 2021: count 1
        """,
    ),
    "figures by day under the names of offences": (
        """
        Datum;Stadsdel;Bilbrand;Klotter
        2022-01-01;Teg;1;2
        2022-06-01;Ersboda;0;3
        2022-12-31;Teg;2;1
        """,
        """
        klotter, Ersboda, 2022: count 3
        klotter, Teg, 2022: count 3
        vehicle_fires, Ersboda, 2022: count 0
        vehicle_fires, Teg, 2022: count 3
        """,
    ),
    "matters by the day they were created, not closed": (
        """
        ID;Skapad;Avslutad;Kategori;Stadsdel
        1;2021-01-02;2021-02-10;Klotter;Teg
        2;2021-06-12;2021-06-13;Klotter;Teg
        3;2021-09-01;2022-01-15;Klotter;Ersboda
        4;2021-12-30;2022-03-01;Klotter;Ersboda
        5;2022-01-04;2022-01-09;Klotter;Teg
        6;2022-12-29;2023-01-05;Klotter;Teg
        """,
        """
        klotter, Ersboda, 2021: count 2
        klotter, Ersboda, 2022: count 0
        klotter, Teg, 2021: count 2
        klotter, Teg, 2022: count 2
        """,
    ),
    "costs per inhabitant and an index are neither counts nor rates": (
        """
        Kommun;År;Antal brott;Trygghetsindex;Kostnad per invånare (kr)
        Vara;2022;700;104;120
        Tibro;2022;400;97;131
        """,
        "brott, Tibro, 2022: count 400\nbrott, Vara, 2022: count 700",
    ),
    "goals, forecasts and yardsticks are not what happened": (
        """
        Kommun;År;Antal brott;Antal brott föregående år;Rikssnitt;Målvärde;Prognos
        Vara;2022;500;480;600;450;470
        Tibro;2022;300;320;600;310;290
        """,
        "brott, Tibro, 2022: count 300\nbrott, Vara, 2022: count 500",
    ),
    "headings of offences that the dashboard does not know": (
        """
        Kommun;2021;2022
        Misshandel;;
        Vara;60;66
        Tibro;21;25
        Cykelstöld;;
        Vara;140;122
        Tibro;80;71
        """,
        """
        cykelstold, Tibro, 2021: count 80
        cykelstold, Tibro, 2022: count 71
        cykelstold, Vara, 2021: count 140
        cykelstold, Vara, 2022: count 122
        misshandel, Tibro, 2021: count 21
        misshandel, Tibro, 2022: count 25
        misshandel, Vara, 2021: count 60
        misshandel, Vara, 2022: count 66
        """,
    ),
    "a stock by day is that of the last day": (
        """
        Rapportdatum;Kommun;Öppna ärenden
        2022-12-30;Vara;44
        2022-01-03;Vara;40
        2022-07-04;Vara;48
        2022-12-30;Tibro;9
        2022-01-03;Tibro;12
        """,
        "oppna_arenden, Tibro, 2022: count 9\noppna_arenden, Vara, 2022: count 44",
    ),
    "a place in the name of the only column of figures": (
        "År;Störningar i Vara centrum\n2021;12\n2022;15\n",
        "storningar_i_vara_centrum, Vara, 2021: count 12\nstorningar_i_vara_centrum, Vara, 2022: count 15",
    ),
    "shares in the title behind a comma": (
        """
        NTU, otrygghet vid utevistelse sen kväll, andel i procent
        Kommun;2021;2022
        Vara;27;26
        """,
        """
        ntu_otrygghet_vid_utevistelse_sen_kvall_andel_i_procent, Vara, 2021: share_percent 27
        ntu_otrygghet_vid_utevistelse_sen_kvall_andel_i_procent, Vara, 2022: share_percent 26
        """,
    ),
    "names of programs for rates": (
        "kommun,ar,antal_brott,antal_brott_per_capita,befolkning\nVara,2022,320,0.02,16000\n",
        "brott, Vara, 2022: count 320, population 16000, per_1000 20",
    ),
    "rows that say where an offence of the column's name happened": (
        """
        Kommun;År;Brottsplats;Antal misshandel
        Vara;2022;Inomhus;100
        Vara;2022;Utomhus;140
        """,
        "misshandel_inomhus, Vara, 2022: count 100\nmisshandel_utomhus, Vara, 2022: count 140",
    ),
    "a rate that only its figures tell, of a number that nothing calls inhabitants": (
        """
        Kommun;År;Stölder;Bas;Tal
        Vara;2021;321;16000;20,1
        Vara;2022;333;16500;20,2
        Tibro;2021;115;11000;10,5
        Tibro;2022;99;11000;9,0
        """,
        """
        stolder, Tibro, 2021: count 115
        stolder, Tibro, 2022: count 99
        stolder, Vara, 2021: count 321
        stolder, Vara, 2022: count 333
        """,
    ),
    "a rate that its figures tell, of inhabitants by the title": (
        """
        Stölder i förhållande till antalet invånare
        Kommun;År;Stölder;Bas;Tal
        Vara;2021;321;16000;20,1
        Vara;2022;333;16500;20,2
        Tibro;2021;115;11000;10,5
        Tibro;2022;99;11000;9,0
        """,
        """
        stolder, Tibro, 2021: count 115, population 11000, per_1000 10.5
        stolder, Tibro, 2022: count 99, population 11000, per_1000 9
        stolder, Vara, 2021: count 321, population 16000, per_1000 20.1
        stolder, Vara, 2022: count 333, population 16500, per_1000 20.2
        """,
    ),
    # ---- wholes and parts ---------------------------------------------------------------------------------------------
    "counties and their municipalities in one column": (
        """
        Län/kommun;2021;2022
        Uppsala län;90;95
        Uppsala;60;61
        Knivsta;30;34
        """,
        """
        underlag, Knivsta, 2021: count 30
        underlag, Knivsta, 2022: count 34
        underlag, Uppsala län, 2021: count 90
        underlag, Uppsala län, 2022: count 95
        underlag, Uppsala, 2021: count 60
        underlag, Uppsala, 2022: count 61
        """,
    ),
    "hours of the day as columns": (
        """
        Våld i offentlig miljö i Vara 2022
        Veckodag;00-06;06-12;12-18;18-24
        Måndag;3;2;6;5
        Lördag;25;2;9;24
        """,
        "vald_i_offentlig_miljo_i_vara, Vara, 2022: count 76",
    ),
    "main offences and others": (
        """
        Kommun;År;Brott;Huvudbrott (J/N);Antal
        Vara;2022;Cykelstöld;J;90
        Vara;2022;Cykelstöld;N;2
        Vara;2022;Rån;J;5
        Vara;2022;Rån;N;1
        """,
        "cykelstold, Vara, 2022: count 92\nran, Vara, 2022: count 6",
    ),
    "a rate of the year of its counts": (
        """
        Stadsdel;Folkmängd 31 dec 2022;Anmälda våldsbrott 2022;Våldsbrott per 1 000 invånare
        Teg;10000;190;19,0
        Ersboda;8000;80;10,0
        """,
        """
        anmalda_valdsbrott, Ersboda, 2022: count 80, population 8000
        anmalda_valdsbrott, Teg, 2022: count 190, population 10000
        valdsbrott, Ersboda, 2022: population 8000, per_1000 10
        valdsbrott, Teg, 2022: population 10000, per_1000 19
        """,
    ),
    # ---- headers ------------------------------------------------------------------------------------------------------
    "three rows of headers and no name of the first column": (
        """
        ;2021;;2022;
        ;Män;Kvinnor;Män;Kvinnor
        ;Antal;Antal;Antal;Antal
        1470 Vara;10;20;11;21
        1472 Tibro;5;7;6;8
        """,
        """
        underlag, Tibro, 2021: count 12
        underlag, Tibro, 2022: count 14
        underlag, Vara, 2021: count 30
        underlag, Vara, 2022: count 32
        """,
    ),
    "small areas without a name of their column": (
        """
        Folkmängden per region efter region och år

        ;2021;2022
        1470C1010;1500;1510
        1470A0010;900;905

        Källa: SCB
        """,
        """
        population, 1470A0010, 2021: population 900
        population, 1470A0010, 2022: population 905
        population, 1470C1010, 2021: population 1500
        population, 1470C1010, 2022: population 1510
        """,
    ),
    "the line that tells Excel of tabs": (
        "sep=\t\nKommun\tÅr\tRån\nVara\t2021\t5\n",
        "ran, Vara, 2021: count 5",
    ),
}


@pytest.mark.parametrize("table", CASES)
def test_kinds(table: str) -> None:
    written, wanted = CASES[table]
    reading = read_or_counted("underlag.csv", text(written).encode())
    assert lines(reading) == expected(wanted), remarks(reading)


MONTHS = "Kommun;Månad;Antal ärenden\n" + "".join(f"Vara;2022-{month:02};{{}}\n" for month in range(1, 13))

ASKED: dict[str, str] = {
    "texts that may be places or kinds": """
        Fack;År;Antal
        Alfa;2021;5
        Beta;2021;7
        Alfa;2022;6
        Beta;2022;8
        """,
    "events of which no name says the kind": """
        Datum;Preparat;Mängd (g);Distrikt
        2022-01-02;Cannabis;12,5;Norra
        2022-04-11;Kokain;3,2;Norra
        2022-08-19;Cannabis;40;Södra
        2022-12-30;Cannabis;2,1;Norra
        """,
    "what the police know of beside what they solved": """
        Kommun;Brott;Mått;2021;2022
        Vara;Stöld;Anmälda;300;310
        Vara;Stöld;Uppklarade;30;33
        Vara;Rån;Anmälda;5;4
        Vara;Rån;Uppklarade;2;1
        """,
    "groups by their name of which nobody knows whether they are all": """
        Kommun;År;Relation till offret;Antal
        Vara;2022;Närstående;40
        Vara;2022;Bekant;55
        Vara;2022;Obekant;90
        """,
    "months that hardly differ, under a name that says nothing of it": MONTHS.format(
        *(1000 + month % 2 for month in range(12))
    ),
    "months that only grow": MONTHS.format(*(50 * month for month in range(1, 13))),
    "groups that nobody knows": """
        Kommun;Fack;År;Antal
        Vara;Alfa;2021;5
        Vara;Beta;2021;7
        Tibro;Alfa;2021;2
        Tibro;Beta;2021;3
        """,
}


@pytest.mark.parametrize("table", ASKED)
def test_what_names_and_cells_do_not_settle_is_asked(table: str) -> None:
    reading = read_or_counted("underlag.csv", text(ASKED[table]).encode())
    assert reading.observations == ()
    (question,) = reading.questions
    assert len(question.answers) >= 2
    assert all(1 <= len(answer.rows) <= 3 for answer in question.answers)
    for answer in question.answers:
        told = read_or_counted("underlag.csv", text(ASKED[table]).encode(), answer.corrections)
        assert told.questions == ()
        assert lines(told)[:1] != []


REFUSED = {
    "school years": ("Kommun;Läsår;Antal\nVara;2021/22;120\nVara;2022/23;131\n", "several_years", "2021/22"),
    "means of several years": (
        "Kommun;År;Antal\nVara;2019–2021;120\nVara;2022–2024;131\n",
        "several_years",
        "2019–2021",
    ),
    "a key figure that is told by its code alone": (
        "kpi;municipality;period;value\nN07403;1480;2021;1102.0\nN07403;1480;2022;1085.0\n",
        "kind_unknown",
        "N07403",
    ),
    "means alone": ("Kommun;År;Svarstid\nVara;2021;12\nVara;2022;14\n", "nothing_to_show", ""),
}


@pytest.mark.parametrize("table", REFUSED)
def test_refusals_say_what_is_wrong(table: str) -> None:
    written, check, value = REFUSED[table]
    reading = read_or_counted("underlag.csv", written.encode())
    assert [(one.check, one.value) for one in reading.refused] == [(check, value)]


INSURANCE = """
    Kommun;År;Antal försäkringar;Inbrottsskador;Utbetalt belopp (tkr);Skadefrekvens (‰)
    Gävle;2022;12100;73;3310;6,0
    Gävle;2023;12300;69;3290;5,6
    Sandviken;2022;4200;31;1105;7,4
    Sandviken;2023;4150;28;990;6,7
    """


def test_what_a_rate_is_divided_by_is_no_population_unless_a_name_or_the_reader_says_so() -> None:
    reading = read_or_counted("underlag.csv", text(INSURANCE).encode())
    assert lines(reading) == expected("""
        inbrottsskador, Gävle, 2022: count 73
        inbrottsskador, Gävle, 2023: count 69
        inbrottsskador, Sandviken, 2022: count 31
        inbrottsskador, Sandviken, 2023: count 28
    """)
    said = remarks(reading)
    assert "Column C (Antal försäkringar): left out. Another column is a rate of what it holds" in said
    assert "Column F (Skadefrekvens (‰)): left out. It is a rate of what another column holds" in said
    asked = Corrections(roles={"C": "population"})
    corrected = read_or_counted("underlag.csv", text(INSURANCE).encode(), asked)
    assert {row["population"] for row in corrected.observations if row["count"]} == {12100, 12300, 4200, 4150}
    named = text(INSURANCE).replace("Antal försäkringar", "Folkmängd")
    there = read_or_counted("underlag.csv", named.encode())
    assert {row["population"] for row in there.observations if row["count"]} == {12100, 12300, 4200, 4150}
    offences = text(INSURANCE).replace("Antal försäkringar", "Antal stölder").replace("Skadefrekvens (‰)", "Per 1000")
    kept = read_or_counted("underlag.csv", offences.encode())
    assert "stolder, Gävle, 2022: count 12100" in lines(kept)
    assert not any(row["population"] or row["per_1000"] for row in kept.observations)


DAMAGES = """
    Adress;Postnr;Ort;Skadedatum;Skadetyp
    Storgatan 1;35230;Växjö;{};Klotter
    Ringvägen 2;35231;Växjö;{};Brand
    Parkgatan 3;35232;Växjö;{};Klotter
    Storgatan 4;34230;Alvesta;{};Klotter
    Storgatan 4;34230;Alvesta;{};Klotter
    """


def test_dates_of_six_digits_are_read_where_they_tell_and_asked_about_where_not() -> None:
    told = text(DAMAGES.format("220131", "220228", "231231", "220105", "231229"))
    counted = read_or_counted("underlag.csv", told.encode(), by="year")
    assert (counted.questions, counted.refused) == ((), ())
    both = expected("""
        brand, Växjö, 2022: count 1
        klotter, Alvesta, 2022: count 1
        klotter, Alvesta, 2023: count 1
        klotter, Växjö, 2022: count 1
        klotter, Växjö, 2023: count 1
    """)
    assert set(both) <= set(lines(counted))
    open_ = text(DAMAGES.format("220101", "220202", "231203", "220105", "231209"))
    (question,) = read_or_counted("underlag.csv", open_.encode()).questions
    assert str(question.asked) == "Do the dates of column D (Skadedatum) begin or end with the year?"
    assert [str(answer.said[0]) for answer in question.answers] == [
        "Year, month, day: “220101” is 2022-01-01.",
        "Day, month, year: “220101” is 2001-01-22.",
    ]
    assert [answer.rows[0]["year"] for answer in question.answers] == [2022, 2002]
    answered = read_or_counted("underlag.csv", open_.encode(), question.answers[0].corrections, by="year")
    assert {one for one in both if "2022" in one} <= set(lines(answered))
    assert "The events are from 2022-01-01 to 2023-12-09." in remarks(answered)


def test_six_digits_beside_figures_are_refused_as_short_dates() -> None:
    table = "Kommun;Datum;Antal stölder\nVara;220131;3\nVara;220228;4\nVara;221231;5\n"
    assert [one.check for one in read_or_counted("underlag.csv", table.encode()).refused] == ["short_years"]


HANDLED = """
    Kommun;År;Handläggare;Brottstyp;Antal ärenden
    Vara;2022;A;Stöld;20
    Vara;2022;A;Våld;40
    Vara;2022;B;Stöld;23
    Vara;2022;B;Våld;43
    Vara;2022;C;Stöld;26
    Vara;2022;C;Våld;46
    """


def test_rows_that_differ_only_in_who_handled_them_are_added_up_if_the_reader_says_so() -> None:
    (question,) = read_or_counted("underlag.csv", text(HANDLED).encode()).questions
    assert str(question.asked).startswith("Rows differ only in column C (Handläggare), which is left out.")
    (answer,) = question.answers
    assert answer.corrections.roles == {"C": "breakdown"}
    added = read_or_counted("underlag.csv", text(HANDLED).encode(), answer.corrections)
    assert lines(added) == ["stold, Vara, 2022: count 69", "vald, Vara, 2022: count 129"]
    kept = read_or_counted("underlag.csv", text(HANDLED).encode(), Corrections(roles={"C": "ignored"}))
    assert "two_values" in [one.check for one in kept.refused]


def test_a_population_beside_each_offence_is_no_figure_that_stands_twice() -> None:
    table = "Kommun;År;Brott;Antal;Folkmängd\nVara;2021;Rån;5;16000\nVara;2021;Mord;1;16000\nVara;2021;Mord;1;16000\n"
    reading = read_or_counted("underlag.csv", table.encode())
    assert [row["population"] for row in reading.observations] == [16000, 16000]
    assert "Figures that stand twice and were counted once: 1 (rows 4)." in remarks(reading)


def test_a_municipality_told_by_coordinates_is_no_place_that_is_missing() -> None:
    table = "Datum;Kategori;Latitud;Longitud\n2021-01-02;Klotter;63.82;20.26\n2021-12-30;Klotter;63.83;20.27\n"
    reading = read_or_counted("underlag.csv", table.encode())
    assert lines(reading) == ["klotter, Umeå, 2021: count 2"]
    assert "No place is named" not in remarks(reading)


def test_columns_that_nothing_separates_are_not_spoken_of() -> None:
    reading = read_or_counted("a.json", b'[{"Kommun": "Vara", "\xc3\x85r": 2021, "Antal": 5}]')
    assert reading.observations
    assert "separated by" not in remarks(reading)


def test_notes_are_said_to_stand_below_only_where_some_do() -> None:
    table = "Datum;Stadsdel;Brottstyp\n01.01.2021;Teg;Klotter\n14.06.2021;Teg;Klotter\n31.12.2021;Ersboda;Klotter\n"
    reading = read_or_counted("underlag.csv", table.encode())
    assert len(reading.observations) == 2
    assert "are notes" not in remarks(reading)
