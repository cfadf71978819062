"""Loading: how long it takes to fill a database with claims, through the load that real ones take."""

from bench.goals import Findings, Goal, Sense
from bench.setup import Setup

_MILLION, _MINUTES = 1_000_000, 15


def measure(setup: Setup) -> Findings:
    """What filling took, making the claims up included; nothing where the database was there before."""
    filling = setup.database.filling
    if filling is None:
        return Findings()
    minutes = filling.seconds / filling.claims * _MILLION / 60
    rate = f"{filling.claims / filling.seconds:,.0f} claims/s"
    cost = f"{filling.cpu_seconds / filling.claims * 1000:.2f} ms of CPU a claim, {filling.cpu_seconds:,.1f} s in all"
    goal = Goal("load, as long as a million would take", minutes, Sense.AT_MOST, _MINUTES, "min", rate)
    return Findings([goal], figures={f"load of {filling.claims:,} claims": f"{filling.seconds:,.1f} s, {rate}, {cost}"})
