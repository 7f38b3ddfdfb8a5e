#!/usr/bin/env python3
"""Makes the reference values of tests/Risk.Tests with Debian's python3-numpy, -scipy and -pandas: `python3 make.py` writes returns.csv, prices.csv and expected.json beside itself."""
import json, math, os
import numpy as np, pandas as pd
from scipy import stats, optimize, integrate

HERE = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(20260101)
E = {}


def t_ppf(u, v):
    """scipy 1.10's own t.ppf is good to 1e-9 only (R's qt agrees with this): refined against its distribution function."""
    x = stats.t.ppf(u, v)
    for _ in range(3):
        x -= (stats.t.cdf(x, v) - u) / stats.t.pdf(x, v)
    return x


# ---- data: 600 days of four assets with fat tails; prices with gaps
T, N = 600, 4
common = stats.t.rvs(4, size=T, random_state=rng) * 0.018
R = np.column_stack([0.0008 + b * common + stats.t.rvs(5, size=T, random_state=rng) * s for b, s in ((1.0, 0.008), (1.2, 0.015), (1.4, 0.025), (0.0, 0.0005))])
R = np.maximum(R, -0.9)
names = ["BTC", "ETH", "SOL", "USDC"]
days = pd.date_range("2023-01-01", periods=T, freq="D")
pd.DataFrame(R, columns=names, index=days).to_csv(os.path.join(HERE, "returns.csv"), index_label="date", float_format="%.17g", date_format="%Y-%m-%d")
R = pd.read_csv(os.path.join(HERE, "returns.csv"), index_col=0).to_numpy()
P = pd.DataFrame(np.vstack([np.full(N, 100.0), 100 * np.cumprod(1 + R[:300], axis=0)]), columns=names, index=pd.date_range("2022-12-31", periods=301, freq="D"))
P.iloc[40:43, 1] = np.nan
P.iloc[200, 2] = np.nan
P.iloc[:5, 3] = np.nan
P.to_csv(os.path.join(HERE, "prices.csv"), index_label="date", float_format="%.17g", date_format="%Y-%m-%d")
P = pd.read_csv(os.path.join(HERE, "prices.csv"), index_col=0)
w = np.array([0.4, 0.3, 0.2, 0.1])
p = R @ w
L = (0.95, 0.99)

# ---- distributions
E["normal"] = [[x, stats.norm.pdf(x), stats.norm.cdf(x)] for x in (-8.0, -3.3, -1.0, -0.2, 0.0, 0.5, 1.7, 4.0)]
E["normalQuantile"] = [[u, stats.norm.ppf(u)] for u in (1e-12, 1e-5, 0.01, 0.05, 0.3, 0.5, 0.8, 0.975, 0.9999)]
E["student"] = [[x, v, stats.t.pdf(x, v), stats.t.cdf(x, v)] for v in (1.5, 3.0, 4.7, 30.0) for x in (-6.0, -1.2, 0.0, 0.9, 3.0)]
E["studentQuantile"] = [[u, v, t_ppf(u, v)] for v in (2.1, 3.0, 4.7, 30.0, 400.0) for u in (0.001, 0.01, 0.05, 0.4, 0.9, 0.995)]

# ---- moments, covariance, correlation
pop = lambda x: [x.mean(), x.std(), stats.skew(x), stats.kurtosis(x)]
s = pd.Series(p)
n = len(p)
b1, b2 = stats.skew(p) * ((n - 1) / n) ** 1.5, (stats.kurtosis(p) + 3) * (1 - 1 / n) ** 2 - 3
E["moments"] = {"sample": [s.mean(), s.std(), s.skew(), s.kurt()], "population": pop(p), "standardised": [s.mean(), s.std(), b1, b2]}
D = pd.DataFrame(R)
E["covariance"] = np.cov(R, rowvar=False).tolist()
E["correlation"] = {"pearson": np.corrcoef(R, rowvar=False).tolist(), "spearman": D.corr("spearman").to_numpy().tolist(), "kendall": D.corr("kendall").to_numpy().tolist()}
G = D.mask(rng.random(D.shape) < 0.2)
E["gappy"] = [[None if math.isnan(v) else v for v in G[c]] for c in G]
E["pairwise"] = G.corr().to_numpy().tolist()
lam = 0.94
S = np.outer(R[0], R[0])
for x in R[1:]:
    S = lam * S + (1 - lam) * np.outer(x, x)
E["ewma"] = S.tolist()
k = lam ** np.arange(T - 1, -1, -1)
E["ewmaNormalised"] = ((R * (k / k.sum())[:, None]).T @ R).tolist()


def ledoit_wolf(X):
    X = X - X.mean(axis=0)
    n, q = X.shape
    cov = X.T @ X / n
    mu = np.trace(cov) / q
    beta_ = (X ** 2).T @ (X ** 2)
    delta_ = (X.T @ X) ** 2
    beta = (beta_.sum() / n - (delta_ / n ** 2).sum()) / (q * n)
    delta = ((cov - mu * np.eye(q)) ** 2).sum() / q
    sh = 0 if delta == 0 else min(beta, delta) / delta
    return (1 - sh) * cov + sh * mu * np.eye(q), sh


lw, sh = ledoit_wolf(R[:40])
E["ledoitWolf"] = {"rows": 40, "covariance": lw.tolist(), "shrinkage": sh}
A = np.array([[1, 0.9, 0.7], [0.9, 1, -0.9], [0.7, -0.9, 1.0]])


