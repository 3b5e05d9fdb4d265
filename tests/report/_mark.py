"""Mark's plans as plain made-up data, for tests that need no store."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.queries.plan import (
    Agreed,
    BlockLine,
    Doing,
    GoalLine,
    JointPlan,
    ParentPlan,
    Question,
    Said,
    SignPart,
    VersionLine,
    WholeFile,
)
from guidance_app.queries.whole_file import Entry, Part

DAY = dt.date(2026, 2, 12)
FIRST = dt.date(2025, 10, 27)


def course() -> Series:
    """Two phases of six measurements."""
    values = (45, 55, 40, 50, 45, 48, 65, 60, 75, 70, 80, 75)
    seen = tuple(
        Observation(FIRST + dt.timedelta(days=i), Decimal(v), "A" if i < len(values) / 2 else "B") for i, v in enumerate(values)
    )
    phases = (Phase("A", "Gewoon"), Phase("B", "Kiezen en timer", PhaseKind.APPROACH))
    return Series("Taakgericht werken", seen, phases, "%", "percent")


def goal() -> GoalLine:
    return GoalLine("Taakgericht werken", "Mark werkt door.", "47%", "75%", "", course(), Decimal(75))


def joint() -> JointPlan:
    return JointPlan(
        first_name="Mark",
        title="Samen bouwen aan een sterke week",
        about="De Bedachte Boom, groep 7A, juf Anouk",
        date=DAY,
        version="versie 3",
        draft=True,
        period="Van 12 februari tot en met 26 juni 2026",
        said=(Said("Ik wil zelf dingen uitproberen, zoals een onderzoeker.", "Mark, 18 september 2025"),),
        heard="Mark is gehoord op 18 september 2025.",
        questions=(
            Question("pupil", "Mark", "Hoe krijg ik mijn werk af?"),
            Question("home", "Ouders", "Hoe helpen we Mark?"),
            Question("school", "School", "Hoe stemmen we af?"),
        ),
        strengths=("Sterk met woorden.", "Neemt graag zelf de leiding."),
        views=(Said("Ik denk dat ik alles drie keer moet lezen.", "Mark, 18 september 2025"),),
        blocks=(BlockLine("Ik ben langzaam.", "Minder van hetzelfde.", ("Opdrachten die korter zijn.",)),),
        goals=(goal(),),
        reached=(GoalLine("Licht uit om 21.00 uur", result="behaald, 9 van 10"),),
        home=(Doing("Slaapkaart invullen", "Licht uit en batterij.", "Mark en moeder", "elke dag", "bed"),),
        school=(Doing("Twee stappen tegelijk", "Op de stappenkaart.", "Anouk", "elke instructie", "list-checks"),),
        decisions=("Het plan gaat door tot juni.",),
        agreements=(Agreed("Overdracht klaarzetten", "Petra", "19 juni 2026"),),
        next_talk="dinsdag 9 juni 2026, 15.00 uur",
        opp="Nu niet. De hulp valt binnen de basisondersteuning.",
        opp_review="We kijken er weer naar op 9 juni 2026.",
        approvals=("Moeder, instemming handelingsdeel, versie 2, 17 november 2025",),
        signing=(
            SignPart("Akkoord met het handelingsdeel", ("Ilse, moeder", "Ruud, vader")),
            SignPart("Gezien", ("Anouk, leerkracht", "Petra, intern begeleider")),
            SignPart("Gehoord", ("Mark",)),
        ),
        versions=(VersionLine("1", "9 oktober 2025", "eerste plan"), VersionLine("3", "12 februari 2026", "verlengd")),
    )


def parents() -> ParentPlan:
    return ParentPlan(
        first_name="Mark",
        title="Het plan voor Mark",
        about="De Bedachte Boom, groep 7A, juf Anouk. Vragen? Bel Petra Schijn op maandag of donderdag.",
        date=DAY,
        version="versie 3",
        good=("Mark praat goed en weet veel.", "Mark heeft goede ideeën.", "Mark kan goed samenwerken."),
        said=Said("Ik wil zelf dingen uitproberen, zoals een onderzoeker."),
        wanted=("Mark werkt rustig door.", "Mark snapt wat hij leest.", "Mark heeft meer energie."),
        chart=goal(),
        home=(
            Doing("Het licht gaat om 9 uur uit.", "", "mama of papa", "schooldagen", "moon"),
            Doing("Het scherm gaat om 8 uur uit.", "", "mama of papa", "schooldagen", "monitor-off"),
            Doing("Huiswerk op een vaste plek.", "", "Mark en papa", "ma di do, 15 min.", "pencil"),
            Doing("Lees of luister samen.", "", "mama of papa", "10 minuten", "book-open"),
        ),
        school=(
            Doing("De juf geeft 2 stappen tegelijk.", "", "juf Anouk", "elke uitleg", "list-checks"),
            Doing("Mark mag luisteren bij lezen.", "", "juf Anouk en Joris", "elke dag", "headphones"),
            Doing("Mark gebruikt een timer.", "", "Mark", "bij zelf werken", "timer"),
            Doing("Mark kiest zelf de volgorde.", "", "Mark", "bij de dagtaak", "blocks"),
        ),
        pupil=("Mark vult zijn slaapkaart in en laat zijn grafieken zien.",),
        next_talk="dinsdag 9 juni 2026, 15.00 uur",
        signing=(
            SignPart("Akkoord met wat school doet", ("ouder", "ouder", "Mark")),
            SignPart("Gezien", ("leerkracht", "ib", "datum")),
        ),
    )


def file(*lines: tuple[str, str]) -> WholeFile:
    """A file with one record."""
    return WholeFile("Mark Fictief", DAY, (Part("Observaties", (Entry("1", lines or (("Waar", "in de klas"),)),)),))
