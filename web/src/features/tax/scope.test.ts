import { expect, test } from "vitest";
import { fromDay, kindOfScope, scopeKinds, scopeName, scopeOf } from "./scope";

test("a scope is told in words and taken apart and put together again", () => {
  for (const scope of ["universal", "wallet", "statutory", "wallet@2022-01-01"]) expect(scopeOf(kindOfScope(scope), fromDay(scope))).toBe(scope);
  expect(scopeName("wallet@2022-01-01")).toBe("by wallet from 2022-01-01");
  expect(scopeName("statutory")).toBe("by wallet from the day the law says");
});

test("only the United States changed the scope by law", () => {
  expect(scopeKinds("us")).toContain("statutory");
  expect(scopeKinds("de")).not.toContain("statutory");
});
