# Part of make.py: backtests, performance, concentration, derivatives.
from scipy.special import xlogy

def kupiec(n, x, l):
    q = 1 - l
    ll = lambda pr: xlogy(n - x, 1 - pr) + xlogy(x, pr)
    s_ = 2 * (ll(x / n) - ll(q))
    return [s_, stats.chi2.sf(s_, 1)]


E["kupiec"] = [[n_, x_, l_] + kupiec(n_, x_, l_) for n_, x_, l_ in ((250, 4, 0.99), (250, 0, 0.99), (500, 40, 0.95), (1000, 9, 0.99))]
hits = (np.random.default_rng(3).random(500) < 0.06)
hits[100:104] = True
a, b = hits[:-1], hits[1:]
n00, n01, n10, n11 = (~a & ~b).sum(), (~a & b).sum(), (a & ~b).sum(), (a & b).sum()
ll = lambda no, yes, pr: xlogy(no, 1 - pr) + xlogy(yes, pr)
ind = 2 * (ll(n00, n01, n01 / (n00 + n01)) + ll(n10, n11, n11 / (n10 + n11)) - ll(n00 + n10, n01 + n11, (n01 + n11) / (len(hits) - 1)))
uc = kupiec(500, int(hits.sum()), 0.95)[0]
E["christoffersen"] = {"hits": np.flatnonzero(hits).tolist(), "independence": [ind, stats.chi2.sf(ind, 1)], "conditional": [ind + uc, stats.chi2.sf(ind + uc, 2)]}
flows = [(0, -1000.0), (45, -500.0), (200, 300.0), (365, 1400.0)]
E["xirr"] = {"flows": flows, "rate": optimize.brentq(lambda r: sum(v / (1 + r) ** (d / 365) for d, v in flows), -0.9, 10, xtol=1e-15, rtol=1e-15)}
bench = R[:, 0]
beta = np.cov(p, bench)[0, 1] / np.var(bench, ddof=1)
E["benchmark"] = [beta, p.mean() - beta * bench.mean(), (p - bench).std(ddof=1) * math.sqrt(365), (p - bench).mean() / (p - bench).std(ddof=1) * math.sqrt(365), np.corrcoef(p, bench)[0, 1]]
ev, Q = np.linalg.eigh(C)
sh_ = ev * (Q.T @ w) ** 2
sh_ /= sh_.sum()
E["effectiveBets"] = math.exp(-(sh_ * np.log(sh_)).sum())


def bs(call, S, K, T, v, r, b):
    d1 = (math.log(S / K) + (b + v * v / 2) * T) / (v * math.sqrt(T))
    d2 = d1 - v * math.sqrt(T)
    N = stats.norm.cdf
    f, k_ = S * math.exp((b - r) * T), K * math.exp(-r * T)
    return f * N(d1) - k_ * N(d2) if call else k_ * N(-d2) - f * N(-d1)


E["options"] = [[float(call), S, K, T_, v, r, b, bs(call, S, K, T_, v, r, b)] for call in (True, False) for S, K, T_, v, r, b in ((100, 110, 0.5, 0.8, 0.03, 0.03), (50000, 42000, 0.1, 0.6, 0.0, 0.0), (3000, 3000, 1.5, 1.2, 0.04, 0.0), (100, 100, 0.02, 0.3, 0.05, 0.05))]


def touch(S, Bar, v, T_, mu):
    """first passage by integrating the inverse Gaussian density of the hitting time"""
    c, nu = math.log(Bar / S), mu - v * v / 2
    return integrate.quad(lambda u: abs(c) / (v * math.sqrt(2 * math.pi * u ** 3)) * math.exp(-(c - nu * u) ** 2 / (2 * v * v * u)), 0, T_, epsabs=1e-14, epsrel=1e-12, limit=500)[0]


E["firstPassage"] = [[S, B_, v, T_, mu, touch(S, B_, v, T_, mu)] for S, B_, v, T_, mu in ((100, 80, 0.8, 30 / 365, 0.0), (100, 130, 0.7, 60 / 365, 0.1), (100, 60, 1.1, 1.0, -0.2))]
lr = np.log1p(R[:, 0])
q_ = 5
sums = np.convolve(lr, np.ones(q_), "valid")
vq = ((sums - q_ * lr.mean()) ** 2).sum() / (q_ * (T - q_ + 1) * (1 - q_ / T))
E["termStructure"] = [math.sqrt(vq * 365), vq / lr.var(ddof=1)]
