"""Pairs of news stories on templates: results, matches, searches, robberies, visits."""

# ruff: noqa: E501  the texts read better in long lines

import pytest

from bench.duplicates import told

# fmt: off

EARN = """Halvorsen profit {dir} in {q} quarter

OSLO - Shipping group Halvorsen on {wd} reported net profit of {p} million crowns for the {q} quarter, {cmp} {pp} million a year earlier, as {why}.

Revenue came to {r} billion crowns. The company carried {c} million containers, chief executive Nina Falk told analysts on a call, and expects {e}.

Halvorsen, founded in 1921, runs 94 ships and employs 11,000 people. Its largest shareholder is the founder's family with 38 percent.

The shares {s} percent in early trading. Analysts polled by the newspaper had on average expected {x} million.
"""
E1 = EARN.format(dir="falls", q="first", wd="Tuesday", p="412", cmp="down from", pp="530", why="freight rates dropped", r="6.1", c="1.4", e="rates to recover in summer", s="fell 3.2", x="450")
E2 = EARN.format(dir="rises", q="second", wd="Thursday", p="588", cmp="up from", pp="495", why="rates recovered", r="6.9", c="1.5", e="a good autumn", s="gained 4.1", x="540")
MATCH = """{a} {x}-{y} {b}

{a} beat {b} {x}-{y} at {st} on {wd}, with {p} scoring {n} in the {h} half before a crowd of {cr}.

The visitors had the better of the opening half hour but did not use it. Coach {c} said afterwards that the team had kept its nerve.

{a} are now {pos} in the table with {pts} points. The next round is played in a fortnight because of the international break.
"""
K1 = MATCH.format(a="Rovers", b="Harbour United", x=2, y=0, st="Mill Lane", wd="Saturday", p="Jan Toom", n="twice", h="second", cr="14,200", c="Pia Rask", pos="third", pts=31)
K2 = MATCH.format(a="Rovers", b="Valley Town", x=3, y=1, st="Mill Lane", wd="Sunday", p="Erik Lund", n="a hat-trick", h="first", cr="12,900", c="Pia Rask", pos="second", pts=37)
GIRL = """Search for missing girl in Tornau forest

More than 150 people searched the forest west of Tornau on Friday for Lina Weber, a girl of eight who did not come back from a walk with her class the day before, police said.

Dogs lost her track at a brook. A helicopter with a thermal camera flew over the area until dusk, but fog forced it to land at times.

Lina wore a yellow jacket and red boots. Whoever has seen her is asked to call the police in Tornau.

"She knows the forest, she picks mushrooms here with her grandfather," her teacher, Ute Brand, told local radio. The nights are cold, with temperatures around four degrees.
"""
BANK = """Gunmen rob bank van outside Sidon

Four men with rifles stopped a van of the Cedar Bank on the coastal road south of Sidon on Wednesday and fled with 2.3 million dollars, security officials said. A guard was shot in the leg.

The van had left the central bank's branch with salaries for teachers. Witnesses said that the men blocked the road with a lorry and were gone in three minutes.

The army set up checkpoints as far as Tyre. A burnt-out car was found near the village of Adloun in the afternoon.

It was the fifth robbery of its kind this year. The bankers' association called on the government to let it move cash under escort of the army.
"""
VISIT = """Tolland president arrives in Meridia for first visit in a decade

MERIDIA CITY (AFP) - President Ilan Torv of Tolland arrived in Meridia on Monday, the first head of state of his country to set foot there in eleven years.

He was met at the airport by Foreign Minister Sana Idris and drove past empty pavements to the palace, where a dinner was planned. Security was tight and schools were closed.

The two countries broke off relations over the drowning of 61 migrants in 2015. They agreed in March to exchange ambassadors.

"We have come to close an account, not to open one," Torv said before he boarded the plane. On Tuesday he will lay a wreath at the harbour and speak before parliament.

Trade between the two came to 900 million dollars last year, most of it gas.
"""


def changed(text, *pairs):
    for a, b in pairs:
        assert a in text, a
        text = text.replace(a, b)
    return text


