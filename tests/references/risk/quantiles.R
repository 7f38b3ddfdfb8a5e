# Rscript quantiles.R writes quantiles.json beside returns.csv: the nine sample quantiles of R and its own rank correlations.
r <- read.csv("returns.csv")
probs <- c(0.01, 0.037, 0.05, 0.5, 0.95)
x <- r$BTC[1:97]
num <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse = ","), "]")
types <- sapply(1:9, function(t) num(quantile(x, probs, type = t, names = FALSE)))
mat <- function(m) paste0("[", paste(apply(m, 1, num), collapse = ","), "]")
m <- as.matrix(r[, -1])
cat("{\"rows\":97,\"probs\":", num(probs), ",\"types\":[", paste(types, collapse = ","), "],\"kendall\":", mat(cor(m, method = "kendall")), ",\"spearman\":", mat(cor(m, method = "spearman")), "}\n", sep = "", file = "quantiles.json")
