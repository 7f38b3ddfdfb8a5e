#!/usr/bin/env bash
# Runs one built test project for ./test and prints what it said in one piece, for another runs beside it.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
project=$1 said=$(mktemp) began=$SECONDS
# These watch the built product from outside, as processes of their own: there are no lines to count.
count=(--collect "XPlat Code Coverage" --settings infra/build/coverage.runsettings)
case $project in Faults.Tests | Web.Tests) count=() ;; esac
trap 'rm -f "$said"' EXIT
dotnet test "tests/$project" -c Release --no-build --nologo -v q --filter "$test_filter" \
  --logger "trx;LogFileName=$project.trx" --results-directory "$test_results/$project" \
  "${count[@]}" -- RunConfiguration.TestSessionTimeout="$test_longest" >"$said" 2>&1
ended=$?
{ echo "== $project ($((SECONDS - began)) s)"; cat "$said"; }
exit $ended
