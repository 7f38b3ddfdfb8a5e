#!/usr/bin/env bash
# The test projects, fast ones first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../tests"
late="Ingestion.Tests Portfolio.Tests Api.Tests Host.Tests Faults.Tests Web.Tests"
for d in *.Tests; do case " $late " in *" $d "*) ;; *) echo "$d" ;; esac; done
for d in $late; do [ -d "$d" ] && echo "$d"; done
exit 0
