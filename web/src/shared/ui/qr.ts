import { encode } from "uqr";

/** A QR code as squares: its side in modules, a light border of four included, and a path (SVG) that draws the dark ones. */
export interface QrSquares {
  readonly side: number;
  readonly path: string;
}

export function qrSquares(text: string): QrSquares {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  // Neighbours in a row are one rectangle, so that no light line shows between them.
  const path = data.flatMap((row, y) => {
    const rectangles: string[] = [];
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      let end = x + 1;
      while (row[end] === true) end++;
      rectangles.push(`M${String(x)} ${String(y)}h${String(end - x)}v1h-${String(end - x)}z`);
      x = end;
    }
    return rectangles;
  }).join("");
  return { side: size, path };
}
