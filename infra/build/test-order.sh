#!/usr/bin/env bash
# The test projects in the order they run, fast ones first: a line for those that run side by side, led by how many at a time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../tests"
servers="Ingestion.Tests Portfolio.Tests Api.Tests"
hosts="Host.Tests Faults.Tests"
browser="Web.Tests"
early=
for d in *.Tests; do case " $servers $hosts $browser " in *" $d "*) ;; *) early+=" $d" ;; esac; done
echo "2$early $servers"
echo "2 $hosts"
echo "1 $browser"
