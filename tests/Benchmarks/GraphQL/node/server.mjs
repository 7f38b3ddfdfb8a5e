// One GraphQL server of the npm world with the portfolio query, from memory; prices depend on the variable tick, so no two answers are the same.
//   node server.mjs yoga|mercurius|mercurius-jit PORT
import { createServer } from 'node:http';
import { resolvers, typeDefs } from './workload.mjs';

const [kind, port] = [process.argv[2], Number(process.argv[3])];
if (kind === 'yoga') {
  const { createYoga, createSchema } = await import('graphql-yoga');
  createServer(createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false, graphiql: false })).listen(port, '127.0.0.1');
} else {
  const [{ default: fastify }, { default: mercurius }] = [await import('fastify'), await import('mercurius')];
  const app = fastify();
  await app.register(mercurius, { schema: typeDefs, resolvers, jit: kind.endsWith('jit') ? 1 : 0 });
  await app.listen({ port, host: '127.0.0.1' });
}
