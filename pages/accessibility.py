"""The accessibility statement that the law asks for: what is not met, how it was tested, whom to tell."""

from __future__ import annotations

from pages.components import address, operator, version
from pages.components.layout import answer, head
from pages.components.statements import measured, parts
from pages.components.text import Text
from pages.screens import SCREENS


def show(t: Text) -> None:
    """The page from top to bottom."""
    known = operator.stated()
    head.show(t("Accessibility statement").replace("tsredo", "ts\u00adredo"))  # too long for a telephone
    answer.show(
        t,
        t(
            "Lägesbild is **partly compliant** with the law: the automatic tests find no fault on any page, but nobody has yet tried them with a screen reader."
        ),
    )
    law = t(
        "The law is the Act on Accessibility of Digital Public Services (2018:1937), which asks for WCAG 2.1 AA by the standard EN 301 549."
    )
    name = (
        t("{name} answers for this website, Lägesbild.", name=known.name)
        if known.name
        else t("Whoever runs this website has not filled in a name.")
    )
    parts.section(t("Who answers for it"), [name, law])
    parts.listed(t("What is not accessible"), shortcomings(t))
    parts.section(
        t("What is exempt"),
        [t("Nothing is exempt as a disproportionate burden (section 12), and nothing is left out of this statement.")],
    )
    parts.listed(t("How it was tested"), tests(t))
    assessed = (
        t("How accessible it is was assessed on {date}.", date=known.assessed)
        if known.assessed
        else t("Whoever runs this website has not filled in when it was assessed.")
    )
    parts.section(
        t("When"),
        [assessed, t("The statement was last changed with version {version}.", version=version.of_program())],
    )
    contact = (
        t("Tell us about faults, or ask for what you cannot read in another form: {contact}", contact=known.contact)
        if known.contact
        else t("Whoever runs this website has not filled in an address to write to.")
    )
    parts.section(t("Tell of faults"), [contact])
    parts.section(
        t("Supervision"),
        [
            t(
                "If the answer does not help, you can report it to the authority that supervises the law: {authority}",
                authority=known.supervision,
            )
        ],
    )


def shortcomings(t: Text) -> list[str]:
    """What is known not to be met, or not known to be."""
    return [
        t(
            "The maps cannot be read or steered with a screen reader or the keyboard (WCAG 1.1.1, 2.1.1). The same figures stand in the list or the table beside each."
        ),
        t(
            "The papers in PDF are tagged for screen readers (PDF/UA-1), those in Word have headings and tables; nobody has read them with one."
        ),
        t("The Excel files were not tried for accessibility; the same figures stand in the table on the page."),
        t(
            "Nobody has tried the pages with a screen reader, with voice or with magnification beyond 400 per cent. Automatic tests find a part of all faults only."
        ),
        t("The sources' own documents lie with their publishers, who answer for them."),
    ]


def tests(t: Text) -> list[str]:
    """What the tests of every version do, as :mod:`measured` has it."""
    widths = t.listed([str(width) for width in measured.WIDTHS])
    return [
        t("By those who write the program, for each version of it; nobody else has examined it."),
        t(
            "The rules of axe-core for WCAG 2.0, 2.1 and 2.2 at the levels A and AA, on all {pages} pages in both languages, light and dark, on screens of {widths} pixels, in Chromium.",
            pages=t.number(len(SCREENS), 0),
            widths=widths,
        ),
        t(
            "At {narrowest} pixels, which is a laptop at 400 per cent, nothing has to be scrolled sideways.",
            narrowest=t.number(measured.NARROWEST, 0),
        ),
        t("Menu, search, filters and views with the keyboard alone, and with forced colours and higher contrast."),
    ]


show(address.text())
