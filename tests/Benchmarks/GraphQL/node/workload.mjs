// The portfolio query's schema, from memory; prices depend on the variable tick, so no two answers are the same.
export const typeDefs = `type Query { portfolio(tick: Int!): Portfolio! }
type Portfolio { name: String! totalValue: Float! positions(first: Int!): [Position!]! risk: Risk! }
type Position { asset: String! quantity: Float! price: Float! value: Float! pnl: Float! }
type Risk { var95: Float! }`;
const position = (i, tick) => {
  const [quantity, price] = [1.5 * i + 0.12345678, 100.25 + i + tick * 0.01];
  return { asset: `ASSET${i}`, quantity, price, value: quantity * price, pnl: i * 3.75 - tick };
};
export const resolvers = {
  Query: { portfolio: (_, { tick }) => ({ tick, name: 'Main', totalValue: 1234567.89 + tick, risk: { var95: 45678.9 + tick } }) },
  Portfolio: { positions: ({ tick }, { first }) => Array.from({ length: first }, (_, i) => position(i, tick)) },
};
