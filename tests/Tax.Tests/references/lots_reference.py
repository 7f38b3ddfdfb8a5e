#!/usr/bin/env python3
"""An independent reference in exact fractions, by every order of lots and both scopes: lots_reference.py ROWS ASSETS SEED PROFILE DIR
writes DIR/trades.csv and DIR/expected.json. Nothing is shared with the product."""
import bisect, json, random, sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction

rows, assets, seed, profile, out = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
r = random.Random(seed)
venues = ["kraken", "binance", "coinbase"]
price = [r.randint(10**4, 10**8) for _ in range(assets)]
held = defaultdict(int)
time = datetime(2021, 1, 1, tzinfo=timezone.utc)
# What comes first in a sorted list of lots, by method: a lot is [key, number, units left, price, fee, units].
keys = {"fifo": lambda n, p: n, "lifo": lambda n, p: -n, "hifo": lambda n, p: -p, "lofo": lambda n, p: p}


class Book:
    def __init__(self, key, by_wallet):
        self.key, self.by_wallet = key, by_wallet
        self.lots, self.starts = defaultdict(list), defaultdict(int)
        self.sums = defaultdict(lambda: [0, 0, 0, Fraction(0), 0, Fraction(0)])  # disposals, pieces, proceeds, basis, gain, gain less fees

    def buy(self, n, a, v, units, p, fee):
        lots = self.lots[a, v if self.by_wallet else 0]
        bisect.insort(lots, [self.key(n, p), n, units, p, fee, units])

    def sell(self, a, v, units, p, fee):
        lots, s = self.lots[a, v if self.by_wallet else 0], self.sums[a]
        s[0] += 1
        s[2] += units * p
        s[5] -= Fraction(fee, 100)
        while units:
            lot = lots[0]
            take = min(units, lot[2])
            s[1] += 1
            s[3] += take * lot[3]
            s[5] -= Fraction(lot[4] * take, lot[5] * 100)
            lot[2] -= take
            units -= take
            if not lot[2]:
                lots.pop(0)


def text(value, digits):
    scaled = round(value * 10**digits)
    sign, scaled = ("-" if scaled < 0 else ""), abs(scaled)
    return f"{sign}{scaled // 10**digits}.{scaled % 10**digits:0{digits}d}"


def figures(sums, lots):
    units = sum(lot[2] for lot in lots)
    gain = Fraction(sums[2] - sums[3], 10**12)
    whole = text(Fraction(units, 10**8), 8).rstrip("0").rstrip(".")
    return {"disposals": sums[0], "pieces": sums[1], "proceeds": text(Fraction(sums[2], 10**12), 12), "basis": text(Fraction(sums[3], 10**12), 12),
            "gain_ex_fees": text(gain, 12), "gain_net": text(gain + sums[5], 12), "open_lots": len(lots),
            "open_cost_ex_fees": text(Fraction(sum(lot[2] * lot[3] for lot in lots), 10**12), 12), "open_quantity": whole}


books = {f"{name} {scope}": Book(key, scope == "wallet") for name, key in keys.items() for scope in ("universal", "wallet")}
traded = set()
with open(f"{out}/trades.csv", "w") as f:
    f.write("id,timestamp,venue,asset,side,quantity,price,fee\n")
    for i in range(rows):
        time += timedelta(seconds=r.randint(1, 5000))
        a, v = r.randrange(assets), r.randrange(3)
        p = price[a] = max(100, price[a] * r.randint(985, 1016) // 1000)
        units, fee = r.randint(1, 10**10), r.randint(0, 900)
        sell = held[a, v] > 0 and r.random() < (0.15 if profile == "deep" else 0.47)
        if sell:
            units = held[a, v] if r.random() < 0.1 and profile != "deep" else min(units, held[a, v])
        traded.add(a)
        for book in books.values():
            if sell:
                book.sell(a, v, units, p, fee)
            else:
                book.buy(i, a, v, units, p, fee)
        held[a, v] += -units if sell else units
        f.write(f"{i},{time:%Y-%m-%dT%H:%M:%SZ},{venues[v]},A{a},{'sell' if sell else 'buy'},{text(Fraction(units, 10**8), 8)},{text(Fraction(p, 10**4), 4)},{text(Fraction(fee, 100), 2)}\n")

expected = {}
for name, book in books.items():
    lots = {a: [lot for (asset, _), lots in book.lots.items() if asset == a for lot in lots] for a in traded}
    total = [sum(column) for column in zip(*(book.sums[a] for a in traded))]
    expected[name] = figures(total, [lot for a in traded for lot in lots[a]])
    del expected[name]["open_quantity"]
    expected[name]["per_asset"] = {f"A{a}": figures(book.sums[a], lots[a]) for a in sorted(traded)}
json.dump(expected, open(f"{out}/expected.json", "w"))
