#!/usr/bin/env bash
# The figures, one after the other on an otherwise quiet machine; docs/benchmarks.md keeps them with date and commit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), $(uname -sm); commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown); $(date -u +%F)"
dotnet build services/Host -c Release -v q -nologo
dotnet build tests/Benchmarks -c Release -v q -nologo
run() { echo "== $*"; dotnet tests/Benchmarks/bin/Release/net10.0/PortfolioPlatform.Benchmarks.dll "$@"; }
run revaluation
run risk
run lots
run token-check
run sign-in
run row-security
run feed
run venue-feed
run venue-feed --distributed
run graphql
run import
run report
run institution
run first-light
