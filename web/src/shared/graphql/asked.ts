import { ApolloLink } from "@apollo/client";
import { canonicalStringify } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { finalize, ReplaySubject, share, tap } from "rxjs";

/** How long an answer is as good as a new one: within it a view that is opened again asks nothing. */
export const freshFor = 60_000;

const answeredAt = new Map<string, number>();
let underWay = new Map<string, Answer>();

const keyOf = (question: string, variables: unknown) => `${question} ${canonicalStringify(variables)}`;

/** Something was changed, here or in the ledger: what was answered, and what is on its way, may be that of before. Whoever asks from now on is answered anew. */
export function askAnew(): void {
  answeredAt.clear();
  underWay = new Map();
}

/** Whether the answer the cache holds is used as it is, or shown while the question is asked again. */
export function policyFor(question: string, variables: unknown, now: number): "cache-first" | "cache-and-network" {
  const at = answeredAt.get(keyOf(question, variables));
  return at !== undefined && now - at < freshFor ? "cache-first" : "cache-and-network";
}

type Answer = ReturnType<ApolloLink.ForwardFunction>;

/** Who asks what somebody else has just asked gets the same answer; a change in between ends that. */
export function onceAtATime(now: () => number = Date.now): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.operationType === OperationTypeNode.MUTATION) return forward(operation).pipe(tap(askAnew));
    const key = keyOf(operation.operationName ?? "", operation.variables);
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const mine = underWay;
    const note = () => { if (mine === underWay) answeredAt.set(key, now()); };
    // Who comes between the answer and its end is told it too; when nobody waits any more it is given up, and asked again for who comes back.
    const answer: Answer = forward(operation).pipe(tap(note), finalize(() => { if (mine.get(key) === answer) mine.delete(key); }), share({ connector: () => new ReplaySubject(1) }));
    underWay.set(key, answer);
    return answer;
  });
}
