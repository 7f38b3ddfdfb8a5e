/** The bytes of a data address. Nothing is fetched: the page's policy lets it ask its own server only. */
export function blobOf(address: string): Blob {
  const [head = "", body = ""] = address.split(",", 2);
  const type = /^data:([^;,]+)/.exec(head)?.[1] ?? "application/octet-stream";
  const text = head.endsWith(";base64") ? atob(body) : decodeURIComponent(body);
  return new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], { type });
}

/** A drawing of the page as a picture twice its size, on the given ground. */
export async function pngOf(drawing: SVGSVGElement, ground: string): Promise<string | null> {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(width * 2));
  copy.setAttribute("height", String(height * 2));
  copy.setAttribute("font-family", getComputedStyle(drawing).fontFamily);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(width * 2), Math.ceil(height * 2)];
  const paint = canvas.getContext("2d");
  if (paint === null) return null;
  paint.fillStyle = ground;
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(image, 0, 0);
  return canvas.toDataURL("image/png");
}
