// Reads one JSON line: { exchange, base, hostname, options, credentials, calls: [{ method, args }] }; answers one JSON line:
// { has: {...}, results: [{ value } | { error, message }] }. Numbers are kept as the texts the venue sent.
import ccxt from 'ccxt';

const read = async () => {
  let text = '';
  for await (const part of process.stdin) text += part;
  return JSON.parse(text);
};

const redirect = (urls, base) => {
  for (const [key, value] of Object.entries(urls)) {
    if (typeof value === 'string') urls[key] = value.replace(/^https?:\/\/[^/]+/, base);
    else redirect(value, base);
  }
};

const job = await read();
// Its nonces are milliseconds: a second call within one would be refused, as at the venue.
const exchange = new ccxt[job.exchange]({ ...job.credentials, enableRateLimit: true, rateLimit: 2, options: job.options ?? {} });
if (job.hostname) exchange.hostname = job.hostname;
redirect(exchange.urls.api, job.base);
exchange.number = String;

const results = [];
for (const { method, args } of job.calls) {
  try {
    results.push({ value: await exchange[method](...(args ?? []).map((arg) => arg ?? undefined)) });
  } catch (error) {
    results.push({ error: error.constructor.name, message: error.message });
  }
}
process.stdout.write(JSON.stringify({ has: exchange.has, results }));
