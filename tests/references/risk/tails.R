# Rscript tails.R writes tails.json beside returns.csv: R's own covariance, correlation, tails of the normal and Student's distribution (shortfalls by integrate, not by the closed form), likelihood ratios, the internal rate of a
# series of flows by uniroot, and Black's formula by pnorm.
r <- read.csv("returns.csv")
m <- as.matrix(r[, -1])
w <- c(0.4, 0.3, 0.2, 0.1)
p <- as.vector(m %*% w)
levels <- c(0.95, 0.99)
num <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse = ","), "]")
mat <- function(a) paste0("[", paste(apply(a, 1, num), collapse = ","), "]")
mu <- mean(p)
s <- sd(p)
tail_mean <- function(density, quantile) integrate(function(x) x * density(x), -Inf, quantile, rel.tol = 1e-12, abs.tol = 0)$value
normal <- sapply(levels, function(l) c(-(mu + s * qnorm(1 - l)), -(mu + s * tail_mean(dnorm, qnorm(1 - l)) / (1 - l))))
df <- 5
scale <- s * sqrt((df - 2) / df)
student <- sapply(levels, function(l) c(-(mu + scale * qt(1 - l, df)), -(mu + scale * tail_mean(function(x) dt(x, df), qt(1 - l, df)) / (1 - l))))
historical <- sapply(levels, function(l) { q <- quantile(p, 1 - l, type = 7, names = FALSE); c(-q, -mean(p[p <= q])) })
n <- 500
x <- 9
rate <- 0.01
kupiec <- -2 * (dbinom(x, n, rate, log = TRUE) - dbinom(x, n, x / n, log = TRUE))
flows <- c(-1000, -250, 130, 1190)
days <- c(0, 91, 200, 365)
xirr <- uniroot(function(i) sum(flows / (1 + i)^(days / 365)), c(-0.9, 5), tol = 1e-15)$root
black <- function(call, f, k, t, v) { d1 <- (log(f / k) + v^2 * t / 2) / (v * sqrt(t)); d2 <- d1 - v * sqrt(t); if (call) f * pnorm(d1) - k * pnorm(d2) else k * pnorm(-d2) - f * pnorm(-d1) }
options <- c(black(TRUE, 62000, 60000, 0.2, 0.6), black(FALSE, 62000, 60000, 0.2, 0.6), black(TRUE, 62000, 90000, 0.05, 0.9), black(FALSE, 62000, 30000, 0.05, 0.9))
cat("{\"covariance\":", mat(cov(m)), ",\"pearson\":", mat(cor(m)), ",\"sd\":", num(s), ",\"normal\":", mat(t(normal)), ",\"student\":", mat(t(student)), ",\"historical\":", mat(t(historical)),
    ",\"kupiec\":", num(c(kupiec, pchisq(kupiec, 1, lower.tail = FALSE))), ",\"xirr\":", num(xirr), ",\"options\":", num(options), "}\n", sep = "", file = "tails.json")
