#!/usr/bin/env python3
"""Gains by beancount: beancount_gains.py ROWS ASSETS SEED FIFO|LIFO DIR
writes DIR/trades.csv and DIR/expected.json. Beancount books by date, so no asset trades twice a day;
it rounds a leg left open to the coarsest number of its transaction, so fees, in cents, stay out."""
import json, os, random, sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from beancount import loader

rows, assets, seed, method, out = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
r = random.Random(seed)
names = ["C" + chr(65 + k // 26) + chr(65 + k % 26) for k in range(assets)]
price = [r.randint(10**4, 10**8) for _ in range(assets)]
held = [0] * assets
text = ['option "operating_currency" "USD"', f'option "booking_method" "{method}"']
text += [f"2020-01-01 open {a}" for a in ("Assets:Cash USD", "Income:Gains USD")]
text += [f"2020-01-01 open Assets:Coins:{n} {n}" for n in names]
csv = ["id,timestamp,venue,asset,side,quantity,price,fee"]


def fixed(value, digits):
    return f"{Decimal(value).scaleb(-digits):f}"


for i in range(rows):
    day = date(2020, 1, 2) + timedelta(days=i // assets)
    k = i % assets
    p = price[k] = max(100, price[k] * (10000 + r.randint(-300, 300)) // 10000)
    q, fee, sell = r.randint(1, 10**10), r.randint(1, 900), r.random() < 0.47 and held[k] > 0
    if sell:
        q = min(held[k], q * r.randint(1, 4))
    held[k] += -q if sell else q
    csv.append(f"{i},{day}T{8 + k % 12:02d}:00:00Z,w,{names[k]},{'sell' if sell else 'buy'},{fixed(q, 8)},{fixed(p, 4)},{fixed(fee, 2)}")
    if sell:
        cash = fixed(q * p, 12)
        text.append(f'{day} * "sell"\n  Assets:Coins:{names[k]} -{fixed(q, 8)} {names[k]} {{}} @ {fixed(p, 4)} USD\n'
                    f"  Assets:Cash {cash} USD\n  Income:Gains\n")
    else:
        text.append(f'{day} * "buy"\n  Assets:Coins:{names[k]} {fixed(q, 8)} {names[k]} {{{fixed(p, 4)} USD}}\n  Assets:Cash\n')

with open(os.path.join(out, "trades.csv"), "w") as f:
    f.write("\n".join(csv) + "\n")
entries, errors, _ = loader.load_string("\n".join(text))
if errors:
    sys.exit(f"{len(errors)} errors, the first: {errors[0].message}")
per_asset, sells = defaultdict(Decimal), 0
for entry in entries:
    coin = None
    sells += getattr(entry, "narration", "") == "sell"  # a gain of nothing leaves no posting
    for posting in getattr(entry, "postings", []):
        if posting.account.startswith("Assets:Coins:"):
            coin = posting.account.rsplit(":", 1)[1]
        elif posting.account == "Income:Gains":
            per_asset[coin] -= posting.units.number
with open(os.path.join(out, "expected.json"), "w") as f:
    json.dump({"sells": sells, "per_asset": {n: f"{v:.12f}" for n, v in per_asset.items()}}, f)
