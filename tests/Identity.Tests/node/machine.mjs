// A program that signs in by itself, with the certified client openid-client: reads {issuer, subscription, clients: [{name, id, secret?, key?, algorithm?}]} and tells what each step was answered.
import * as oauth from 'openid-client';
import WebSocket from 'ws';

const job = JSON.parse(await new Promise((done) => { let text = ''; process.stdin.on('data', (part) => { text += part; }).on('end', () => done(text)); }));
const issuer = new URL(job.issuer);
const insecure = { execute: [oauth.allowInsecureRequests] };
const said = { tokens: {} };

const rsa = { RS256: 'RSASSA-PKCS1-v1_5', PS256: 'RSA-PSS' };
async function authentication(client) {
  if (client.secret) return client.name === 'post' ? oauth.ClientSecretPost(client.secret) : oauth.ClientSecretBasic(client.secret);
  const algorithm = client.algorithm === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: rsa[client.algorithm], hash: 'SHA-256' };
  return oauth.PrivateKeyJwt({ key: await crypto.subtle.importKey('jwk', client.key, algorithm, false, ['sign']), kid: client.key.kid });
}
const discover = async (client, algorithm) => oauth.discovery(issuer, client.id, { token_endpoint_auth_method: undefined }, await authentication(client), { ...insecure, algorithm });
const ask = (token, query = '{ serverTime }') => fetch(new URL('/graphql', issuer), {
  method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query }),
});
const feed = (token) => new Promise((done) => {
  const socket = new WebSocket(new URL('/feed', issuer).href.replace('http', 'ws'), { headers: token ? { authorization: `Bearer ${token}` } : {} });
  socket.on('unexpected-response', (_, response) => { done({ status: response.statusCode, challenge: response.headers['www-authenticate'] }); socket.terminate(); });
  socket.on('error', () => {});
  socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', id: 1, topic: 'accounts' })));
  socket.once('message', (text) => done({ status: 101, first: JSON.parse(text).type, closed: new Promise((gone) => socket.on('close', () => gone(Date.now()))) }));
});

for (const client of job.clients) {
  const config = await discover(client, client.name === 'post' ? 'oidc' : 'oauth2');
  const tokens = await oauth.clientCredentialsGrant(config);
  const answer = await (await ask(tokens.access_token)).json();
  said.tokens[client.name] = { type: tokens.token_type, expires: tokens.expires_in, scope: tokens.scope, data: Boolean(answer.data?.serverTime) };
}

const config = await discover(job.clients[0], 'oauth2');
said.metadata = config.serverMetadata();
const narrow = await oauth.clientCredentialsGrant(config, { scope: 'read' });
said.narrow = narrow.scope;
said.wrongScope = await oauth.clientCredentialsGrant(config, { scope: 'manage-clients' }).then(() => null, (e) => ({ error: e.error, status: e.status }));
const wrong = await oauth.discovery(issuer, job.clients[0].id, undefined, oauth.ClientSecretBasic('pps_wrong'), insecure);
said.wrongSecret = await oauth.clientCredentialsGrant(wrong).then(() => null, (e) => ({ error: e.error ?? e.cause?.error, status: e.status ?? e.cause?.status, code: e.code }));

const { access_token: token } = await oauth.clientCredentialsGrant(config);
said.introspected = await oauth.tokenIntrospection(config, token);
const socket = await feed(token);
said.feed = socket.first;

// One answer of the subscription over server-sent events, and over graphql-transport-ws; each tells when it is cut.
const stream = await fetch(new URL('/graphql', issuer), { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` }, body: JSON.stringify({ query: job.subscription }) });
said.sse = stream.status;
const sseGone = (async () => { try { for await (const _ of stream.body); } catch { /* cut */ } return Date.now(); })();
const wsGone = await new Promise((begun) => {
  const socket = new WebSocket(new URL('/graphql', issuer).href.replace('http', 'ws'), 'graphql-transport-ws', { headers: { authorization: `Bearer ${token}` } });
  const gone = new Promise((done) => socket.on('close', () => done(Date.now())));
  socket.on('error', () => {});
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.once('message', () => { socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: job.subscription } })); begun({ gone }); });
});

const revoked = Date.now();
await oauth.tokenRevocation(config, token);
const [feedGone, streamGone, socketGone] = await Promise.all([socket.closed, sseGone, wsGone.gone]);
let refused = await ask(token);
while (refused.status !== 401 && Date.now() < revoked + 5000) refused = await ask(token);
said.afterRevocation = { status: refused.status, challenge: refused.headers.get('www-authenticate'), milliseconds: { feed: feedGone - revoked, sse: streamGone - revoked, socket: socketGone - revoked, request: Date.now() - revoked } };
said.feedAfter = (await feed(token)).status;
said.introspectedAfter = await oauth.tokenIntrospection(config, token);
said.otherTokenStillCounts = (await ask(narrow.access_token)).status;
process.stdout.write(JSON.stringify(said));
process.exit(0);
