// Reads cases { exchange, markets: [[id, base, quote, baseId, quoteId]], method, args, body }, one a line, and answers each with a line
// { value } or { error }: what an unmodified ccxt makes of exactly these bytes. Nothing goes over a network: fetch answers with the body.
import { createInterface } from 'node:readline';
import ccxt from 'ccxt';

const market = (exchange, [id, base, quote, baseId, quoteId]) =>
  exchange.safeMarketStructure({ id, symbol: `${base}/${quote}`, base, quote, baseId, quoteId, type: 'spot', spot: true, active: true, precision: { amount: 1e-8, price: 1e-8 } });

const judge = async ({ exchange: name, markets, method, args, body }) => {
  const exchange = new ccxt[name]({ apiKey: 'key', secret: 'c2VjcmV0', password: 'x', enableRateLimit: false });
  exchange.checkRequiredCredentials = () => true;
  exchange.sign = (path) => ({ url: `http://none/${path}`, method: 'GET', headers: {}, body: undefined });
  exchange.fetch = async (url) => {
    const json = exchange.parseJson(exchange.onJsonResponse(body));
    exchange.handleErrors(200, 'OK', url, 'GET', {}, body, json, {}, undefined);
    return json;
  };
  exchange.setMarkets(markets.map((row) => market(exchange, row)));
  exchange.options = { ...exchange.options, fetchCurrencies: false, networkNamesByChainIds: { trc20usdt: 'TRC20' }, networkChainIdsByNames: {} };
  exchange.accounts = [{ id: '101', type: 'spot' }];
  try {
    return { value: await exchange[method](...args.map((arg) => arg ?? undefined)) };
  } catch (error) {
    return { error: `${error.constructor.name}: ${error.message}` };
  }
};

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(await judge(JSON.parse(line))) + '\n');
