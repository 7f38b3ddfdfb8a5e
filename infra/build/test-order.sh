#!/usr/bin/env bash
# The test projects in the order they run, a line each: fast ones first, pages in a browser last.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../tests"
last="Ingestion.Tests Portfolio.Tests Api.Tests Host.Tests Faults.Tests Web.Tests"
for d in *.Tests; do case " $last " in *" $d "*) ;; *) echo "$d" ;; esac; done
tr ' ' '\n' <<<"$last"
