"""The briefing's charts: Vega-Lite by altair, drawn to SVG by vl-convert, without a script.

Every chart is drawn twice, wide and for a phone. Colours hold on light and dark ground: text and
lines take the page's own colour.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipelines.store.briefing.queries import Told

if TYPE_CHECKING:
    import altair as alt

WIDE, NARROW = 760, 300
FOREGROUND = "#010203"  # stands for the page's text colour until it is replaced
#: Okabe and Ito's palette, less black and yellow: colour-blind readers tell them apart.
PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
WHOLE = {"labelExpr": "datum.value % 1 ? '' : datum.label", "tickMinStep": 1, "format": ",d"}
#: A span of three days has no hours on its axis: what is told is told of days.
DAYS = {"labelExpr": "hours(datum.value) ? '' : datum.label", "tickMinStep": 24 * 3600 * 1000}
CONFIG: dict[str, Any] = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": FOREGROUND,
        "titleColor": FOREGROUND,
        "domainColor": FOREGROUND,
        "tickColor": FOREGROUND,
        "gridColor": FOREGROUND,
        "gridOpacity": 0.12,
        "titleFontWeight": "normal",
        "labelFontSize": 12,
        "titleFontSize": 12,
    },
    "legend": {
        "labelColor": FOREGROUND,
        "titleColor": FOREGROUND,
        "orient": "bottom",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelLimit": 260,
        "columns": 3,
        "symbolBaseFillColor": FOREGROUND,
        "symbolBaseStrokeColor": FOREGROUND,
    },
    "range": {"category": PALETTE},
}
STATUS_COLOURS = {
    "occurred": PALETTE[2],
    "ongoing": "#44aa99",
    "agreed": PALETTE[0],
    "planned": PALETTE[5],
    "proposed": PALETTE[3],
    "postponed": PALETTE[4],
    "cancelled": PALETTE[1],
    "failed": "#aa4466",
    "denied": "#882255",
    "hypothetical": "#888888",
}


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def coverage(told: Told, width: int) -> "alt.Chart":
    """Articles and copies a day."""
    import altair as alt

    values = [
        {"day": _day(row["day"]), "kind": kind, "count": row[kind]}
        for row in told.coverage
        for kind in ("articles", "copies")
        if row[kind]
    ]
    days = [row["day"] for row in told.coverage]
    span = (max(days) - min(days)).days + 1
    return (
        alt.Chart(alt.Data(values=values))
        # a day of two years is a third of a pixel on a phone
        .mark_bar(width=max(3, 0.8 * width / span))
        .encode(
            x=alt.X("yearmonthdate(day):T", title=None, axis=DAYS),
            y=alt.Y("sum(count):Q", title="articles", axis=WHOLE),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=["articles", "copies"])),
        )
        .properties(width=width, height=120)
    )


def exchanges(told: Told, width: int) -> "alt.Chart":
    """How many a side, when, agreed or done."""
    import altair as alt

    values = [
        {
            "day": _day(row["starts_on"] or row["reported_on"]),
            "number": row["value"] if row["value"] is not None else row["value_low"],
            "status": row["status"],
            "counted": "a side" if row["per_side"] else "in all",
        }
        for row in told.exchanges
    ]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_point(filled=True, size=110, opacity=0.85)
        .encode(
            x=alt.X("day:T", title=None, axis=DAYS),
            y=alt.Y("number:Q", title="prisoners"),
            color=alt.Color("status:N", title=None, scale=_status_scale(values)),
            shape=alt.Shape("counted:N", title=None),
        )
        .properties(width=width, height=220)
    )


def tolls(told: Told, width: int) -> "alt.LayerChart | alt.FacetChart":
    """Killed and wounded as reported, with bounds, by claimant."""
    import altair as alt

    shown = [row for row in told.tolls if not row["is_cumulative"]]
    often: dict[str, int] = {}
    for row in shown:
        name = row["claimant_name"] or "the article"
        often[name] = often.get(name, 0) + 1
    kept = sorted(often, key=lambda name: (-often[name], name))[:5]
    values = [
        {
            "day": _day(row["reported_on"]),
            "number": _first(row["value"], row["value_low"], row["value_high"]),
            "low": row["value_low"],
            "high": row["value_high"],
            "what": row["category"],
            "claimant": _kept(row["claimant_name"] or "the article", kept),
        }
        for row in shown
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("day:T", title=None, axis=DAYS),
        color=alt.Color("claimant:N", title="according to"),
    )
    points = base.mark_point(filled=True, size=80, opacity=0.85).encode(
        y=alt.Y("number:Q", title="people"), shape=alt.Shape("what:N", title=None)
    )
    ranges = (
        base.transform_filter("datum.low != null && datum.high != null")
        .mark_rule()
        .encode(y="low:Q", y2="high:Q")
    )
    return alt.layer(ranges, points).properties(width=width, height=240)


def _kept(name: str, kept: Sequence[str]) -> str:
    return _short(name) if name in kept else "others"


def _short(name: str) -> str:
    return name if len(name) <= 34 else name[:33] + "…"


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def rounds(told: Told, width: int) -> "alt.Chart":
    """Each report of a round of talks: when it was said, how it stood."""
    import altair as alt

    values = [
        {
            "day": _day(row["reported_on"]),
            "round": f"round {row['round_no']}",
            "number": row["round_no"],
            "status": row["status"],
        }
        for row in told.rounds
    ]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_point(filled=True, size=120, opacity=0.9)
        .encode(
            x=alt.X("day:T", title="reported", axis=DAYS),
            y=alt.Y("round:O", title=None, sort=alt.EncodingSortField("number")),
            color=alt.Color("status:N", title=None, scale=_status_scale(values)),
        )
        .properties(width=width, height=alt.Step(26))
    )


def speakers(told: Told, width: int) -> "alt.Chart":
    """Who is quoted most."""
    import altair as alt

    values = [
        {"speaker": f"{n}. {_short(row['speaker'])}", "quotations": row["quotations"]}
        for n, row in enumerate(told.speakers, 1)
    ]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_bar(color=PALETTE[0])
        .encode(
            x=alt.X("quotations:Q", axis=WHOLE),
            y=alt.Y("speaker:N", title=None, sort=None, axis=alt.Axis(labelLimit=width // 2)),
        )
        .properties(width=width - min(260, width // 2), height=alt.Step(22))
    )


def _status_scale(values: Sequence[Mapping[str, object]]) -> "alt.Scale":
    import altair as alt

    seen = {value["status"] for value in values}
    names = [name for name in STATUS_COLOURS if name in seen]
    return alt.Scale(domain=names, range=[STATUS_COLOURS[name] for name in names])


CHARTS: dict[str, tuple[Callable[[Told, int], Any], str]] = {
    "coverage": (coverage, "coverage"),
    "exchanges": (exchanges, "exchanges"),
    "tolls": (tolls, "tolls"),
    "rounds": (rounds, "rounds"),
    "speakers": (speakers, "speakers"),
}


def draw(told: Told, width: int) -> dict[str, str]:
    """Return each chart that has rows as SVG, by name."""
    import vl_convert

    found = {}
    for name, (chart, rows) in CHARTS.items():
        if not getattr(told, rows):
            continue
        svg = vl_convert.vegalite_to_svg(chart(told, width).to_dict() | {"config": CONFIG})
        found[name] = _fitted(svg, f"{name}{width}")
    return found


def image(svg: str) -> bytes:
    """Return a chart as PNG of at most 1,000 pixels, on white, for Dagster's page."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg.replace("currentColor", "#222"), scale=1.2))


def _fitted(svg: str, prefix: str) -> str:
    """Make a drawing scale with the page, take its text colour, and keep its ids to itself."""
    svg = svg.replace(FOREGROUND, "currentColor").replace("rgb(1, 2, 3)", "currentColor")
    svg = re.sub(r'\bid="', f'id="{prefix}-', svg)
    return re.sub(r"url\(#", f"url(#{prefix}-", svg)
