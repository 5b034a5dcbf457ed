"""Pairs of news stories: a light edit, a copy, a later version, the same template on another day."""

# ruff: noqa: E501  the texts read better in long lines

import textwrap

import pytest

from bench.duplicates import told

# fmt: off

HARBOUR = """Talks on grain corridor resume in Varna

VARNA, May 12 (Coastline News) - Delegations from Meridia and Tolland sat down again on Tuesday to discuss the safe passage of grain ships, three weeks after the last meeting broke up without a statement.

The talks, hosted by Bulgaria and mediated by the United Nations, are expected to last until Thursday. Meridia wants inspectors on board every vessel; Tolland says that this would amount to a blockade by other means.

"Nobody here is under the illusion that three days will undo three years," said the UN envoy, Marta Leclerc, before the doors closed. She added that both sides had handed in written proposals.

At least 38 ships have been waiting outside the strait since April, according to the port authority, with some 1.1 million tonnes of wheat and maize on board. Insurance premiums have doubled.

Bread prices in the region rose by 14 percent in the first quarter, and aid agencies say that a further delay would be felt first in the camps.
"""
QUAKE = """Strong quake shakes Pelagia

A magnitude 6.3 earthquake struck the island of Pelagia before dawn on Sunday, killing at least 41 people and injuring more than 200, the civil protection agency said.

The tremor, at a depth of 11 kilometres, was felt as far as the mainland. In the old town of Risano entire streets of stone houses came down. Power was cut and the only road to the north was blocked by a landslide.

Rescuers dug with their hands until cranes arrived by ferry in the afternoon. "We heard a child and then we did not," said a volunteer, Teo Marin, outside a bakery of which only the chimney stood.

The government declared a state of emergency and sent two field hospitals. Prime Minister Lena Drago, who cut short a visit to Lisbon, said that no family would be left alone.

Pelagia lies on a fault that has caused a dozen deadly quakes in the past century; the worst, in 1937, killed 900.
"""
BAIL = """Court frees editor on bail

A court in the capital on Wednesday ordered the release on bail of Samira Osei, the editor of the weekly Lantern, who had been held for 47 days on charges of spreading false news.

Judge Kofi Brandt set bail at 5,000 cedars and told the journalist to hand in her passport. The prosecution said that it would appeal.

Osei was arrested in March after her paper published the minutes of a meeting at which ministers were said to have discussed the price of a dam. The government calls the document a forgery.

Press freedom groups had demanded her release. About 60 colleagues waited in front of the court and sang when the news came out. Her trial is set to begin on 9 June.
"""
ALERT = """Air raid summary for the night

Air defence units shot down {n} of {m} attack drones launched overnight into {w}, the air force said. {k} drones were lost from radar, it said, probably under the effect of electronic warfare.

Hits were recorded in {h} places. {x} people were hurt in the {r} region, where a {t} was damaged. Emergency services worked at the sites until morning.

The air force reminds the population to take cover when sirens sound and not to publish pictures of air defence at work. Report fragments on the number 101 and do not touch them.
"""
N1 = ALERT.format(n=61, m=88, w="Monday", k=19, h="six", x="Three", r="Oster", t="warehouse")
N2 = ALERT.format(n=47, m=70, w="Tuesday", k=16, h="five", x="Eight", r="Lunsk", t="dormitory")
N3 = ALERT.format(n=61, m=88, w="Monday", k=19, h="six", x="Three", r="Oster", t="warehouse")
RATE = """Central bank holds rate at {r} percent

The central bank of Norland {did} its key rate {at} {r} percent on {d}, {exp}.

Governor Ivar Stenberg told reporters that inflation, at {i} percent in {mo}, was {dir} than the bank had foreseen. The board voted {v}.

The bank raised its rate eleven times between 2022 and 2024 in order to slow the fastest rise in prices in forty years. Mortgages in Norland are mostly at floating rates, so that decisions reach households within weeks.

The next decision is due in six weeks. The krone was little changed after the announcement.
"""
R1 = RATE.format(r="4.25", did="kept", at="at", d="Thursday", exp="as most analysts had expected", i="3.1", mo="April", dir="lower", v="seven to two")
R2 = RATE.format(r="4.00", did="cut", at="to", d="Thursday", exp="its first cut in two years", i="2.7", mo="May", dir="lower", v="five to four")
STRIKE = """Drone hits bus near Zelin, two dead

ZELIN (Reuters) - A drone struck a bus on the road between Zelin and the mining town of Karst on Friday morning, killing two passengers and wounding seven, the regional governor said.

The bus was taking miners home from the night shift, Governor Oleh Rudko wrote on his channel. He published a picture of a vehicle with its windows gone and its front burnt out.

The army on the other side did not comment. Both deny that they aim at civilians.

Karst, which had 12,000 inhabitants before the war, lies 15 kilometres from the front. Its mine is one of three that still work in the region.
"""


