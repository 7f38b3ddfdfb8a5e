import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import { qrSquares } from "./qr";

/** Paints the path as a camera would see it, some pixels a module. */
function photograph(text: string, scale: number): string | undefined {
  const { side, path } = qrSquares(text);
  const width = side * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column++) pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
  return jsQR(pixels, width, width)?.data;
}

describe("qrSquares", () => {
  it.each(["otpauth://totp/PortfolioPlatform:ann%40fund.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=PortfolioPlatform", "x", "ünïcödé ✓"])("draws what a camera reads as %s", (text) => {
    expect(photograph(text, 4)).toBe(text);
  });

  it("leaves the border that scanners need", () => {
    const { path } = qrSquares("x");
    expect([...path.matchAll(/M(\d+) (\d+)/g)].every(([, x, y]) => Number(x) >= 4 && Number(y) >= 4)).toBe(true);
  });
});
