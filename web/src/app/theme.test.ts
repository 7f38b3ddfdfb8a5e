import { describe, expect, it } from "vitest";
import { tokens } from "./theme";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });

type Colour = readonly [number, number, number];

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const read = (hex: string): Colour => [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Colour;
const light = ([r, g, b]: Colour) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: Colour, b: Colour) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);

/** How who lacks one kind of cones sees a colour (Viénot, Brettel and Mollon 1999). */
const seenBy: Readonly<Record<string, (colour: Colour) => Colour>> = {
  protanopes: ([r, g, b]) => [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b],
  deuteranopes: ([r, g, b]) => [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b],
};
const apart = (a: Colour, b: Colour) => Math.hypot(...a.map((value, at) => Math.cbrt(value) - Math.cbrt(b[at] ?? 0)));

describe("the theme", () => {
  it("is the only place that names colours", () => {
    const named = Object.entries(sources).filter(([path, text]) => !/theme(\.test)?\.ts$/.test(path) && /["'`(]#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(text)).map(([path]) => path);
    expect(Object.keys(sources).length).toBeGreaterThan(150);
    expect(named).toEqual([]);
  });

  it.each(["light", "dark"] as const)("tells gain from loss to who sees no red or no green, in %s", (scheme) => {
    const { gain, loss, surface } = tokens[scheme];
    for (const see of Object.values(seenBy)) expect(apart(see(read(gain)), see(read(loss)))).toBeGreaterThan(0.12);
    for (const one of [gain, loss]) expect(contrast(read(one), read(surface))).toBeGreaterThan(4.5);
  });
});
