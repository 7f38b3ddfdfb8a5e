import { describe, expect, it } from "vitest";
import { blobOf } from "./picture";

describe("a picture", () => {
  it("is made of a data address without asking anybody", async () => {
    const blob = blobOf("data:image/png;base64,iVBORw0KGgo=");
    expect(blob.type).toBe("image/png");
    expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(await blobOf("data:text/plain,a%20b").text()).toBe("a b");
  });
});
