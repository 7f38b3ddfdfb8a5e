// A second verifier of bundles, written from docs/security/bundle.md only. node verify-bundle.mjs FILE [ID]: prints faults, heads and where ID is proven.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const [file, wanted] = process.argv.slice(2);
const faults = [];
const sha = (...parts) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest();
const hex = (...parts) => sha(...parts).toString('hex');

function unzip(zip) {
  const members = new Map();
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== 0x06054b50) end--;
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size, name, extra, comment, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    const key = zip.toString('utf8', at + 46, at + 46 + name);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + size);
    if (members.has(key)) faults.push(`${key} is there twice`);
    members.set(key, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + name + extra + comment;
  }
  return members;
}

const i32 = (n) => { const b = Buffer.alloc(4); b.writeInt32BE(n); return b; };
const i64 = (n) => { const b = Buffer.alloc(8); b.writeBigInt64BE(BigInt(n)); return b; };
const bytes = (b) => Buffer.concat([i32(b.length), b]);
const text = (t) => (t === null ? i32(-1) : bytes(Buffer.from(t, 'utf8')));
const unhex = (t) => Buffer.from(t ?? '', 'hex');
const guid = (t) => unhex(t.replaceAll('-', ''));
const micros = (t) => i64(BigInt(Date.parse(t.slice(0, 19) + 'Z')) * 1000n + BigInt(t.slice(20, 26)) + 62135596800000000n);

function hashOf(row, before) {
  return hex(text('portfolio-ledger/1'), bytes(before), i64(row.number), i32(row.version),
    i32(row.record), text(row.venue), text(row.source), text(row.nativeId), micros(row.time), i32(row.kind), i32(row.status), i64(row.sequence),
    i32(row.legs.length), ...row.legs.flatMap((l) => [text(l.code), text(l.symbol), text(l.amount), i32(l.role)]),
    text(row.reference), text(row.market), text(row.txHash), text(row.network), i32(row.flags.length), ...row.flags.map(text),
    text(row.actor), text(row.targetAccount), text(row.target), bytes(unhex(row.privateHash)), bytes(unhex(row.pageHash)), i32(row.mapper));
}

function idOf(tenant, account, row) {
  const id = sha(['ledger', tenant, account, row.source, row.nativeId].join('\u001f')).subarray(0, 16);
  id[6] = (id[6] & 0x0f) | 0x80;
  id[8] = (id[8] & 0x3f) | 0x80;
  return id;
}

const members = unzip(readFileSync(file));
const lines = (name) => (members.get(name)?.toString('utf8') ?? '').split('\n').filter((l) => l.length > 0);
const listed = new Set(['MANIFEST']);
for (const line of lines('MANIFEST')) {
  const name = line.slice(66);
  if (listed.has(name) || !members.has(name) || line !== `${hex(members.get(name))}  ${name}`) faults.push(`MANIFEST: ${line}`);
  listed.add(name);
}
for (const name of members.keys()) if (!listed.has(name)) faults.push(`${name} is not in MANIFEST`);

try {
  const index = JSON.parse(members.get('bundle.json'));
  const heads = lines('heads.jsonl').map((l) => JSON.parse(l));
  const none = '00000000-0000-0000-0000-000000000000';
  for (const account of index.accounts) {
    const pages = new Map(lines(`accounts/${account}/pages.jsonl`).map((l) => JSON.parse(l)).map((p) => [p.page, p]));
    for (const p of pages.values()) if (!members.has(`pages/${p.page}.raw`) || hex(members.get(`pages/${p.page}.raw`)) !== p.sha256) faults.push(`page ${p.page} was changed`);
    const named = new Set();
    let [number, hash] = [0, sha(`portfolio-ledger/1\u001f${index.tenant}\u001f${account}`)];
    for (const row of lines(`accounts/${account}/ledger.jsonl`).map((l) => JSON.parse(l))) {
      const wrong = (what) => faults.push(`account ${account}, row ${row.number}: ${what}`);
      if (row.number !== number + 1) wrong('its number');
      if (hashOf(row, hash) !== row.hash) wrong('its hash');
      if (hex(bytes(unhex(row.hash)), bytes(guid(row.id)), bytes(guid(row.page)), micros(row.recordedAt)).slice(0, 32) !== row.envelope) wrong('its envelope');
      if (!idOf(index.tenant, account, row).equals(guid(row.id))) wrong('its id');
      [number, hash] = [row.number, unhex(row.hash)];
      const page = pages.get(row.page);
      if (row.page !== none && !page && (index.entries === null || index.entries.includes(row.id))) wrong('its page is missing');
      if (page && page.sha256 !== row.pageHash) wrong('its page is another one');
      named.add(row.page);
      if (wanted === row.id) console.log(`proven row ${row.number} page ${row.page} sha256 ${row.pageHash}`);
    }
    for (const p of pages.keys()) if (!named.has(p)) faults.push(`page ${p} proves no row`);
    const head = heads.find((h) => h.account === account);
    if (!head || head.number !== number || head.hash !== hash.toString('hex')) faults.push(`account ${account}: its head`);
    console.log(`account ${account} rows ${number} head ${hash.toString('hex')}`);
  }
} catch (error) {
  faults.push(String(error));
}
for (const fault of faults) console.log(`fault ${fault}`);
console.log(faults.length === 0 ? 'verified' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
