// Sums the trx files of a run, lists the slowest tests and failures, and prints the total alone on the last line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, otherFailure] = process.argv.slice(2);
const trx = readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.trx')).map((f) => join(folder, f));
let passed = 0, failed = 0;
const tests = [];
for (const file of trx) {
  const text = readFileSync(file, 'utf8');
  const counters = /<Counters\b[^>]*>/.exec(text)?.[0] ?? '';
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  passed += count('passed');
  failed += count('failed') + count('error') + count('timeout') + count('aborted');
  for (const [, attributes, content = ''] of text.matchAll(/<UnitTestResult\b([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const value = (name) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    const [h, m, s] = (value('duration') || '0:0:0').split(':').map(Number);
    tests.push({ name: value('testName'), outcome: value('outcome'), seconds: h * 3600 + m * 60 + s, message: firstLines(content) });
  }
}
// Enough of the message to know where to look; the whole of it stands in the trx file.
function firstLines(content) {
  const message = decode(/<Message>([\s\S]*?)<\/Message>/.exec(content)?.[1] ?? '');
  return message.split('\n').map((line) => line.trim()).filter(Boolean).slice(0, 4).join(' | ').slice(0, 400);
}

// The five entities of XML and characters by number.
function decode(text) {
  const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|quot|apos|amp));/gi, (_, hex, number, name) =>
    name ? entities[name.toLowerCase()] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number)));
}

console.log('slowest tests:');
for (const t of tests.sort((a, b) => b.seconds - a.seconds).slice(0, 15)) console.log(`  ${t.seconds.toFixed(1).padStart(7)} s  ${t.name}`);
for (const t of tests.filter((t) => t.outcome === 'Failed')) console.log(`FAILED ${t.name} (${t.seconds.toFixed(1)} s): ${t.message}`);
if (passed + failed === 0) failed = 1;
if (otherFailure === '1' && failed === 0) failed = 1; // a build, a crash or the coverage gate
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
