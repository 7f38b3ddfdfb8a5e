// Recomputes answers with graphql-js: each line of the file is a tick and the answer a server gave to it.
//   node check.mjs FILE
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { buildSchema, executeSync, parse } from 'graphql';
import { resolvers, typeDefs } from './workload.mjs';

const schema = buildSchema(typeDefs);
for (const [type, fields] of Object.entries(resolvers))
  for (const [field, resolve] of Object.entries(fields)) schema.getType(type).getFields()[field].resolve = resolve;
const [query, ...lines] = readFileSync(process.argv[2], 'utf8').trim().split('\n');
const document = parse(query);
let wrong = 0;
for (const line of lines) {
  const at = line.indexOf(' ');
  const expected = executeSync({ schema, document, variableValues: { tick: Number(line.slice(0, at)), first: 50 } });
  if (!isDeepStrictEqual(JSON.parse(line.slice(at + 1)), JSON.parse(JSON.stringify(expected)))) wrong++;
}
console.log(`${lines.length} answers recomputed by graphql-js, ${wrong} differ`);
process.exitCode = wrong === 0 && lines.length > 0 ? 0 : 1;
