# Sourced by ./test: makes sure that the servers and tools of the tests are there.
need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }

# Runs that were interrupted leave databases of a gigabyte behind.
find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'pp-test-*' -mmin +1440 -exec rm -rf {} + 2>/dev/null || true

missing=()
need python3 python3
need redis-server redis-server
need chromium chromium
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
need influxd influxdb
need bean-check beancount
need softhsm2-util softhsm2
/usr/bin/python3 -c 'import hvac, botocore' 2>/dev/null || missing+=(python3-hvac python3-botocore)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing: ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends \
      "${missing[@]}" fonts-dejavu-core fonts-liberation >/dev/null
  else
    echo "missing for the tests: ${missing[*]} (on Debian: apt-get install ${missing[*]})" >&2
    exit 1
  fi
fi

for tool in dotnet node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "missing: $tool (the .NET 10 SDK and Node 20 or newer are needed)" >&2; exit 1; }
done
