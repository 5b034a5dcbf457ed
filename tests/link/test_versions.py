"""More pairs of the project's own: a story cut, converted and brought up to date; daily templates."""

# ruff: noqa: E501  the texts read better in long lines

from datetime import date

import pytest

from bench.duplicates import told
from pipelines.link.changes import changes, days_between
from pipelines.link.told import tokens
from pipelines.link.versions import is_same_told, news, other

MARGIN = 0.5  # points that each pair lies from the line at least

STORY = (
    "Blast at Orlen mill\n\nORVA, May 5 (Caspian Wire) - An explosion tore through a flour mill in the town of Orva on Tuesday, killing 14 workers and wounding 32, the governor of Lesk province said. Nine people were still missing.\n\n"
    "The blast broke windows 3 miles away and threw a steel door across the river. Rescuers with dogs searched the lower floors until dawn, and the U.S. company that owns the mill flew in its engineers.\n\n"
    '"I heard one bang and then the roof was gone," said Petar Lind, 41, who drives a lorry for the mill. Governor Ana Moreau ordered an inquiry and said that the plant had been inspected in March.\n\n'
    "The mill, built in 1962, employs 240 people and is the largest in the province. It was closed for a month in 2019 after a fire in its silo. Unions have long asked for better filters. The company said it would pay the funerals.\n"
)


def changed(*pairs):
    text = STORY
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


MARKET = (
    "Index ends {d} at the close\n\nThe Lesk index closed {d} {p} per cent at {v} on {w}, with {x} among the {g} and {y} at the other end. Turnover came to {t} million crowns.\n\n"
    'Traders said that many funds were waiting for the decision of the central bank. "There is little to trade on, and the desks are half empty," said one of them, who did not want to be named.\n\n'
    "The crown stood at {c} to the euro. The yield on the ten-year bond was {b} per cent. Markets in the region were mixed, and the volume of trade was below the average of the year.\n"
)
MONDAY = MARKET.format(
    d="up",
    p="0.3",
    v="1,204.6",
    w="Monday",
    x="banks",
    g="gainers",
    y="mills",
    t="310",
    c="24.61",
    b="3.91",
)
TUESDAY = MARKET.format(
    d="up",
    p="0.8",
    v="1,214.2",
    w="Tuesday",
    x="brewers",
    g="gainers",
    y="banks",
    t="342",
    c="24.66",
    b="3.95",
)
FALLEN = MARKET.format(
    d="down",
    p="0.5",
    v="1,208.1",
    w="Tuesday",
    x="brewers",
    g="losers",
    y="banks",
    t="290",
    c="24.66",
    b="3.95",
)
BULLETIN = (
    "Health bulletin\n\nThe ministry of health reported {n} new cases of cholera on {w}, and {k} deaths. The total since the beginning of the outbreak is {s}, of whom {r} have recovered.\n\n"
    "People are asked to boil water and to wash their hands before they eat. Centres of treatment are open in all districts by day and night. Those who have vomited or have had diarrhoea for more than a day should be brought there without delay.\n\n"
    "Vaccines are free of charge. The ministry publishes this bulletin each day at noon, and figures may change when the results of laboratories come in.\n"
)
FIRST = BULLETIN.format(n="312", w="Monday", k="four", s="8,204", r="7,110")
SECOND = BULLETIN.format(n="287", w="Tuesday", k="six", s="8,491", r="7,302")
SWAP = "Prisoners swapped\n\nThe two armies exchanged {n} prisoners each at the {p} crossing on {w}, both sides said. Buses brought the men to the bridge, where they were counted twice.\n\nMost were taken in the battles of the spring. They will be seen by doctors and may then telephone their families. Mediators from the Gulf helped to draw up the lists, officials said, and more exchanges are being prepared for the weeks to come. Families waited behind a fence with flags and photographs.\n"

