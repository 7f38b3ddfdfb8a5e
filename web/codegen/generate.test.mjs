import { existsSync, readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { all, generate } from "./generate.mjs";

const schema = buildSchema(`
  scalar Decimal
  enum Kind { A B }
  input Filter { kinds: [Kind!], from: String, deep: Inner! }
  input Inner { exact: Boolean! = false }
  type Row { id: ID! amount: Decimal kinds: [Kind!]! rows: [Row!]! next: Row }
  type Query { row(filter: Filter!, first: Int): Row }
`);

describe("generated types", () => {
  it("are those of the schema and the operations as they are now", () => {
    for (const { file, text } of all()) {
      expect(existsSync(file), `${file} is missing: run npm run codegen`).toBe(true);
      expect(readFileSync(file, "utf8"), `${file} is old: run npm run codegen`).toBe(text);
    }
  });

  it("have decimals as branded strings, enums as unions, and null only where the schema allows it", () => {
    const text = generate(schema, "query One($filter: Filter!, $first: Int) { row(filter: $filter, first: $first) { id amount kinds rows { ...Part } next { id } } } fragment Part on Row { sum: amount }", "../");
    expect(text).toContain("readonly amount: Decimal | null;");
    expect(text).toContain("readonly kinds: readonly Kind[];");
    expect(text).toContain('export type Kind = "A" | "B";');
    expect(text).toContain("readonly rows: readonly ({\n      readonly sum: Decimal | null;\n    })[];");
    expect(text).toContain("readonly filter: Filter;\n  readonly first?: number | null | undefined;");
    expect(text).toContain("readonly exact?: boolean | undefined;");
    expect(text).toContain('import type { Decimal } from "../shared/decimal/decimal";');
  });

  it("are refused for what the schema does not have", () => {
    expect(() => generate(schema, "query One { nothing }", "../")).toThrow("nothing");
  });
});
