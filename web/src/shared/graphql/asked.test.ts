import type { ApolloLink } from "@apollo/client";
import { parse, OperationTypeNode } from "graphql";
import { Subject, type Observable } from "rxjs";
import { beforeEach, describe, expect, it } from "vitest";
import { askAnew, forgetAnswers, freshFor, isAskedAgain, lastAnswer, onceAtATime, policyFor } from "./asked";

function server() {
  const answers: Subject<ApolloLink.Result>[] = [];
  const link = onceAtATime(() => 1000);
  const question = (type: OperationTypeNode, name: string, variables: object): Observable<ApolloLink.Result> => {
    const operation = { operationType: type, operationName: name, variables, query: parse("{ a }"), extensions: {} } as unknown as ApolloLink.Operation;
    return link.request(operation, () => {
      const answer = new Subject<ApolloLink.Result>();
      answers.push(answer);
      return answer;
    });
  };
  const ask = (type: OperationTypeNode, name: string, variables: object, then: (data: unknown) => void) => {
    question(type, name, variables).subscribe((result) => { then((result as { readonly data?: unknown }).data); });
  };
  const tell = (at: number, data: Record<string, unknown>) => { answers[at]?.next({ data }); answers[at]?.complete(); };
  return { answers, question, ask, tell };
}

describe("questions", () => {
  beforeEach(forgetAnswers);

  it("that are the same and asked at once are asked once, and answered to all", () => {
    const { answers, ask, tell } = server();
    const heard: unknown[] = [];
    for (let i = 0; i < 3; i++) ask(OperationTypeNode.QUERY, "Names", { of: "x" }, (data) => heard.push(data));
    ask(OperationTypeNode.QUERY, "Names", { of: "y" }, (data) => heard.push(data));
    expect(answers).toHaveLength(2);
    tell(0, { a: 1 });
    tell(1, { a: 2 });
    expect(heard).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 }]);
    ask(OperationTypeNode.QUERY, "Names", { of: "x" }, () => undefined);
    expect(answers).toHaveLength(3);
  });

  it("that come between an answer and its end are given it too", () => {
    const { answers, ask, tell } = server();
    const heard: unknown[] = [];
    ask(OperationTypeNode.QUERY, "Names", {}, () => { ask(OperationTypeNode.QUERY, "Names", {}, (data) => heard.push(data)); });
    tell(0, { a: 1 });
    expect(heard).toEqual([{ a: 1 }]);
    expect(answers).toHaveLength(1);
  });

  it("that everybody gave up are asked again by who comes back", () => {
    const { answers, question, tell } = server();
    const asked = question(OperationTypeNode.QUERY, "Names", {});
    asked.subscribe().unsubscribe();
    const heard: unknown[] = [];
    asked.subscribe((result) => heard.push((result as { readonly data?: unknown }).data));
    tell(answers.length - 1, { a: 1 });
    expect(heard).toEqual([{ a: 1 }]);
  });

  it("that come after a change are not given the answer of before it", () => {
    const { answers, ask, tell } = server();
    ask(OperationTypeNode.QUERY, "Names", {}, () => undefined);
    ask(OperationTypeNode.MUTATION, "Rename", {}, () => undefined);
    tell(1, { renamed: true });
    ask(OperationTypeNode.QUERY, "Names", {}, () => undefined);
    expect(answers).toHaveLength(3);
    askAnew();
    ask(OperationTypeNode.QUERY, "Names", {}, () => undefined);
    expect(answers).toHaveLength(4);
  });

  it("that fail say when they were answered last, and are asked again", () => {
    const { answers, question } = server();
    const errors: unknown[] = [];
    const ask = () => { question(OperationTypeNode.QUERY, "Names", {}).subscribe({ error: (error: unknown) => errors.push(error) }); };
    ask();
    answers[0]?.error(new TypeError("Failed to fetch"));
    ask();
    answers[1]?.next({ data: { a: 1 } });
    answers[1]?.complete();
    askAnew();
    ask();
    answers[2]?.next({ errors: [{ message: "no" }] });
    expect(errors.map(lastAnswer)).toEqual([null, 1000]);
    expect(errors.map(isAskedAgain)).toEqual([false, false]);
    expect(policyFor("Names", {}, 1000)).toBe("cache-and-network");
    ask();
    expect(errors.map(isAskedAgain)).toEqual([true, true]);
    forgetAnswers();
    expect(errors.map(isAskedAgain)).toEqual([false, false]);
  });

  it("are not asked again while their answer is fresh", () => {
    const { ask, tell } = server();
    expect(policyFor("Names", {}, 1000)).toBe("cache-and-network");
    ask(OperationTypeNode.QUERY, "Names", {}, () => undefined);
    expect(policyFor("Names", {}, 1000)).toBe("cache-and-network");
    tell(0, { a: 1 });
    expect(policyFor("Names", {}, 1000 + freshFor - 1)).toBe("cache-first");
    expect(policyFor("Names", {}, 1000 + freshFor)).toBe("cache-and-network");
    expect(policyFor("Names", { of: "x" }, 1000)).toBe("cache-and-network");
    askAnew();
    expect(policyFor("Names", {}, 1000)).toBe("cache-and-network");
  });
});