D, E = "2026-04-13", "2026-04-14"
PAIRS = [
("different", "results of next quarter",E1,E2,"2026-04-28", "2026-07-30"),
("different", "same quarter a year on",E1,EARN.format(dir="rises", q="first", wd="Wednesday", p="455", cmp="up from", pp="412", why="fuel got cheaper", r="6.3", c="1.4", e="a flat year", s="rose 1.1", x="440"),"2026-04-28", "2027-04-27"),
("update", "results: shares at the close",E1,changed(E1, ("The shares fell 3.2 percent in early trading.", "The shares closed 5.7 percent lower, the biggest fall since 2022.")),"2026-04-28", "2026-04-28"),
("duplicate", "results: other desk",E1,changed(E1, ("reported net profit of 412 million crowns for the first quarter, down from 530 million a year earlier", "posted a first-quarter net profit of 412 million crowns, against 530 million a year ago"), ("told analysts on a call", "said in a call with analysts")),"2026-04-28", "2026-04-28"),
("different", "match of the next round",K1,K2,"2026-10-10", "2026-10-25"),
("duplicate", "match, other paper",K1,changed(K1, ("Rovers 2-0 Harbour United", "Toom sinks Harbour"), ("said afterwards that the team had kept its nerve", "said after the game the team had kept its nerve")),"2026-10-10", "2026-10-11"),
("update", "girl found",GIRL,changed(GIRL, ("More than 150 people searched the forest west of Tornau on Friday for Lina Weber, a girl of eight who did not come back from a walk with her class the day before, police said.", "A girl of eight for whom more than 150 people had searched the forest west of Tornau was found alive on Saturday, police said. Lina Weber had not come back from a walk with her class on Thursday."), ("Whoever has seen her is asked to call the police in Tornau.", "A forester heard her call from a hut.")),"2026-10-16", "2026-10-17"),
("update", "girl: more searchers next day, no result",GIRL,changed(GIRL, ("More than 150 people", "Some 400 people"), ("on Friday", "on Saturday for a second day"), ("the day before", "on Thursday")),"2026-10-16", "2026-10-17"),
("duplicate", "girl: appeal shortened",GIRL,GIRL[:GIRL.index('"She knows')],"2026-10-16", "2026-10-16"),
("duplicate", "girl: radio's version",GIRL,changed(GIRL, ("More than 150 people searched", "Over 150 people have been searching"), ("did not come back", "failed to return"), ("Dogs lost her track at a brook.", "Her track was lost by dogs at a brook."), ("is asked to call", "should contact")),"2026-10-16", "2026-10-16"),
("different", "another girl, another forest",GIRL,changed(GIRL, ("Tornau", "Redwitz"), ("Lina", "Mara"), ("Weber", "Koch"), ("150", "90"), ("yellow jacket and red boots", "blue coat"), ("Ute Brand", "Jens Pohl"), ("four degrees", "nine degrees")),"2026-10-16", "2027-05-08"),
("update", "robbers caught",BANK,changed(BANK, ("A burnt-out car was found near the village of Adloun in the afternoon.", "Two of the men were caught at a checkpoint near the village of Adloun in the night, and most of the money was in their boot.")),"2026-06-10", "2026-06-11"),
("update", "guard dies",BANK,changed(BANK, ("A guard was shot in the leg.", "A guard who was shot in the leg died in hospital on Thursday.")),"2026-06-10", "2026-06-11"),
("update", "sum corrected",BANK,changed(BANK, ("2.3 million", "3.1 million")),"2026-06-10", "2026-06-10"),
("duplicate", "robbery: tabloid's light edit",BANK,changed(BANK, ("Gunmen rob bank van outside Sidon", "Gone in three minutes"), ("Four men with rifles stopped", "Four men armed with rifles held up"), ("fled with", "escaped with"), ("called on the government", "urged the government")),"2026-06-10", "2026-06-10"),
("different", "sixth robbery",BANK,changed(BANK, ("Four men", "Three men"), ("Cedar Bank", "Orient Bank"), ("south of Sidon", "north of Tripoli"), ("on Wednesday", "on Monday"), ("2.3 million dollars", "640,000 dollars"), ("A guard was shot in the leg.", "Nobody was hurt."), ("fifth robbery", "sixth robbery"), ("as far as Tyre", "as far as the border")),"2026-06-10", "2026-07-06"),
("different", "security story with shared background",BANK,"""Banks want soldiers in their vans

The bankers' association on Thursday asked the government again to let it move cash under escort of the army, a day after robbers took 2.3 million dollars from a van near Sidon.

Interior Minister Rami Aoun said that the army had other tasks. Insurers have raised their rates by half since January, according to the head of the association, Dina Khalil.

Three of the five vans that were robbed this year had no second car with them. A bill that would oblige banks to send one has been before a committee since last autumn.
""", "2026-06-10", "2026-06-11"),
("update", "visit, after the speech",VISIT,changed(VISIT, ("On Tuesday he will lay a wreath at the harbour and speak before parliament.", "On Tuesday he laid a wreath at the harbour and spoke before parliament, where a dozen members turned their backs.")),D,E),
("duplicate", "visit, next morning with day changed",VISIT,changed(VISIT, ("arrived in Meridia on Monday", "landed in Meridia yesterday"), ("On Tuesday he will lay", "Today he will lay"), ("was planned", "was scheduled")),D,E),
("duplicate", "visit, agency dropped, spelling of name",VISIT,changed(VISIT, ("MERIDIA CITY (AFP) - ", ""), ("Ilan Torv", "Elan Torv"), ("migrants", "refugees")),D,D),
("different", "visit, second day by the same agency",VISIT,"""Tolland's president booed in Meridia's parliament

MERIDIA CITY (AFP) - A dozen members of Meridia's parliament turned their backs on President Ilan Torv of Tolland on Tuesday as he spoke of "a debt that cannot be paid".

Torv, who is on the first visit of a head of his state in eleven years, had laid a wreath at the harbour in the morning. Mothers of the drowned stood apart and held up photographs.

Speaker Omar Daoud rang his bell for two minutes. The president went on reading.

The two countries broke off relations over the drowning of 61 migrants in 2015. A treaty on gas is to be signed on Wednesday.
""",D,E),
]
# fmt: on


@pytest.mark.parametrize(
    ("label", "how", "a", "b", "first", "second"), PAIRS, ids=[f"{p[0]}: {p[1]}" for p in PAIRS]
)
def test_pair(label, how, a, b, first, second):
    assert told({"a": a, "b": b, "a_date": first, "b_date": second}) == label
