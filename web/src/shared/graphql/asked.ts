import { ApolloLink, Observable } from "@apollo/client";
import { canonicalStringify } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";

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
type Told = ApolloLink.Result;

/** The same answer with something done when it comes. */
function noted(answer: Answer, onNext: () => void): Answer {
  return new Observable<Told>((observer) => answer.subscribe({
    next: (told) => { onNext(); observer.next(told); },
    error: (problem: unknown) => { observer.error(problem); },
    complete: () => { observer.complete(); },
  }));
}

/** One answer for all who wait for it; asked when the first comes, given up when the last has gone. */
function shared(answer: Answer, onEnd: () => void): Answer {
  const waiting = new Set<{ next: (told: Told) => void; error: (problem: unknown) => void; complete: () => void }>();
  let asking: ReturnType<Answer["subscribe"]> | undefined;
  const all = (tell: (one: typeof waiting extends Set<infer O> ? O : never) => void) => { [...waiting].forEach(tell); };
  return new Observable<Told>((observer) => {
    waiting.add(observer);
    asking ??= answer.subscribe({
      next: (told) => { all((one) => { one.next(told); }); },
      error: (problem: unknown) => { onEnd(); all((one) => { one.error(problem); }); },
      complete: () => { onEnd(); all((one) => { one.complete(); }); },
    });
    return () => {
      waiting.delete(observer);
      if (waiting.size > 0) return;
      onEnd();
      asking?.unsubscribe();
    };
  });
}

/** Who asks what somebody else has just asked gets the same answer; a change in between ends that. */
export function onceAtATime(now: () => number = Date.now): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.operationType === OperationTypeNode.MUTATION) return noted(forward(operation), askAnew);
    const key = keyOf(operation.operationName ?? "", operation.variables);
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const mine = underWay;
    const note = () => { if (mine === underWay) answeredAt.set(key, now()); };
    const answer = shared(noted(forward(operation), note), () => { mine.delete(key); });
    underWay.set(key, answer);
    return answer;
  });
}
