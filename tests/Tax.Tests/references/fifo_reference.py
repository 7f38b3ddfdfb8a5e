#!/usr/bin/env python3
"""An independent FIFO reference in exact fractions: fifo_reference.py ROWS ASSETS SEED PROFILE DIR
writes DIR/trades.csv and DIR/expected.json. Nothing is shared with the product."""
import json, random, sys
from collections import defaultdict, deque
from datetime import datetime, timedelta, timezone
from fractions import Fraction

rows, assets, seed, profile, out = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
r = random.Random(seed)
venues = ["kraken", "binance", "coinbase"]
price = [r.randint(10**4, 10**8) for _ in range(assets)]
held = defaultdict(int)
book, wallets = defaultdict(deque), defaultdict(deque)
time = datetime(2021, 1, 1, tzinfo=timezone.utc)
gain = net = per_venue = Fraction(0)
pieces = 0


def consume(queue, units, p):
    ex, fees, n = Fraction(0), Fraction(0), 0
    while units:
        lot = queue[0]
        take = min(units, lot[0])
        ex += Fraction(take * (p - lot[1]), 10**12)
        fees += Fraction(lot[2] * take, lot[3] * 100)
        lot[0] -= take
        units -= take
        n += 1
        if not lot[0]:
            queue.popleft()
    return ex, fees, n


def text(value, digits):
    scaled = round(value * 10**digits)
    sign, scaled = ("-" if scaled < 0 else ""), abs(scaled)
    return f"{sign}{scaled // 10**digits}.{scaled % 10**digits:0{digits}d}"


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
            ex, fees, n = consume(book[a], units, p)
            gain += ex
            net += ex - fees - Fraction(fee, 100)
            pieces += n
            per_venue += consume(wallets[a, v], units, p)[0]
        else:
            book[a].append([units, p, fee, units])
            wallets[a, v].append([units, p, fee, units])
        held[a, v] += -units if sell else units
        f.write(f"{i},{time:%Y-%m-%dT%H:%M:%SZ},{venues[v]},A{a},{'sell' if sell else 'buy'},{text(Fraction(units, 10**8), 8)},{text(Fraction(p, 10**4), 4)},{text(Fraction(fee, 100), 2)}\n")

json.dump({"gain_ex_fees": text(gain, 12), "gain_net": text(net, 12), "gain_ex_fees_per_venue": text(per_venue, 12), "pieces": pieces}, open(f"{out}/expected.json", "w"))
