// One GraphQL server of the npm world with the portfolio query, from memory; prices depend on the variable tick, so no two answers are the same.
//   node server.mjs yoga|mercurius|mercurius-jit PORT
import { createServer } from 'node:http';

const [kind, port] = [process.argv[2], Number(process.argv[3])];
const typeDefs = `type Query { portfolio(tick: Int!): Portfolio! }
type Portfolio { name: String! totalValue: Float! positions(first: Int!): [Position!]! risk: Risk! }
type Position { asset: String! quantity: Float! price: Float! value: Float! pnl: Float! }
type Risk { var95: Float! }`;
const position = (i, tick) => {
  const [quantity, price] = [1.5 * i + 0.12345678, 100.25 + i + tick * 0.01];
  return { asset: `ASSET${i}`, quantity, price, value: quantity * price, pnl: i * 3.75 - tick };
};
const resolvers = {
  Query: { portfolio: (_, { tick }) => ({ tick, name: 'Main', totalValue: 1234567.89 + tick, risk: { var95: 45678.9 + tick } }) },
  Portfolio: { positions: ({ tick }, { first }) => Array.from({ length: first }, (_, i) => position(i, tick)) },
};

if (kind === 'yoga') {
  const { createYoga, createSchema } = await import('graphql-yoga');
  createServer(createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false, graphiql: false })).listen(port, '127.0.0.1');
} else {
  const [{ default: fastify }, { default: mercurius }] = [await import('fastify'), await import('mercurius')];
  const app = fastify();
  await app.register(mercurius, { schema: typeDefs, resolvers, jit: kind.endsWith('jit') ? 1 : 0 });
  await app.listen({ port, host: '127.0.0.1' });
}
