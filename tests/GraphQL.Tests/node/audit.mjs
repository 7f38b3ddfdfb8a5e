// The GraphQL over HTTP audits against a server: node audit.mjs URL; prints what is not ok.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const body = (r) => ({ id: r.id, name: r.name, status: r.status, reason: r.reason });
process.stdout.write(JSON.stringify({ count: results.length, failed: results.filter((r) => r.status !== 'ok').map(body) }));
