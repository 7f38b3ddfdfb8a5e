// @vitest-environment jsdom
import { gql } from "@apollo/client";
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GraphServer } from "../testing/graphServer";
import { askAnew, freshFor } from "./asked";
import { useFresh } from "./useFresh";

const names = gql`query Names($of: String, $and: String) { names(of: $of, and: $and) }`;

async function ask(variables: Record<string, string>): Promise<GraphServer> {
  const server = new GraphServer();
  const heard = server.client.query({ query: names, variables, fetchPolicy: "network-only" });
  await server.last.answer({ names: "a" });
  await heard;
  return server;
}

describe("how a view asks", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    askAnew();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("shows what it has and asks behind it, until it was answered a moment ago", async () => {
    const opened = () => renderHook(() => useFresh("Names", { of: "x" })).result.current;
    expect(opened()).toBe("cache-and-network");
    await ask({ of: "x" });
    expect(opened()).toBe("cache-first");
    vi.setSystemTime(1_000_000 + freshFor);
    expect(opened()).toBe("cache-and-network");
  });

  it("is of the same question whatever order its variables have, and of no other", async () => {
    await ask({ of: "x", and: "y" });
    expect(renderHook(() => useFresh("Names", { and: "y", of: "x" })).result.current).toBe("cache-first");
    expect(renderHook(() => useFresh("Names", { of: "x" })).result.current).toBe("cache-and-network");
    expect(renderHook(() => useFresh("Others", { of: "x", and: "y" })).result.current).toBe("cache-and-network");
  });

  it("asks anew after a change", async () => {
    await ask({ of: "x" });
    askAnew();
    expect(renderHook(() => useFresh("Names", { of: "x" })).result.current).toBe("cache-and-network");
  });

  it("does not change under a view that stays, but does when it asks something else", async () => {
    const { result, rerender } = renderHook(({ of }) => useFresh("Names", { of }), { initialProps: { of: "x" } });
    await ask({ of: "x" });
    await ask({ of: "y" });
    rerender({ of: "x" });
    expect(result.current).toBe("cache-and-network");
    rerender({ of: "y" });
    expect(result.current).toBe("cache-first");
  });
});
