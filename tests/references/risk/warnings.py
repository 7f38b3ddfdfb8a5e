#!/usr/bin/env python3
"""Hourly prices with planted trouble, for the early warnings: warnings.csv, and warnings.json with when and what.

Six coins with one common factor, one stablecoin, 120 days. Planted: D falls away from the others over ten hours, the stablecoin opens below its
band after thirty hours without a price, C has no price for five hours, all coins fall together (no asset break), and at the end they stop moving together.
"""
import json
import pathlib
import numpy as np

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(20220509)
HOURS = 120 * 24
names = ["A", "B", "C", "D", "E", "F", "S"]
market = rng.standard_normal(HOURS) * 0.006
own = rng.standard_normal((HOURS, 6)) * 0.004
together, fall, gap, depeg, apart = 1000, 1500, 1900, 2200, 2600
market[together:together + 12] -= 0.01
own[fall:fall + 10, 3] -= 0.02
loads = np.ones(HOURS)
loads[apart:] = 0.0
noise = own + np.where(loads == 0, 1.0, 0.0)[:, None] * rng.standard_normal((HOURS, 6)) * 0.006
prices = 100 * np.exp(np.cumsum(market[:, None] * loads[:, None] + noise, axis=0))
stable = 1 + rng.standard_normal(HOURS) * 0.0003
stable[depeg:depeg + 48] = 0.96
table = np.column_stack([prices, stable])
table[gap:gap + 5, 2] = np.nan
table[depeg - 30:depeg, 6] = np.nan
with open(HERE / "warnings.csv", "w") as out:
    out.write("hour," + ",".join(names) + "\n")
    for t in range(HOURS):
        out.write(f"{t}," + ",".join("" if np.isnan(x) else f"{x:.7g}" for x in table[t]) + "\n")
json.dump({"together": together, "fall": fall, "gap": gap, "depeg": depeg, "apart": apart}, open(HERE / "warnings.json", "w"), indent=1)