def nearest(A):
    Y, dS = A.copy(), np.zeros_like(A)
    for _ in range(20000):
        Rk = Y - dS
        v, q = np.linalg.eigh(Rk)
        X = (q * np.maximum(v, 0)) @ q.T
        dS = X - Rk
        Yn = X.copy()
        np.fill_diagonal(Yn, 1)
        if np.linalg.norm(Yn - Y) < 1e-15:
            break
        Y = Yn
    return Yn


E["nearest"] = {"of": A.tolist(), "is": nearest(A).tolist()}

# ---- value at risk
hist = lambda x, l: (-np.quantile(x, 1 - l), -x[x <= np.quantile(x, 1 - l)].mean())


def integral_es(x, l):
    a, y = (1 - l) * len(x), np.sort(x)
    f = int(math.floor(a + 1e-9))
    return -(y[:f].sum() + (a - f) * y[f]) / a


m, sd, sk, ku = E["moments"]["sample"]


def cf(l, m, sd, sk, ku):
    z = stats.norm.ppf(1 - l)
    q = lambda z: z + (z * z - 1) * sk / 6 + (z ** 3 - 3 * z) * ku / 24 - (2 * z ** 3 - 5 * z) * sk * sk / 36
    es = -(m + sd * integrate.quad(lambda u: q(u) * stats.norm.pdf(u), -40, z, epsabs=1e-15, epsrel=1e-13, limit=500)[0] / (1 - l))
    return -(m + q(z) * sd), es


def tt(l, m, sd, v):
    sc = sd * math.sqrt((v - 2) / v)
    q = t_ppf(1 - l, v)
    return -(m + sc * q), -m + sc * stats.t.pdf(q, v) / (1 - l) * (v + q * q) / (v - 1)


z = lambda l: stats.norm.ppf(1 - l)
nrm = lambda l, m, sd: (-(m + z(l) * sd), -m + sd * stats.norm.pdf(z(l)) / (1 - l))
C = np.cov(R, rowvar=False)
var = {}
for l in L:
    ew = math.sqrt(w @ S @ w)
    o = {"historical": hist(p, l), "normal": nrm(l, m, sd), "cornishFisher": cf(l, m, sd, sk, ku), "t": tt(l, m, sd, 4 + 6 / ku), "t5": tt(l, m, sd, 5.0), "ewma": nrm(l, 0.0, ew),
         "normal10": nrm(l, 10 * m, math.sqrt(10) * sd), "integral": (hist(p, l)[0], integral_es(p, l))}
    o["normalComponents"] = (-w * (R.mean(axis=0) + z(l) * (C @ w) / math.sqrt(w @ C @ w))).tolist()
    h = 1e-5
    o["cornishFisherMarginal"] = []
    for i in range(N):
        def f(e):
            ww = w.copy(); ww[i] += e
            x = pd.Series(R @ ww)
            return cf(l, x.mean(), x.std(), x.skew(), x.kurt())[0]
        o["cornishFisherMarginal"].append((8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h))
    order = np.argsort(p, kind="stable")
    place = (T - 1) * (1 - l); lo = int(math.floor(place)); g = place - lo
    o["historicalComponents"] = (-w * ((1 - g) * R[order[lo]] + g * R[order[lo + 1]])).tolist()
    kk = 0.98 ** np.arange(T - 1, -1, -1); kk /= kk.sum()
    cum = np.cumsum(kk[order]); j = int(np.argmax(cum >= 1 - l))
    before = cum[j] - kk[order[j]]
    o["ageWeighted"] = (-p[order[j]], -((kk[order[:j]] * p[order[:j]]).sum() + (1 - l - before) * p[order[j]]) / (1 - l))
    v = np.empty(T + 1); v[0] = (p * p).mean()
    for t in range(T):
        v[t + 1] = lam * v[t] + (1 - lam) * p[t] ** 2
    o["filtered"] = hist(p * np.sqrt(v[-1] / v[:-1]), l)
    ten = np.convolve(p, np.ones(10), "valid")
    o["overlapping10"] = hist(ten, l)
    var[str(l)] = o
E["var"] = var
df, loc, scale = stats.t.fit(p)
E["studentFit"] = [loc, scale, df]

# ---- performance
wealth = np.concatenate([[1], np.cumprod(1 + p)])
dd = 1 - wealth / np.maximum.accumulate(wealth)
down = math.sqrt((np.minimum(p, 0) ** 2).mean())
E["performance"] = {"maxDrawdown": dd.max(), "sharpe": m / sd * math.sqrt(365), "sortino": m / down * math.sqrt(365), "calmar": (wealth[-1] ** (365 / T) - 1) / dd.max(),
                    "omega": np.maximum(p, 0).sum() / np.maximum(-p, 0).sum(), "volatility": sd * math.sqrt(365)}

# ---- gaps
x = P.pct_change(fill_method=None).dropna()
y = P.dropna().pct_change().dropna()
c = P.ffill().pct_change().dropna()
E["gaps"] = {"drop": x.to_numpy().T.tolist(), "bridge": y.to_numpy().T.tolist(), "carry": c.to_numpy().T.tolist()}
xp = x.to_numpy() @ w
E["pricesVar"] = {str(l): nrm(l, xp.mean(), xp.std(ddof=1)) for l in L}

if os.path.exists(os.path.join(HERE, "more.py")):
    exec(open(os.path.join(HERE, "more.py")).read())
json.dump(E, open(os.path.join(HERE, "expected.json"), "w"), indent=None, separators=(",", ":"), default=float)
