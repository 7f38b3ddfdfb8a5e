import { ApolloLink } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { canonicalStringify } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { catchError, finalize, ReplaySubject, share, tap, throwError } from "rxjs";
import { tellRightsTaken } from "../session/session";
import { problemOf } from "./problem";

/** How long an answer is as good as a new one: within it a view that is opened again asks nothing. */
export const freshFor = 60_000;

type Answer = ReturnType<ApolloLink.ForwardFunction>;

/** What is on its way; a change begins another one. */
let underWay = new Map<string, Answer>();
/** When each question was answered last, and what was on its way then. */
const answers = new Map<string, { readonly at: number; readonly of: typeof underWay }>();
/** What failed, by its error: the question, and when it was answered last. */
const failures = new WeakMap<object, { readonly key: string; readonly answeredAt: number | null }>();

const keyOf = (question: string, variables: unknown) => `${question} ${canonicalStringify(variables)}`;

/** Something was changed, here or in the ledger: what was answered, and what is on its way, may be that of before. Whoever asks from now on is answered anew. */
export function askAnew(): void {
  underWay = new Map();
}

/** Somebody else looks, or the viewer may see less than before: nothing was ever answered. */
export function forgetAnswers(): void {
  askAnew();
  answers.clear();
}

/** Whether the answer the cache holds is used as it is, or shown while the question is asked again. */
export function policyFor(question: string, variables: unknown, now: number): "cache-first" | "cache-and-network" {
  const answer = answers.get(keyOf(question, variables));
  return answer?.of === underWay && now - answer.at < freshFor ? "cache-first" : "cache-and-network";
}

const failureOf = (error: unknown) => (typeof error === "object" && error !== null ? failures.get(error) : undefined);

/** When the question that failed was answered last, in milliseconds since 1970; null when it never was. */
export function lastAnswer(error: unknown): number | null {
  return failureOf(error)?.answeredAt ?? null;
}

/** Whether the question that failed is on its way again. */
export function isAskedAgain(error: unknown): boolean {
  const failure = failureOf(error);
  return failure !== undefined && underWay.has(failure.key);
}

/** Errors of an answer are those of the question. */
function refuse(result: ApolloLink.Result): void {
  if ("errors" in result && result.errors !== undefined && result.errors.length > 0) throw new CombinedGraphQLErrors(result);
}

/** Notes what failed. What was answered once and is forbidden now was taken from the viewer. */
function fail(key: string, error: unknown): Answer {
  const answeredAt = answers.get(key)?.at ?? null;
  if (typeof error === "object" && error !== null) failures.set(error, { key, answeredAt });
  if (answeredAt !== null && problemOf(error).kind === "no-permission") tellRightsTaken();
  return throwError(() => error);
}

/** Who asks what somebody else has just asked gets the same answer; a change in between ends that. */
export function onceAtATime(now: () => number = Date.now): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.operationType === OperationTypeNode.MUTATION) return forward(operation).pipe(tap(askAnew));
    const key = keyOf(operation.operationName ?? "", operation.variables);
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const mine = underWay;
    const note = () => { answers.set(key, { at: now(), of: mine }); };
    // Who comes between the answer and its end is told it too; when nobody waits any more it is given up, and asked again for who comes back.
    const answer: Answer = forward(operation).pipe(
      tap(refuse), tap(note), catchError((error: unknown) => fail(key, error)),
      finalize(() => { if (mine.get(key) === answer) mine.delete(key); }), share({ connector: () => new ReplaySubject(1) }),
    );
    underWay.set(key, answer);
    return answer;
  });
}
