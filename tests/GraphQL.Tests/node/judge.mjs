// The reference implementation's verdict on each document: stdin {sdl, data, documents:[{text, variables, operation}]}, stdout one JSON.
import { readFileSync } from 'node:fs';
import { parse, print, validate, execute, buildSchema, specifiedRules, printSchema, getIntrospectionQuery } from 'graphql';

const { sdl, data, documents } = JSON.parse(readFileSync(0, 'utf8'));
const schema = buildSchema(sdl);
const follow = (value) => Array.isArray(value) ? value.map(follow) : value?.__ref ? data[value.__ref] : value;
const canonical = (value) => Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : value && typeof value === 'object' ? `{${Object.keys(value).sort().map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}`
  : JSON.stringify(value ?? null);
const fieldResolver = (source, args, _context, info) => {
  if (info.parentType.getFields()[info.fieldName].args.length > 0 && info.returnType.toString() === 'String') return canonical(args);
  const value = source[info.fieldName];
  if (value?.__error) throw new Error(value.__error);
  return follow(value);
};
const errors = (list) => (list ?? []).map((e) => ({ message: e.message, path: e.path ?? null, locations: e.locations ?? [] }));
const name = (rule) => rule.name.replace(/Rule$/, '');

function judge({ text, variables, operation }) {
  let document;
  try { document = parse(text); } catch (e) { return { syntax: { message: e.message, location: e.locations[0] } }; }
  const rules = {};
  for (const rule of specifiedRules) {
    let found;
    try { found = validate(schema, document, [rule]); } catch (e) { return { threw: String(e) }; }
    if (found.length) rules[name(rule)] = errors(found);
  }
  const verdict = { printed: print(document), rules };
  if (Object.keys(rules).length) return verdict;
  try {
    const result = execute({ schema, document, rootValue: data.root, variableValues: variables, operationName: operation, fieldResolver });
    verdict.result = { hasData: 'data' in result, data: result.data ?? null, errors: errors(result.errors) };
  } catch (e) { verdict.threw = String(e); }
  return verdict;
}

const introspection = getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true });
process.stdout.write(JSON.stringify({ rules: specifiedRules.map(name), schema: printSchema(schema), introspection, verdicts: documents.map(judge) }));