def changed(text, *pairs):
    for a, b in pairs:
        assert a in text, a
        text = text.replace(a, b)
    return text


PAIRS = [
("duplicate", "light edit: six words",HARBOUR,changed(HARBOUR, ("sat down again", "met again"), ("three weeks after", "three weeks since"), ("said the UN envoy", "said UN envoy"), ("wheat and maize", "wheat and corn"), ("a further delay", "further delays"), ("are expected to last", "should last")),"2026-05-12", "2026-05-12"),
("duplicate", "syndicated under another title, credit line",HARBOUR,changed(HARBOUR, ("Talks on grain corridor resume in Varna", "Grain ships wait as envoys return to the table"))+"\n(Writing by P. Ilieva; editing by J. Moss)\n", "2026-05-12", "2026-05-13"),
("duplicate", "syndicated: dateline off, American spelling, percent sign",HARBOUR,changed(HARBOUR, ("VARNA, May 12 (Coastline News) - ", ""), ("tonnes", "metric tons"), ("14 percent", "14%"), ("1.1 million", "1,100,000")),"2026-05-12", "2026-05-12"),
("duplicate", "trimmed: last two paragraphs cut",HARBOUR,HARBOUR[:HARBOUR.index("At least 38")],"2026-05-12", "2026-05-12"),
("duplicate", "trimmed: middle cut and quote shortened",QUAKE,changed(QUAKE,('"We heard a child and then we did not," said a volunteer, Teo Marin, outside a bakery of which only the chimney stood.',""), ("Power was cut and the only road to the north was blocked by a landslide.", "")),"2026-04-05", "2026-04-05"),
("duplicate", "first two paragraphs in a brief",QUAKE,"In brief\n\n"+QUAKE[QUAKE.index("A magnitude"):QUAKE.index("Rescuers dug")],"2026-04-05", "2026-04-06"),
("update", "toll rises next day",QUAKE,changed(QUAKE, ("killing at least 41 people and injuring more than 200", "killing at least 63 people and injuring more than 350")),"2026-04-05", "2026-04-06"),
("update", "toll rises and new lead",QUAKE,changed(QUAKE, ("A magnitude 6.3 earthquake struck the island of Pelagia before dawn on Sunday, killing at least 41 people and injuring more than 200, the civil protection agency said.", "Rescuers pulled a boy of six from the ruins of a school on Monday, a day after a magnitude 6.3 earthquake struck the island of Pelagia. The number of the dead has risen to 78, the civil protection agency said.")),"2026-04-05", "2026-04-06"),
("update", "toll rises, six days later",QUAKE,changed(QUAKE, ("at least 41", "112"), ("more than 200", "more than 600"), ("before dawn on Sunday", "last Sunday")),"2026-04-05", "2026-04-11"),
("update", "toll lowered",QUAKE,changed(QUAKE, ("at least 41", "at least 36")),"2026-04-05", "2026-04-06"),
("update", "one person died later",STRIKE,changed(STRIKE, ("two dead", "three dead"), ("killing two passengers and wounding seven", "killing three passengers and wounding six")),"2026-02-06", "2026-02-07"),
("update", "outcome: appeal rejected, freed",BAIL,changed(BAIL, ("The prosecution said that it would appeal.", "The prosecution appealed within the hour, but the high court rejected the appeal late on Wednesday and Osei walked out of the prison.")),"2026-04-29", "2026-04-30"),
("update", "talks: new paragraph says they ended without result",HARBOUR,HARBOUR+"\nLate on Thursday the two delegations left the hotel by separate doors. Leclerc said that they had agreed on nothing but to meet again on 2 June.\n", "2026-05-12", "2026-05-14"),
("update", "number of ships up",HARBOUR,changed(HARBOUR, ("At least 38 ships", "At least 45 ships"), ("1.1 million", "1.3 million")),"2026-05-12", "2026-05-14"),
("different", "raid bulletin, next day",N1,N2,"2026-03-02", "2026-03-03"),
("different", "raid bulletin, a week later, similar numbers",N1,ALERT.format(n=62, m=90, w="Monday", k=20, h="six", x="Two", r="Oster", t="school"),"2026-03-02", "2026-03-09"),
("duplicate", "raid bulletin, same one republished",N1,changed(N3, ("Air raid summary for the night", "Air force: 61 of 88 drones downed")),"2026-03-02", "2026-03-02"),
("update", "raid bulletin of the same night, later count of hurt",N1,changed(N1, ("Three people were hurt", "Five people were hurt")),"2026-03-02", "2026-03-02"),
("different", "rate decision, six weeks later",R1,R2,"2026-05-07", "2026-06-18"),
("different", "rate held twice",R1,changed(R1, ("3.1 percent in April", "2.9 percent in May"), ("seven to two", "six to three")),"2026-05-07", "2026-06-18"),
("different", "other quake on another island",QUAKE,changed(QUAKE, ("Pelagia", "Corvo"), ("Risano", "Velas"), ("6.3", "5.8"), ("at least 41", "nine"), ("more than 200", "60"), ("Teo Marin", "Ana Luz")),"2026-04-05", "2026-09-20"),
("different", "other story of the same quake",QUAKE,"""Old stone, thin mortar: why Risano fell

Engineers had warned for years that the stone houses of Risano would not stand a strong quake, and on Sunday they did not. A report to the government in 2019 listed 340 buildings in the old town that needed iron ties.

Only 22 were strengthened. Owners had to pay half of the cost, the mayor's office said, and most are retired people who live on the mainland in winter.

"It is mortar of sand and lime, and not much lime," said Petra Hald, who teaches building at the university. She walked through the ruins with a hammer in her hand.

Prime Minister Lena Drago, who cut short a visit to Lisbon, said that no family would be left alone. The opposition asked where the money for the ties had gone.
""", "2026-04-05", "2026-04-08"),
("different", "another agency's own story of the same bus",STRIKE,"""Miners killed on way home

Two miners died and seven were taken to hospital when their bus was hit from the air outside Karst early on Friday, their union said.

They had just finished a shift of ten hours. One of the dead was to retire in the summer, according to the union's chairman, Taras Hnat, who knew both men. A second bus a kilometre behind turned back.

The owner of the mine stopped work until Monday. Its shafts have been flooded twice this winter after attacks on the power grid.

Rail traffic on the line to Zelin was halted for two hours while the road was searched for unexploded parts.
""", "2026-02-06", "2026-02-06"),
("different", "another strike on the same road, same words",STRIKE,changed(STRIKE, ("bus near Zelin, two dead", "lorry near Zelin, driver dead"), ("struck a bus on the road", "struck a lorry on the road"), ("on Friday morning, killing two passengers and wounding seven", "on Tuesday evening, killing its driver"), ("The bus was taking miners home from the night shift", "The lorry was carrying pit props to the mine")),"2026-02-06", "2026-02-24"),
("duplicate", "lead paragraph only",BAIL,"Editor freed\n\n"+BAIL[BAIL.index("A court"):BAIL.index("Osei was arrested")],"2026-04-29", "2026-04-30"),
("duplicate", "reordered paragraphs",BAIL,"Editor out of prison\n\n"+BAIL[BAIL.index("A court"):BAIL.index("Osei was")]+BAIL[BAIL.index("Press freedom"):].rstrip()+"\n\n"+BAIL[BAIL.index("Osei was"):BAIL.index("Press freedom")],"2026-04-29", "2026-04-29"),
("different", "other editor, other court",BAIL,changed(BAIL, ("Samira Osei", "Daniel Amoah"), ("Osei", "Amoah"), ("Lantern", "Torch"), ("Kofi Brandt", "Esi Quaye"), ("5,000", "3,000"), ("47 days", "12 days"), ("9 June", "20 October"), ("arrested in March", "arrested in September")),"2026-04-29", "2026-09-30"),
("duplicate", "hard-wrapped, no title, straight to curly quotes",QUAKE,"\n".join(textwrap.fill(p,60) for p in QUAKE[QUAKE.index("A magnitude"):].split("\n\n")).replace('"We','“We').replace('not,"','not,”'),"2026-04-05", "2026-04-05"),
("duplicate", "paraphrased lead, numbers kept",STRIKE,changed(STRIKE, ("A drone struck a bus on the road between Zelin and the mining town of Karst on Friday morning, killing two passengers and wounding seven, the regional governor said.", "Two passengers were killed and seven wounded on Friday morning when a drone hit a bus on the Zelin-Karst road, the governor of the region said.")),"2026-02-06", "2026-02-06"),
]
# fmt: on


@pytest.mark.parametrize(
    ("label", "how", "a", "b", "first", "second"), PAIRS, ids=[f"{p[0]}: {p[1]}" for p in PAIRS]
)
def test_pair(label, how, a, b, first, second):
    assert told({"a": a, "b": b, "a_date": first, "b_date": second}) == label
