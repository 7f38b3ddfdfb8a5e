import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";

export type ProblemKind = "no-permission" | "unreachable" | "failed";

export interface RequestProblem {
  readonly kind: ProblemKind;
  readonly message: string;
}

const forbidden = new Set(["FORBIDDEN", "UNAUTHENTICATED", "AUTH_NOT_AUTHORIZED", "AUTH_NOT_AUTHENTICATED"]);

/** What went wrong with a request, for a person. */
export function problemOf(error: unknown): RequestProblem {
  if (CombinedGraphQLErrors.is(error)) {
    const codes = error.errors.map((one) => one.extensions?.["code"]);
    if (codes.some((code) => typeof code === "string" && forbidden.has(code))) return { kind: "no-permission", message: "Your role does not include this." };
    return { kind: "failed", message: error.errors[0]?.message ?? "The server could not answer." };
  }
  if (ServerError.is(error)) {
    if (error.statusCode === 401 || error.statusCode === 403) return { kind: "no-permission", message: "Your role does not include this." };
    return { kind: "failed", message: `The server answered ${String(error.statusCode)}.` };
  }
  return { kind: "unreachable", message: "The server does not answer." };
}
