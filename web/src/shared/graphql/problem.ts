import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";

export type ProblemKind = "no-permission" | "signed-out" | "unreachable" | "failed";

export interface RequestProblem {
  readonly kind: ProblemKind;
  readonly message: string;
}

const forbidden = new Set<unknown>(["FORBIDDEN", "AUTH_NOT_AUTHORIZED"]);
const nobody = new Set<unknown>(["UNAUTHENTICATED", "AUTH_NOT_AUTHENTICATED"]);
const notForYou = "Your role does not include this.";

/** What went wrong with a request, for a person. */
export function problemOf(error: unknown): RequestProblem {
  if (CombinedGraphQLErrors.is(error)) {
    const codes = error.errors.map((one) => one.extensions?.["code"]);
    if (codes.some((code) => forbidden.has(code))) return { kind: "no-permission", message: notForYou };
    if (codes.some((code) => nobody.has(code))) return { kind: "signed-out", message: notForYou };
    return { kind: "failed", message: error.errors[0]?.message ?? "The server could not answer." };
  }
  if (ServerError.is(error)) {
    if (error.statusCode === 403) return { kind: "no-permission", message: notForYou };
    if (error.statusCode === 401) return { kind: "signed-out", message: notForYou };
    return { kind: "failed", message: `The server answered ${String(error.statusCode)}.` };
  }
  return { kind: "unreachable", message: "The server does not answer." };
}

/** Why a change was refused and what to do about it, for a person; nothing when it was made. */
export function refusalOf(errors: readonly { readonly message: string; readonly advice: string }[] | undefined): string | undefined {
  const first = errors?.[0];
  return first === undefined ? undefined : `${first.message} ${first.advice}`;
}
