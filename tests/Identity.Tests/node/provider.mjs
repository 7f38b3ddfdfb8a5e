// The certified OpenID Connect provider oidc-provider as a tenant's own: node provider.mjs REDIRECT_URI [conform]: with the latter it tells addresses at its userinfo endpoint only. People sign in by naming themselves at its page.
// Prints its issuer, and ends with its input. Who is named unverified.SOMEBODY has an address that was not verified.
import http from 'node:http';
import { Provider } from 'oidc-provider';
import { exportJWK, generateKeyPair } from 'jose';

const redirect = process.argv[2];
const keys = async (kid) => ({ ...(await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)), kid, alg: 'RS256', use: 'sig' });
const server = http.createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: 'platform', client_secret: 'a secret: with % signs', redirect_uris: [redirect], grant_types: ['authorization_code'], response_types: ['code'] }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: process.argv[3] === 'conform',
  jwks: { keys: [await keys('one')] },
  cookies: { keys: ['only for this test'] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: sub.replace('unverified.', ''), email_verified: !sub.startsWith('unverified.') }) }),
});
server.on('request', provider.callback());
process.stdout.write(`${issuer}\n`);
process.stdin.resume().on('end', () => process.exit(0));
