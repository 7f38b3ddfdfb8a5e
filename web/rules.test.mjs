import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const eslint = new ESLint({ cwd: import.meta.dirname });
const rulesBroken = async (path, text) => (await eslint.lintText(text, { filePath: `src/${path}` }))[0].messages.map((one) => one.ruleId);

describe("the rules of the page's source", { timeout: 60_000 }, () => {
  it("let imports go app → features → shared and never back", async () => {
    expect(await rulesBroken("shared/ui/probe.ts", 'export { pages } from "../../app/pages";\n')).toContain("no-restricted-imports");
    expect(await rulesBroken("shared/ui/probe.ts", 'export { x } from "../../features/risk/risk";\n')).toContain("no-restricted-imports");
    expect(await rulesBroken("features/risk/probe.ts", 'export { pages } from "../../app/pages";\n')).toContain("no-restricted-imports");
    expect(await rulesBroken("features/risk/probe.ts", 'export { add } from "../../shared/decimal/arithmetic";\n')).toEqual([]);
    expect(await rulesBroken("app/probe.ts", 'export { risk } from "../features/risk/risk";\n')).toEqual([]);
  });

  it("know no any, no hook behind a condition and no picture without words", async () => {
    expect(await rulesBroken("shared/ui/probe.ts", "export const x = (y: any) => String(y);\n")).toContain("@typescript-eslint/no-explicit-any");
    expect(await rulesBroken("shared/ui/probe.tsx", 'import { useState } from "react";\nexport function Probe({ on }: { readonly on: boolean }) {\n  if (on) useState(1);\n  return null;\n}\n')).toContain("react-hooks/rules-of-hooks");
    expect(await rulesBroken("shared/ui/probe.tsx", 'export const Probe = () => <img src="x.png" />;\n')).toContain("jsx-a11y/alt-text");
  });
});
