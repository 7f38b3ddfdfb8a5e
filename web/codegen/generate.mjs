import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLScalarType, buildSchema, getNamedType, isCompositeType, isEnumType, isInputObjectType, parse, print, stripIgnoredCharacters, typeFromAST, validate } from "graphql";

const here = dirname(fileURLToPath(import.meta.url));
export const sources = join(here, "..", "src");
export const schemaFile = join(here, "..", "..", "services", "Api", "schema.graphql");
const scalars = { ID: "string", String: "string", Boolean: "boolean", Int: "number", Float: "number", Long: "number", Decimal: "Decimal", DateTime: "string" };

/** Every `*.graphql` below a folder. */
export function documents(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((file) => file.isFile() && file.name.endsWith(".graphql")).map((file) => join(file.parentPath, file.name)).sort();
}

/** TypeScript of one document: a typed operation and the types of its variables and answer, from the server's schema. */
export function generate(schema, text, importDepth) {
  const document = parse(text);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join("\n"));
  const used = { enums: new Set(), inputs: new Set() };
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === "FragmentDefinition" ? [[one.name.value, one]] : [])));
  const operations = document.definitions.filter((one) => one.kind === "OperationDefinition").map((one) => operation(schema, one, fragments, used));
  const inputs = inputTypes(schema, used);
  const body = [...enumTypes(schema, used), ...inputs, ...operations].join("\n\n");
  const decimal = body.includes("Decimal") ? `import type { Decimal } from "${importDepth}shared/decimal/decimal";\n` : "";
  return `// Generated from the operations beside it and services/Api/schema.graphql by \`npm run codegen\`.\nimport { parse } from "graphql";\nimport type { TypedDocumentNode } from "@apollo/client";\n${decimal}\n${body}\n`;
}

function operation(schema, node, fragments, used) {
  const name = node.name.value;
  const root = node.operation === "query" ? schema.getQueryType() : node.operation === "mutation" ? schema.getMutationType() : schema.getSubscriptionType();
  const fields = node.variableDefinitions.map((one) => {
    const type = typeFromAST(schema, one.type);
    const optional = !(type instanceof GraphQLNonNull) || one.defaultValue !== undefined;
    return `  readonly ${one.variable.name.value}${optional ? "?" : ""}: ${reference(type, used, optional)};`;
  });
  const variables = fields.length === 0 ? `export type ${name}Variables = Record<string, never>;` : `export interface ${name}Variables {\n${fields.join("\n")}\n}`;
  const answer = `export interface ${name}Data ${selection(root, node.selectionSet, fragments, used, "")}`;
  const text = stripIgnoredCharacters([node, ...reached(node, fragments)].map(print).join("\n"));
  return `${variables}\n\n${answer}\n\nexport const ${name}: TypedDocumentNode<${name}Data, ${name}Variables> = parse(${JSON.stringify(text)}, { noLocation: true });`;
}

function reached(node, fragments, found = new Map()) {
  for (const spread of print(node).matchAll(/\.\.\.\s*(?!on\b)(\w+)/g)) {
    const fragment = fragments.get(spread[1]);
    if (found.has(spread[1])) continue;
    found.set(spread[1], fragment);
    reached(fragment, fragments, found);
  }
  return [...found.values()];
}

function selection(type, set, fragments, used, indent) {
  const lines = new Map();
  collect(type, set, fragments, used, `${indent}  `, lines);
  return `{\n${[...lines.values()].join("\n")}\n${indent}}`;
}

function collect(type, set, fragments, used, indent, lines) {
  for (const one of set.selections) {
    if (one.kind !== "Field") {
      collect(type, one.kind === "InlineFragment" ? one.selectionSet : fragments.get(one.name.value).selectionSet, fragments, used, indent, lines);
      continue;
    }
    const key = one.alias?.value ?? one.name.value;
    const field = type.getFields()[one.name.value];
    lines.set(key, `${indent}readonly ${key}: ${shape(field.type, one, fragments, used, indent)};`);
  }
}

function shape(type, node, fragments, used, indent) {
  if (!(type instanceof GraphQLNonNull)) return `${shape(new GraphQLNonNull(type), node, fragments, used, indent)} | null`;
  const inner = type.ofType;
  if (inner instanceof GraphQLList) {
    const element = shape(inner.ofType, node, fragments, used, indent);
    return `readonly ${element.includes("|") || element.startsWith("{") ? `(${element})` : element}[]`;
  }
  return isCompositeType(inner) ? selection(inner, node.selectionSet, fragments, used, indent) : named(inner, used);
}

function reference(type, used, optional = false) {
  if (!(type instanceof GraphQLNonNull)) return `${reference(new GraphQLNonNull(type), used)} | null${optional ? " | undefined" : ""}`;
  const inner = type.ofType;
  if (inner instanceof GraphQLList) return `readonly (${reference(inner.ofType, used)})[]`;
  return named(inner, used) + (optional ? " | undefined" : "");
}

function named(type, used) {
  if (type instanceof GraphQLScalarType) {
    const found = scalars[type.name];
    if (found === undefined) throw new Error(`The scalar ${type.name} has no TypeScript type.`);
    return found;
  }
  if (type instanceof GraphQLEnumType) used.enums.add(type.name);
  if (type instanceof GraphQLInputObjectType) used.inputs.add(type.name);
  return type.name;
}

function enumTypes(schema, used) {
  return [...used.enums].sort().map((name) => `export type ${name} = ${schema.getType(name).getValues().map((value) => JSON.stringify(value.name)).join(" | ")};`);
}

function inputTypes(schema, used) {
  const made = new Map();
  for (let grown = true; grown; ) {
    grown = false;
    for (const name of used.inputs) {
      if (made.has(name)) continue;
      const fields = Object.values(schema.getType(name).getFields()).map((field) => {
        const optional = !(field.type instanceof GraphQLNonNull) || field.defaultValue !== undefined;
        const inner = getNamedType(field.type);
        if (isEnumType(inner)) used.enums.add(inner.name);
        if (isInputObjectType(inner)) used.inputs.add(inner.name);
        return `  readonly ${field.name}${optional ? "?" : ""}: ${reference(field.type, used, optional)};`;
      });
      made.set(name, `export interface ${name} {\n${fields.join("\n")}\n}`);
      grown = true;
    }
  }
  return [...made.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

/** The generated file beside each document, as it should be. */
export function all() {
  const schema = buildSchema(readFileSync(schemaFile, "utf8"));
  return documents(sources).map((file) => {
    const depth = `${relative(dirname(file), sources).replaceAll("\\", "/")}/`;
    return { file: file.replace(/\.graphql$/, ".generated.ts"), text: generate(schema, readFileSync(file, "utf8"), depth) };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const { file, text } of all()) writeFileSync(file, text);
