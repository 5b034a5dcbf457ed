"""More pairs of news stories: what was ahead has happened, what was open is known, a day has passed."""

# ruff: noqa: E501  the texts read better in long lines

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
STRIKE = """Drone hits bus near Zelin, two dead

ZELIN (Reuters) - A drone struck a bus on the road between Zelin and the mining town of Karst on Friday morning, killing two passengers and wounding seven, the regional governor said.

The bus was taking miners home from the night shift, Governor Oleh Rudko wrote on his channel. He published a picture of a vehicle with its windows gone and its front burnt out.

The army on the other side did not comment. Both deny that they aim at civilians.

Karst, which had 12,000 inhabitants before the war, lies 15 kilometres from the front. Its mine is one of three that still work in the region.
"""
FLOOD = """Dam overflow drowns valley villages

Flood water swept through six villages in the Tamar valley on Monday night after three days of rain filled the Orsk reservoir to the brim, officials said. Eleven people were confirmed dead and around 70 were unaccounted for.

Engineers opened the sluices shortly before midnight to save the dam, according to the head of the river authority, Lev Banik. Residents said that no siren was heard.

Soldiers in rubber boats brought some 1,900 people to schools and a sports hall in the district capital, Maren. The railway to the coast was cut in four places.

"My father would not leave the goats," said Irena Sol, who was waiting for news at the bridge.

More rain is forecast for Thursday. The environment minister was due to fly over the valley on Tuesday.
"""
SWAP = """Sides trade prisoners at Kolva bridge

KOLVA, Aug. 14 - Eastland and Westland exchanged 64 captured soldiers each on Thursday at the Kolva bridge, the largest swap since the truce of January, officials of both countries said.

The exchange was arranged by the Vatican. It came five days after the two presidents spoke by telephone for the first time in a year.

Those who returned to Eastland included nine who had been wounded, its ombudsman, Rada Milic, said. Westland published a video of men wrapped in flags who got out of three white buses.

About 410 Eastlanders and 380 Westlanders are believed to be still held. Relatives waited by the road with photographs.

A further exchange is being prepared, a church official said, without giving a day.
"""
VOTE = """Voters in Sarnia choose a parliament

Sarnia votes on Sunday for a new parliament, with polls giving the Civic Union of Prime Minister Anna Wray 34 percent and the Farmers' Party 29.

Some 5.2 million people are entitled to vote. Polling stations open at seven in the morning and close at eight in the evening, and first results are expected around midnight.

Wray, 51, took office three years ago after the collapse of the coalition over a pension law. Her rival, the cattle breeder Otto Lind, has promised to halve the tax on diesel.

Observers from 14 countries are in place. The last election, in which turnout was 61 percent, was marred by a breakdown of the counting system.
"""
SANCTIONS = """Union adds 23 names to blacklist

BRUSSELS - The European Union on Monday put 23 people and nine companies on its list of sanctions over the shelling of Harun, freezing their assets and banning them from travel.

Among them are the commander of the 4th Artillery Brigade, General Samir Dask, and two makers of fuses. The list was agreed by foreign ministers after a debate of four hours.

"Those who fire on queues for water will not shop in our cities," said the union's foreign policy chief, Clara Voss.

The government in Tell called the step hostile and announced that it would answer in kind. Trade between the two sides has fallen by two thirds since the war began.

Hungary had blocked an earlier draft with 31 names.
"""
WEATHER = """Today in Arlen: {a}

{b} in the morning with {c} from the {d}, the weather office said on {w}. Temperatures reach {t} degrees in the city and {u} in the hills. {e}

Pollen: {p}. The water in the lake has {l} degrees. Sunrise is at {s}, sunset at {x}.

Readers may send pictures of the sky to the newsroom; the best is printed on Saturday. The forecast is made by the weather office in Arlen from models of the European centre and is valid until midnight.
"""
W1 = WEATHER.format(a="sun, later cloud", b="Sunny", c="a light wind", d="west", w="Tuesday", t="21", u="16", e="Rain is not expected.", p="grass, moderate", l="17", s="5.41", x="21.02")
W2 = WEATHER.format(a="rain from noon", b="Cloudy", c="a fresh wind", d="south-west", w="Wednesday", t="18", u="13", e="Showers spread from noon.", p="grass, low", l="17", s="5.40", x="21.03")
MOE = """Situation at the front, {d}

The General Staff said on {d} that there had been {n} clashes along the front in the past day. The enemy carried out {a} air strikes, dropped {b} guided bombs and fired more than {s} shells at positions and settlements.

On the {p} axis the defenders stopped {q} assaults near {v}. On the {p2} axis {q2} attacks were repelled.

Aviation, missile troops and artillery hit {h} areas in which personnel and equipment of the enemy were gathered, two command posts and an ammunition depot. Total losses of the enemy in the past day were put at {l} people.
"""
M1 = MOE.format(d="3 June", n=148, a=61, b=104, s="4,900", p="Lyman", q=17, v="Torske", p2="Siversk", q2="nine", h=12, l="1,080")
M2 = MOE.format(d="4 June", n=161, a=74, b=129, s="5,100", p="Lyman", q=21, v="Torske and Zarichne", p2="Siversk", q2="six", h=14, l="1,110")
COUP = """Soldiers announce takeover on television

A group of officers appeared on state television in Bamba early on Wednesday and said that they had dissolved the government of President Idris Kone, suspended the constitution and closed the borders.

The whereabouts of Kone, 72, who has ruled since 2009, were not known. Shots had been heard near the palace around three in the morning.

"We have put an end to a regime that sold our mines for villas," said a colonel who gave his name as Moussa Tal. Behind him stood nine men, two of them masked.

The regional bloc condemned the takeover and called an urgent meeting for Friday. Flights to Bamba were turned back. France, which has 1,100 soldiers in the country, told its citizens to stay indoors.
"""
FERRYDEAL = """Port strike called off after night of talks

Dockers at the port of Ansel will return to work at six on Monday morning after their union and the operator agreed on a rise of 7 percent over two years, both sides said on Sunday.

The strike, which began on 2 October, had left 54 ships at anchor and cost exporters an estimated 300 million dollars.

Union leader Jo Pereira said that members would vote on the deal by the end of the month. "It is not what we asked for, but it is what they can eat from," she said.

The operator, Blue Quay, had offered 4 percent. The mediator, a retired judge, locked both delegations into a hotel on Saturday night.
"""
HOSP = """Hospital in Derna runs out of fuel

The main hospital in Derna shut its operating theatres on Thursday after the last of its diesel ran out, its director said, leaving 29 patients on ventilators to be moved by road through the front line.

Fuel lorries of the Red Crescent have stood at the Tobruk checkpoint for six days. The army says that it must search them; the agency says that they were sealed by its own inspectors.

"I can choose between the fridge for the blood and the lamp over the table," Dr Salma Haddad told reporters by telephone. Two babies had died since Tuesday, she added.

The health ministry in the east promised 40,000 litres. The ceasefire of 3 February, which was to let aid pass, has been broken by both sides, UN monitors say.
"""
PIPE = """Blast cuts gas pipeline under lake

An explosion early on Monday cut the pipeline that carries gas under Lake Vara to Estmark, its operator said, and supplies fell by a third. Nobody was hurt.

Divers could not work because of waves of two metres, said Gunnar Hal, who heads NordGas. He put the time for repairs at three to five weeks.

Estmark has gas in store for 48 days, according to its energy minister, Piia Rand, who asked people not to hoard wood. Prices on the exchange rose by 11 percent.

Police would not say whether they took it for an attack. A fishing boat without lights had been seen near the spot on Sunday evening, a coast guard officer said.
"""
TRIAL = """Former general goes on trial over village killings

THE HAGUE, Sept 3 - Former general Milo Ras pleaded not guilty on Tuesday to charges that his troops killed 116 people in the village of Breza in 1999.

The prosecutor, Anneke Vos, told the judges that Ras had given the order by radio and that a recording existed. The defence said that the voice was not his.

Ras, 74, was arrested last year in a monastery, where he had lived under another name. He listened to the charges with his eyes closed.

Some 90 witnesses are to be heard, the first of them on Thursday. A verdict is not expected before 2028.
"""


