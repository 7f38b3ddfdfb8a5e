// Real clients against a server with the library's schema: node clients.mjs graphql-ws|apollo|graphql-sse URL; prints what each step was answered.
import WebSocket from 'ws';

const [kind, url] = process.argv.slice(2);
const socketUrl = url.replace(/^http/, 'ws');
const collect = async (source, most = Infinity) => { const all = []; for await (const item of source) { all.push(item); if (all.length >= most) break; } return all; };
const add = 'mutation ($title: String!) { addBook(input: {title: $title}) { title } }';
const said = {};

// The subscription may not have begun when the mutation runs: books are added until one is heard of.
async function heardOf(next, run) {
  let event;
  const heard = next.then((value) => { event = value; });
  for (let i = 0; i < 100 && !event; i++) { await run(); await Promise.race([heard, new Promise((r) => setTimeout(r, 50))]); }
  return event;
}

const stories = {
  async 'graphql-ws'() {
    const { createClient } = await import('graphql-ws');
    const client = createClient({ url: socketUrl, webSocketImpl: WebSocket, lazy: false });
    const all = (query, variables) => collect(client.iterate({ query, variables }));
    said.query = await all('{ book(key: {title: "B3"}) { title } }');
    said.both = await Promise.all([all('subscription { count(to: 3) }'), all('subscription ($to: Int!) { count(to: $to) }', { to: 2 })]);
    const events = client.iterate({ query: 'subscription { onBook(keptAs: TAPE) { title author { name } } }' });
    said.event = await heardOf(events.next(), () => all(add, { title: 'Heard' }));
    await events.return();
    said.invalid = await all('{ nothing }').then(() => null, (errors) => errors.map((e) => e.extensions.code));
    await client.dispose();
  },
  async apollo() {
    const { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } = await import('@apollo/client');
    const { GraphQLWsLink } = await import('@apollo/client/link/subscriptions');
    const { createClient } = await import('graphql-ws');
    const socket = createClient({ url: socketUrl, webSocketImpl: WebSocket });
    const isLive = ({ operationType }) => operationType === 'subscription';
    const link = ApolloLink.split(isLive, new GraphQLWsLink(socket), new HttpLink({ uri: url }));
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    const first = (query) => new Promise((done, failed) => { const s = client.subscribe({ query: gql(query) }).subscribe({ next: (v) => { done(v); setTimeout(() => s.unsubscribe()); }, error: failed }); });
    said.query = (await client.query({ query: gql('{ books(first: 1) { nodes { id title author { name } } pageInfo { endCursor } } }') })).data;
    said.event = (await heardOf(first('subscription { onBook(keptAs: TAPE) { title } }'), () => client.mutate({ mutation: gql(add), variables: { title: 'Heard' } }))).data;
    said.invalid = await client.query({ query: gql('{ nothing }') }).then(() => null, (e) => e.errors.map((x) => x.extensions.code));
    client.stop();
    await socket.dispose();
  },
  async 'graphql-sse'() {
    const { createClient } = await import('graphql-sse');
    const client = createClient({ url });
    const all = (query, most) => collect(client.iterate({ query }), most);
    said.query = await all('{ book(key: {title: "B3"}) { title } }');
    said.both = await Promise.all([all('subscription { count(to: 3) }'), all('subscription { count(to: 2) }')]);
    const events = client.iterate({ query: 'subscription { onBook(keptAs: TAPE) { title } }' });
    said.event = await heardOf(events.next(), () => collect(client.iterate({ query: add, variables: { title: 'Heard' } })));
    await events.return();
    said.invalid = (await all('{ nothing }')).map((r) => r.errors.map((e) => e.extensions.code));
    client.dispose();
  },
};
await stories[kind]();
process.stdout.write(JSON.stringify(said));