LEAD = STORY[STORY.index("An explosion") : STORY.index("The blast broke")]
T, W = "2026-05-05", "2026-05-06"
PAIRS = [
    ("duplicate", "cut to the first two paragraphs", STORY, STORY[: STORY.index('"I heard')], T, T),
    (
        "duplicate",
        "cut to the first paragraph",
        STORY,
        STORY[: STORY.index("The blast broke")],
        T,
        W,
    ),
    (
        "duplicate",
        "United States, kilometres",
        STORY,
        changed(("U.S. company", "United States company"), ("3 miles", "5 km")),
        T,
        T,
    ),
    (
        "duplicate",
        "copyright line",
        STORY,
        STORY
        + "\nCopyright 2026 The Orva Courier. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.\n",
        T,
        T,
    ),
    (
        "duplicate",
        "yesterday, light words",
        STORY,
        changed(
            ("on Tuesday", "yesterday"),
            ("wounding", "injuring"),
            ("lorry", "truck"),
            ("until dawn", "through the night"),
        ),
        T,
        W,
    ),
    (
        "duplicate",
        "newsletter",
        STORY,
        STORY
        + "\nSign up for our morning newsletter and follow us on Facebook and Twitter for the latest from Lesk.\n",
        T,
        T,
    ),
    (
        "duplicate",
        "numbers in words, per cent",
        STORY,
        changed(("14 workers", "fourteen workers"), ("32,", "thirty-two,"), ("Nine", "9")),
        T,
        T,
    ),
    (
        "duplicate",
        "lead reworded",
        STORY,
        changed(
            ("An explosion tore through a flour mill", "A blast ripped through a mill"),
        ),
        T,
        T,
    ),
    (
        "duplicate",
        "longer dateline and quote order",
        STORY,
        changed(
            (
                '"I heard one bang and then the roof was gone," said Petar Lind, 41, who drives a lorry for the mill.',
                'Petar Lind, 41, who drives a lorry for the mill, said: "I heard one bang and then the roof was gone."',
            )
        ),
        T,
        T,
    ),
    (
        "update",
        "toll, missing fall",
        STORY,
        changed(("killing 14", "killing 19"), ("Nine people", "Four people")),
        T,
        W,
    ),
    ("update", "toll corrected downwards", STORY, changed(("killing 14", "killing 11")), T, W),
    (
        "update",
        "toll and hurt corrected downwards",
        STORY,
        changed(("killing 14", "killing 11"), ("32", "29")),
        T,
        W,
    ),
    (
        "update",
        "missing found dead in words",
        STORY,
        changed(("Nine people were still missing.", "The missing were found dead on Wednesday.")),
        T,
        W,
    ),
    (
        "update",
        "new top",
        STORY,
        changed(
            (
                "An explosion tore through a flour mill in the town of Orva on Tuesday, killing 14 workers and wounding 32, the governor of Lesk province said. Nine people were still missing.",
                "The director of a flour mill in the town of Orva was arrested on Thursday over an explosion that killed 23 workers and wounded 32 on Tuesday, prosecutors said. Nobody is missing any more.",
            )
        ),
        T,
        "2026-05-07",
    ),
    (
        "update",
        "four days later",
        STORY,
        changed(("killing 14", "killing 21"), ("Nine people were still", "Nobody is")),
        T,
        "2026-05-09",
    ),
    (
        "update",
        "a paragraph with a name",
        STORY,
        STORY
        + "\nProsecutor Ilja Varga said late in the evening that two managers of the plant were being questioned.\n",
        T,
        T,
    ),
    (
        "update",
        "outcome: held then freed",
        SWAP.format(n="40", p="Dorn", w="Friday").replace(
            "Most were taken", "Two were held back. Most were taken"
        ),
        SWAP.format(n="40", p="Dorn", w="Friday").replace(
            "Most were taken",
            "Two who had been held back were released at midnight after a telephone call between Colonel Dragan Sever and the envoys. Most were taken",
        ),
        "2026-05-01",
        "2026-05-02",
    ),
    ("different", "market, next day, all up", MONDAY, TUESDAY, "2026-05-04", "2026-05-05"),
    ("different", "market, next day, down", MONDAY, FALLEN, "2026-05-04", "2026-05-05"),
    ("different", "bulletin next day", FIRST, SECOND, "2026-05-04", "2026-05-05"),
    (
        "different",
        "swap two weeks later, same crossing",
        SWAP.format(n="40", p="Dorn", w="Friday"),
        SWAP.format(n="55", p="Dorn", w="Thursday"),
        "2026-05-01",
        "2026-05-14",
    ),
    (
        "different",
        "swap four days later, other crossing",
        SWAP.format(n="40", p="Dorn", w="Friday"),
        SWAP.format(n="40", p="Lipa", w="Tuesday"),
        "2026-05-01",
        "2026-05-05",
    ),
    (
        "different",
        "other mill",
        STORY,
        changed(("Orva", "Belin"), ("ORVA", "BELIN"), ("Lesk", "Tarn"), ("14", "6"), ("32", "11")),
        T,
        "2026-06-02",
    ),
    (
        "different",
        "same mill, other blast",
        STORY,
        changed(("on Tuesday", "on Monday"), ("14 workers", "2 workers"), ("32", "7")),
        T,
        "2026-09-14",
    ),
    (
        "duplicate",
        "rounded",
        STORY.replace("240 people", "2,387 people"),
        STORY.replace("240 people", "about 2,400 people"),
        T,
        T,
    ),
    (
        "duplicate",
        "heavier edit and cut",
        STORY,
        changed(
            ("tore through a flour mill in the town", "ripped through a mill"),
            ("threw a steel door", "hurled a door"),
            ("until dawn", "all night"),
            ("is the largest in the province", "no other in the province is as big"),
        )[:900],
        T,
        W,
    ),
    (
        "duplicate",
        "reporting line at the end",
        STORY,
        STORY + "\nWith additional reporting from our correspondent in Belin, Mara Holt\n",
        T,
        T,
    ),
    (
        "different",
        "dates, monthly meeting",
        STORY.replace("on Tuesday", "on May 4").replace(" in March", ""),
        changed(("on Tuesday", "on August 12"), ("14 workers", "3 workers"), (" in March", "")),
        T,
        "2026-08-13",
    ),
    (
        "update",
        "rewritten lead, half kept",
        STORY,
        STORY.replace(
            LEAD,
            "Prosecutors detained the director of a flour mill in Orva on Thursday as the number of workers killed in an explosion there rose to 23. Fourteen of the wounded are still in hospital, and funerals began under heavy rain in the main square of the town, where schools stayed shut.\n\nThe prime minister, Jan Keller, visited the ruins and promised the families a pension. He was booed by some of those who had waited behind a fence since dawn.\n\n",
        ),
        T,
        "2026-05-07",
    ),
    (
        "update",
        "another source, higher toll",
        STORY,
        changed(
            ("14 workers", "17 workers"),
            ("the governor of Lesk province said", "Health Minister Olga Brandt said"),
        ),
        T,
        W,
    ),
    (
        "update",
        "another named source",
        STORY.replace("the governor of Lesk province said", "Governor Ana Moreau said"),
        changed(
            ("14 workers", "17 workers"),
            ("the governor of Lesk province said", "Minister Olga Brandt said"),
            ("Governor Ana Moreau", "The governor"),
        ),
        T,
        W,
    ),
    (
        "update",
        "toll rises four days later with its day",
        STORY.replace(
            "An explosion tore through a flour mill in the town of Orva on Tuesday, killing 14 workers",
            "The number of workers killed in a flour mill in Orva rose to 14 on Tuesday,",
        ),
        STORY.replace(
            "An explosion tore through a flour mill in the town of Orva on Tuesday, killing 14 workers",
            "The number of workers killed in a flour mill in Orva rose to 27 on Saturday,",
        ),
        T,
        "2026-05-09",
    ),
    (
        "update",
        "half new",
        STORY,
        STORY[: STORY.index('"I heard')].replace("14", "22")
        + "Mourners lit candles at the gate of the mill on Wednesday night. The bishop of Tarn read the names of the dead, and a choir of pupils sang. Shops in the town stayed shut.\n\nThe owner, Northgate Foods, said that it would rebuild. Its shares fell by a tenth in New York. Lawyers for the families said that they would sue in both countries.\n",
        T,
        W,
    ),
    (
        "duplicate",
        "a caption and subheads",
        STORY,
        STORY.replace(
            '"I heard',
            'Photo: Smoke over the silo of the Orlen mill seen from Tarn bridge (Reuters/Pavel Kos)\n\nWitnesses Tell Of A Roof Blown Off\n\n"I heard',
        ).replace("The mill, built", "Owner Faces Questions Over Safety\n\nThe mill, built"),
        T,
        T,
    ),
    (
        "duplicate",
        "dollars put into euros",
        STORY + "\nThe damage is put at 40 million dollars by the insurers of the plant.\n",
        STORY + "\nThe damage is put at 37 million euros by the insurers of the plant.\n",
        T,
        T,
    ),
    (
        "different",
        "same background, other story",
        STORY,
        "Union calls strike at mills\n\nThe union of mill workers called a strike of two days for Monday over safety in the plants of Lesk province. Its head, Rita Sand, said that talks with the owners had led to nothing, and that 3,000 people would stay at home. The owners spoke of blackmail.\n\nBakers in Tarn said that they had flour for a week. The ministry of farming has asked both sides to come to the table on Friday, and hinted that it might buy flour abroad.\n\nThe mill in Orva, built in 1962, employs 240 people and is the largest in the province. It was closed for a month in 2019 after a fire in its silo.\n",
        T,
        "2026-05-20",
    ),
]


@pytest.mark.parametrize(
    ("label", "how", "a", "b", "first", "second"), PAIRS, ids=[f"{p[0]}: {p[1]}" for p in PAIRS]
)
def test_pair_with_margin(label, how, a, b, first, second):
    assert told({"a": a, "b": b, "a_date": first, "b_date": second}) == label
    days = date.fromisoformat(first), date.fromisoformat(second)
    one, two = tokens(a), tokens(b)
    found = changes(one, two, *days)
    points, is_news = other(found, days_between(*days)), news(found)
    margins = {
        "different": points if is_same_told(one, two, 0.5) else MARGIN,
        "update": min(-points, is_news),
        "duplicate": min(-points, -is_news),
    }
    assert margins[label] >= MARGIN