def changed(text, *pairs):
    for a, b in pairs:
        assert a in text, a
        text = text.replace(a, b)
    return text


D = "2026-05-05"
P = "2026-09-03"
PAIRS = [
("duplicate", "abridged to three sentences",FLOOD,"Flood hits valley\n\nFlood water swept through six villages in the Tamar valley on Monday night after three days of rain filled the Orsk reservoir to the brim, officials said. Eleven people were confirmed dead and around 70 were unaccounted for. Soldiers in rubber boats brought some 1,900 people to schools and a sports hall in the district capital, Maren.\n", "2026-03-17", "2026-03-17"),
("update", "dead up, missing down, evening",FLOOD,changed(FLOOD, ("Eleven people were confirmed dead and around 70 were unaccounted for.", "Twenty-six people were confirmed dead and around 50 were unaccounted for."), ("1,900", "2,400")),"2026-03-17", "2026-03-17"),
("update", "rewritten top two days on, half kept",FLOOD,"""Head of river authority dismissed over flood

The head of the Tamar river authority, Lev Banik, was dismissed on Wednesday over the flood that killed at least 39 people in six villages, the prime minister's office said. Twelve are still missing.

Prosecutors have opened a case of negligence. """ + FLOOD[FLOOD.index("Engineers opened"):FLOOD.index("More rain")],"2026-03-17", "2026-03-18"),
("different", "same flood: the reservoir's history",FLOOD,"""The dam that nobody wanted to pay for

When the Orsk reservoir was filled in 1968, its sluices were meant to be doubled within ten years. They never were.

Three reports, the last in 2021, warned that a week of rain at the end of the snow melt could fill it to the brim. The repairs would have cost 80 million. The money went into a motorway.

Lev Banik, the head of the river authority, said in an interview in January that the dam was safe. He did not answer calls on Tuesday. In Maren, people in the sports hall passed round a copy of the interview.

The valley has been flooded before: in 1956, 212 people died.
""", "2026-03-17", "2026-03-18"),
("duplicate", "passive, synonyms in each paragraph",SWAP,changed(SWAP, ("exchanged 64 captured soldiers each", "swapped 64 captive soldiers each"), ("The exchange was arranged by the Vatican.", "The Vatican arranged the exchange."), ("the largest swap", "the biggest swap"), ("are believed to be still held", "are still thought to be held"), ("Relatives waited by the road with photographs.", "Families stood by the road holding photographs.")),"2026-08-14", "2026-08-14"),
("duplicate", "title, byline and place only",SWAP,"128 soldiers return home in exchange\n\nBy Tom Hale in Kolva\n\n"+SWAP[SWAP.index("Eastland and Westland"):],"2026-08-14", "2026-08-15"),
("different", "next swap at the same bridge, a month later",SWAP,changed(SWAP, ("Aug. 14", "Sept. 20"), ("64 captured soldiers", "51 captured soldiers"), ("on Thursday", "on Saturday"), ("the largest swap since the truce of January", "the fourth swap since the truce of January"), ("It came five days after the two presidents spoke by telephone for the first time in a year.", "It had been put off twice."), ("nine who had been wounded", "four who had been wounded"), ("410 Eastlanders and 380", "359 Eastlanders and 329")),"2026-08-14", "2026-09-20"),
("different", "swap announced, four days earlier",SWAP,"""Church says swap is near

Eastland and Westland are to exchange prisoners within days, a church official said on Sunday, after the two presidents spoke by telephone for the first time in a year.

Lists with 60 to 70 names on each side have been checked, according to the official, who asked not to be named. The place has not been fixed.

About 470 Eastlanders and 440 Westlanders are believed to be held. The last exchange, in May, fell through when one side struck out eleven names.
""", "2026-08-10", "2026-08-14"),
("update", "number corrected: 64 to 65, body the same",SWAP,changed(SWAP, ("64 captured soldiers each", "65 captured soldiers each")),"2026-08-14", "2026-08-14"),
("update", "swap delayed then done: quotes added",SWAP,changed(SWAP, ("Relatives waited by the road with photographs.",'Relatives waited by the road with photographs. "He is thin, but he laughed," said Mirna Petrak, whose son Luka, 22, was among the first to cross.')),"2026-08-14", "2026-08-14"),
("duplicate", "preview, same text on another site with share widgets",VOTE,"Sarnia election: all you need to know\n\nShare this article\n\n"+VOTE[VOTE.index("Sarnia votes"):]+"\nRead more: How the count works\n\nSign up to our newsletter\n", "2026-10-02", "2026-10-03"),
("update", "preview with newer poll",VOTE,changed(VOTE, ("34 percent", "33 percent"), ("Farmers' Party 29", "Farmers' Party 32")),"2026-10-01", "2026-10-03"),
("different", "election day story with same background",VOTE,"""Long queues as Sarnia votes

Turnout in Sarnia's parliamentary election stood at 38 percent by two in the afternoon on Sunday, the commission said, seven points more than four years ago.

In the capital people queued in the rain. A man was arrested in the harbour district with a bag of 400 ballot papers.

Otto Lind voted in the village where he breeds cattle and told reporters that he smelled change. Prime Minister Anna Wray came with her daughters and said nothing.

The last election, in which turnout was 61 percent, was marred by a breakdown of the counting system.
""", "2026-10-03", "2026-10-04"),
("different", "same preview template, other country",VOTE,changed(VOTE, ("Sarnia", "Belmark"), ("Civic Union", "Liberal Bloc"), ("Anna Wray", "Per Holm"), ("Wray", "Holm"), ("34", "41"), ("29", "36"), ("5.2", "8.7"), ("51,", "63,"), ("Otto Lind", "Greta Skov"), ("cattle breeder", "surgeon"), ("Her rival", "His rival"), ("14 countries", "22 countries"), ("61 percent", "74 percent")),"2026-10-02", "2027-03-05"),
("duplicate", "cut in two and agency removed",SANCTIONS,SANCTIONS[SANCTIONS.index("The European"):SANCTIONS.index("The government in Tell")],"2026-05-18", "2026-05-18"),
("update", "number of names changed as text goes to ministers",SANCTIONS,changed(SANCTIONS, ("23 people and nine companies", "27 people and nine companies"), ("Union adds 23", "Union adds 27")),"2026-05-18", "2026-05-18"),
("update", "answer in kind has come",SANCTIONS,changed(SANCTIONS, ("announced that it would answer in kind.", "answered within hours by expelling six diplomats.")),"2026-05-18", "2026-05-19"),
("different", "next round of sanctions on the same template",SANCTIONS,changed(SANCTIONS, ("23 people and nine companies", "14 people and three banks"), ("the shelling of Harun", "the attack on the port of Sidra"), ("the commander of the 4th Artillery Brigade, General Samir Dask, and two makers of fuses", "the head of the navy, Admiral Rafi Noor, and a shipping line"), ("on Monday", "on Thursday"), ("Hungary had blocked an earlier draft with 31 names.", "The list now has 140 names.")),"2026-05-18", "2026-07-09"),
("different", "weather, next day",W1,W2,"2026-06-02", "2026-06-03"),
("different", "weather a week later, nearly the same",W1,changed(W1, ("21 degrees", "22 degrees"), ("16 in", "17 in"), ("5.41", "5.37"), ("21.02", "21.07"), ("has 17", "has 18")),"2026-06-02", "2026-06-09"),
("different", "general staff, next day",M1,M2,"2026-06-03", "2026-06-04"),
("duplicate", "general staff, same day, other outlet",M1,"Army reports 148 clashes\n\n"+M1[M1.index("The General"):].replace("settlements", "towns and villages"),"2026-06-03", "2026-06-03"),
("update", "general staff, evening figures of the same day",M1,changed(M1, ("148 clashes", "171 clashes"), ("61 air strikes", "70 air strikes"), ("104 guided", "121 guided")),"2026-06-03", "2026-06-03"),
("update", "coup: president found",COUP,changed(COUP, ("The whereabouts of Kone, 72, who has ruled since 2009, were not known.", "Kone, 72, who has ruled since 2009, was being held in a barracks outside the city, a relative said.")),"2026-07-08", "2026-07-08"),
("duplicate", "coup: heavy paraphrase of two paragraphs",COUP,changed(COUP, ("The whereabouts of Kone, 72, who has ruled since 2009, were not known. Shots had been heard near the palace around three in the morning.", "It was not clear where Kone was; the 72-year-old has been in power since 2009. Gunfire was heard close to the palace at about 3 a.m."), ("Behind him stood nine men, two of them masked.", "Nine men stood behind him, two in masks.")),"2026-07-08", "2026-07-08"),
("different", "coup: regional bloc meets",COUP,"""Bloc gives Bamba's officers a week

The regional bloc on Friday gave the officers who seized power in Bamba a week to hand it back and threatened to use force if they did not.

Leaders of eleven states met for six hours in Lome. They closed the borders to trade and froze the accounts of the central bank. Two members, whose own rulers came by coup, stayed away.

President Idris Kone, 72, took part by telephone from the house in which he is held. A colonel who leads the junta, Moussa Tal, called the deadline a joke.

France, which has 1,100 soldiers in the country, told its citizens to stay indoors.
""", "2026-07-08", "2026-07-10"),
("update", "port deal: members vote it down",FERRYDEAL,changed(FERRYDEAL,('Union leader Jo Pereira said that members would vote on the deal by the end of the month.','Members voted on Tuesday to reject the deal, union leader Jo Pereira said.')),"2026-11-01", "2026-11-03"),
("duplicate", "port deal: corrected spelling and numerals",FERRYDEAL,changed(FERRYDEAL, ("7 percent", "seven per cent"), ("300 million dollars", "$300m"), ("at six on Monday morning", "at 6 a.m. on Monday"), ("Pereira", "Perreira")),"2026-11-01", "2026-11-02"),
("different", "port strike: another port",FERRYDEAL,changed(FERRYDEAL, ("Ansel", "Brigg"), ("7 percent", "5 percent"), ("2 October", "9 January"), ("54 ships", "17 ships"), ("300 million", "40 million"), ("Jo Pereira", "Al Kerr"), ("she said", "he said"), ("Blue Quay", "Northport"), ("4 percent", "2 percent")),"2026-11-01", "2027-02-14"),

("duplicate", "plans to appeal",BAIL,changed(BAIL, ("said that it would appeal", "said it planned to appeal")),D,D),
("duplicate", "held/detained, weekly",BAIL,changed(BAIL, ("who had been held for 47 days", "who has been detained for 47 days"), ("is set to begin", "will begin"), ("ordered the release on bail of", "released on bail")),D,D),
("duplicate", "unclear where he was held",COUP,changed(COUP, ("The whereabouts of Kone, 72, who has ruled since 2009, were not known.", "It was unclear where Kone, 72, who has ruled since 2009, was being held.")),D,D),
("duplicate", "would vote, will vote",FERRYDEAL,changed(FERRYDEAL, ("members would vote on the deal by the end of the month", "its members are to vote on the deal before the month ends"), ("will return to work", "were to return to work")),D,D),
("duplicate", "to be flown over",FLOOD,changed(FLOOD, ("was due to fly over the valley on Tuesday", "planned to fly over the valley on Tuesday"), ("were confirmed dead", "have died"), ("unaccounted for", "missing")),D,D),
("duplicate", "answer in kind",SANCTIONS,changed(SANCTIONS, ("announced that it would answer in kind", "said that it would retaliate"), ("was agreed by foreign ministers", "was approved by foreign ministers")),D,D),
("duplicate", "talks expected",HARBOUR,changed(HARBOUR, ("are expected to last until Thursday", "were expected to last until Thursday"), ("says that this would amount to", "said that it amounted to")),D,D),
("duplicate", "swap prepared",SWAP,changed(SWAP, ("A further exchange is being prepared", "Another exchange is planned"), ("are believed to be still held", "remain in captivity")),D,D),
("duplicate", "hurt, in hospital",STRIKE,changed(STRIKE, ("killing two passengers and wounding seven", "which killed two passengers and left seven wounded"), ("did not comment", "has not commented")),D,D),
("duplicate", "vote",VOTE,changed(VOTE, ("are expected around midnight", "should be known around midnight"), ("has promised to halve", "wants to halve")),D,D),
("update", "vote: moved to another Sunday",VOTE,changed(VOTE, ("Sarnia votes on Sunday for a new parliament", "Sarnia will vote on 18 October instead of this Sunday, the commission said after the storm, for a new parliament")),D,"2026-05-06"),
("update", "editor fined on release",BAIL,BAIL+"\nOn Thursday the information ministry withdrew the licence of the Lantern for six months.\n",D,"2026-05-06"),
("update", "governor names the dead",STRIKE,changed(STRIKE, ("The army on the other side did not comment.", "The dead were Ivan Hryts, 44, and Olena Moroz, 29, the union said. The army on the other side did not comment.")),D,D),
("update", "minister sacked in place of visit",FLOOD,changed(FLOOD, ("The environment minister was due to fly over the valley on Tuesday.", "The environment minister resigned on Tuesday.")),D,"2026-05-06"),
("update", "quake: emergency extended",QUAKE,changed(QUAKE, ("The government declared a state of emergency and sent two field hospitals.", "The government prolonged the state of emergency by 30 days and asked for help from abroad.")),D,"2026-05-07"),
("different", "next quake of the series on the same island",QUAKE,changed(QUAKE, ("magnitude 6.3", "magnitude 5.1"), ("killing at least 41 people and injuring more than 200", "killing two people and injuring 19"), ("before dawn on Sunday", "on Thursday evening"), ("Strong quake", "Another quake")),D,"2026-05-28"),
("different", "another weekly vote of workers",FERRYDEAL,changed(FERRYDEAL, ("Dockers", "Crane drivers"), ("7 percent over two years", "3 percent over one year"), ("on Monday", "on Thursday"), ("on 2 October", "on 11 March"), ("54 ships", "23 ships"), ("Saturday night", "Wednesday night"), ("on Sunday", "on Wednesday")),"2025-11-02", "2026-03-19"),

("duplicate", "wire rewritten by a desk",HOSP,changed(HOSP, ("shut its operating theatres on Thursday after the last of its diesel ran out", "closed its operating rooms Thursday when its diesel ran out"), ("leaving 29 patients on ventilators to be moved by road", "so that 29 patients on ventilators have to be driven"), ("have stood at the Tobruk checkpoint for six days", "have been waiting at the Tobruk checkpoint for six days"), ("told reporters by telephone", "said by phone")),P,P),
("duplicate", "on Thursday/yesterday",HOSP,changed(HOSP, ("on Thursday", "yesterday"), ("since Tuesday", "this week")),P,"2026-09-04"),
("duplicate", "with date line and time stamps",HOSP,"Published: 3 September 2026, 18:20\n\n"+HOSP+"\nLast updated 4 hours ago\n",P,P),
("update", "fuel arrives",HOSP,changed(HOSP, ("The health ministry in the east promised 40,000 litres.", "Three lorries with 40,000 litres were let through on Friday morning.")),P,"2026-09-04"),
("update", "third baby",HOSP,changed(HOSP, ("Two babies had died", "Three babies had died")),P,"2026-09-04"),
("different", "another hospital, half a year on",HOSP,changed(HOSP, ("Derna", "Sebha"), ("29 patients", "eight patients"), ("Tobruk", "Hun"), ("six days", "ten days"), ("Salma Haddad", "Omar Zidan"), ("40,000", "15,000"), ("Two babies", "One man"), ("3 February", "20 July")),P,"2027-02-10"),
("duplicate", "metric/imperial and shortened",PIPE,changed(PIPE, ("waves of two metres", "6-foot waves"), (" Prices on the exchange rose by 11 percent.", ""), ("said Gunnar Hal, who heads NordGas", "NordGas chief Gunnar Hal said")),P,P),
("duplicate", "first two paragraphs plus background of its own paper",PIPE,PIPE[:PIPE.index("Estmark has gas")]+"\nFollow our live blog on the energy market.\n",P,P),
("duplicate", "police quote reworded",PIPE,changed(PIPE, ("Police would not say whether they took it for an attack.", "Police declined to say if they believed it was an attack."), ("had been seen near the spot on Sunday evening", "was spotted nearby on Sunday night")),P,P),
("update", "police now say attack",PIPE,changed(PIPE, ("Police would not say whether they took it for an attack.", "Police said on Tuesday that they had found traces of explosive on the hull of the boat and spoke of an attack.")),P,"2026-09-04"),
("update", "repair longer",PIPE,changed(PIPE, ("three to five weeks", "ten to twelve weeks"), ("by 11 percent", "by 19 percent")),P,"2026-09-05"),
("different", "price story on the same blast",PIPE,"""Gas price jumps on lake blast

European gas for delivery next month rose by 11 percent on Monday, the most in a year, after an explosion cut the pipeline under Lake Vara.

Traders said that the market had been nervous since a strike in Norway last week. "Storage is fuller than in other years, so it is fear and not need," said Lea Korn of Brandt and Sons.

Power for the winter gained 4 percent. Shares in NordGas fell by 6 percent in Oslo, and those of makers of heat pumps went up.
""",P,P),
("duplicate", "trial: other title, quotes attributed before",TRIAL,changed(TRIAL, ("Former general goes on trial over village killings", "'The voice was not his'"), ("THE HAGUE, Sept 3 - ", ""), ("The defence said that the voice was not his.", "His lawyers said the voice was not his."), ("are to be heard", "will be heard")),P,"2026-09-04"),
("update", "trial: first witness heard",TRIAL,changed(TRIAL, ("Some 90 witnesses are to be heard, the first of them on Thursday.", "The first of some 90 witnesses, a shepherd who hid in a well, was heard on Thursday.")),P,"2026-09-05"),
("different", "trial of another general on the same template",TRIAL,changed(TRIAL, ("Milo Ras", "Goran Pek"), ("Ras", "Pek"), ("116", "43"), ("Breza", "Lipnik"), ("1999", "1998"), ("74", "69"), ("90 witnesses", "60 witnesses"), ("2028", "2030")),P,"2027-10-05"),
("duplicate", "trial with a sentence of background dropped and one word typo",TRIAL,changed(TRIAL, ("He listened to the charges with his eyes closed.", ""), ("monastery", "monastry")),P,P),
]
# fmt: on


@pytest.mark.parametrize(
    ("label", "how", "a", "b", "first", "second"), PAIRS, ids=[f"{p[0]}: {p[1]}" for p in PAIRS]
)
def test_pair(label, how, a, b, first, second):
    assert told({"a": a, "b": b, "a_date": first, "b_date": second}) == label
