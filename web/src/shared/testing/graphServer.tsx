import { ApolloClient, ApolloLink, Observable } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { act } from "@testing-library/react";
import type { ReactNode } from "react";
import { onceAtATime } from "../graphql/asked";
import { forgetTaken, makeCache } from "../graphql/client";

/** A question that waits for its answer. */
export interface Question {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: (data: Record<string, unknown>) => Promise<void>;
  /** The server answers that it cannot. */
  readonly refuse: (message: string, code?: string) => Promise<void>;
  /** No answer comes. */
  readonly fail: () => Promise<void>;
}

/** The API as a test plays it: the page's own cache and link, and at their end a server that answers when it is told to. */
export class GraphServer {
  readonly asked: Question[] = [];

  private readonly server = new ApolloLink((operation) => new Observable<ApolloLink.Result>((observer) => {
    const settle = (tell: () => void) => act(async () => {
      tell();
      // Apollo hands an answer on through several promises.
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    });
    const say = (result: ApolloLink.Result) => settle(() => {
      observer.next(result);
      observer.complete();
    });
    this.asked.push({
      name: operation.operationName ?? "", variables: operation.variables,
      answer: (data) => say({ data }),
      refuse: (message, code = "FAILED") => say({ errors: [{ message, extensions: { code } }] }),
      fail: () => settle(() => { observer.error(new TypeError("Failed to fetch")); }),
    });
  }));

  private static leave: () => void = () => undefined;

  readonly client = new ApolloClient({ queryDeduplication: false, link: onceAtATime().concat(this.server), cache: makeCache() });

  /** Only the last one's page hears that rights were taken: there is one page at a time. */
  constructor() {
    GraphServer.leave();
    GraphServer.leave = forgetTaken(this.client);
  }

  readonly Provider = ({ children }: { readonly children: ReactNode }) => <ApolloProvider client={this.client}>{children}</ApolloProvider>;

  /** The question asked last. */
  get last(): Question {
    const last = this.asked.at(-1);
    if (last === undefined) throw new Error("Nothing was asked.");
    return last;
  }

  names(): readonly string[] {
    return this.asked.map((one) => one.name);
  }
}
