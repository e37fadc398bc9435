// Requests that the server must refuse. They go to the real program alone: the stand-in guards nothing.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { program, start } from './program.mjs';

const skip = program ? false : 'DROGMAN names no program';
let server, cookie;

/** Asks with exactly these headers. */
function ask(method, path, { headers = {}, body, host = `127.0.0.1:${server.port}` } = {}) {
  return new Promise((found, failed) => {
    const req = request({ agent: false, host: '127.0.0.1', port: server.port, method, path, headers: host === null ? headers : { host, ...headers }, setHost: false }, res => {
      const parts = [];
      res.on('data', part => parts.push(part));
      res.on('end', () => found({ status: res.statusCode, headers: res.headers, text: Buffer.concat(parts).toString() }));
    });
    // A server may answer and close before it has read a body that is too long.
    req.on('error', failed);
    req.end(body);
  });
}
const json = { 'content-type': 'application/json', 'x-drogman': '1' };
const mine = () => ({ cookie });
const post = (path, body, headers = {}) => ask('POST', path, { headers: { ...json, ...mine(), ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
const act = { screen: 'names', label: ['test'], sets: [{ on: 'name/nobody', field: 'state', from: 'open', to: 'accepted' }] };

before(async () => {
  if (skip) return;
  server = await start();
  const answer = await ask('POST', '/api/session', { headers: json, body: JSON.stringify({ token: server.token }) });
  assert.equal(answer.status, 204, answer.text);
  const [set] = answer.headers['set-cookie'];
  assert.match(set, new RegExp(`^drogman-${server.port}=[^;]{20,};`));
  for (const word of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(set.includes(word), `${word} in ${set}`);
  cookie = set.split(';')[0];
});
after(() => server?.stop());

const evil = 'http://evil.example';
/** What is asked, and how it may be refused. */
const table = [
  ['a host of another name', () => ask('GET', '/api/project', { headers: mine(), host: 'evil.example' }), [421]],
  ['a name that points here', () => ask('GET', '/api/project', { headers: mine(), host: `127.0.0.1.evil.example:${server.port}` }), [421]],
  ['this host at another port', () => ask('GET', '/api/project', { headers: mine(), host: `localhost:${server.port + 1}` }), [421]],
  ['this host without a port', () => ask('GET', '/api/project', { headers: mine(), host: 'localhost' }), [421]],
  ['no host', () => ask('GET', '/api/project', { headers: mine(), host: null }), [400, 421]],
  ['the page under another host', () => ask('GET', '/', { host: 'evil.example' }), [421]],
  ['another origin reads', () => ask('GET', '/api/project', { headers: { ...mine(), origin: evil } }), [403]],
  ['no origin (a sandbox) reads', () => ask('GET', '/api/project', { headers: { ...mine(), origin: 'null' } }), [403]],
  ['another port of this host reads', () => ask('GET', '/api/project', { headers: { ...mine(), origin: 'http://localhost:1' } }), [403]],
  ['another site writes', () => post('/api/acts', act, { origin: evil }), [403]],
  ['a cross-site fetch', () => ask('GET', '/api/project', { headers: { ...mine(), 'sec-fetch-site': 'cross-site' } }), [403]],
  ['a same-site fetch', () => ask('GET', '/api/project', { headers: { ...mine(), 'sec-fetch-site': 'same-site' } }), [403]],
  ['a cross-site stream of events', () => ask('GET', '/api/events', { headers: { ...mine(), 'sec-fetch-site': 'cross-site' } }), [403]],
  ['a cross-site session', () => ask('POST', '/api/session', { headers: { ...json, 'sec-fetch-site': 'cross-site' }, body: JSON.stringify({ token: server.token }) }), [403]],
  ['a form: plain text', () => post('/api/acts', act, { 'content-type': 'text/plain' }), [403, 415]],
  ['a form: fields', () => post('/api/acts', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }), [403, 415]],
  ['a form: parts', () => post('/api/acts', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }), [403, 415]],
  ['a type that only begins so', () => post('/api/acts', act, { 'content-type': 'application/jsonp' }), [403, 415]],
  ['no type', () => ask('POST', '/api/acts', { headers: { 'x-drogman': '1', ...mine() }, body: JSON.stringify(act) }), [403, 415]],
  ['no X-Drogman', () => ask('POST', '/api/acts', { headers: { 'content-type': 'application/json', ...mine() }, body: JSON.stringify(act) }), [403]],
  ['another X-Drogman', () => post('/api/acts', act, { 'x-drogman': '0' }), [403]],
  ['articles are written without X-Drogman', () => ask('POST', '/api/articles', { headers: { 'content-type': 'application/json', ...mine() }, body: '{}' }), [403]],
  ['no cookie', () => ask('GET', '/api/project'), [401, 403]],
  ['no cookie, events', () => ask('GET', '/api/events'), [401, 403]],
  ['no cookie, a write', () => ask('POST', '/api/acts', { headers: json, body: JSON.stringify(act) }), [401, 403]],
  ['a wrong cookie', () => ask('GET', '/api/project', { headers: { cookie: `drogman-${server.port}=${'0'.repeat(32)}` } }), [401, 403]],
  ['half a cookie', () => ask('GET', '/api/project', { headers: { cookie: cookie.slice(0, -4) } }), [401, 403]],
  ['the cookie under another name', () => ask('GET', '/api/project', { headers: { cookie: cookie.replace(/^drogman-\d+/, 'drogman-1') } }), [401, 403]],
  ['the token once more', () => ask('POST', '/api/session', { headers: json, body: JSON.stringify({ token: server.token }) }), [403]],
  ['a wrong token', () => ask('POST', '/api/session', { headers: json, body: JSON.stringify({ token: 'x' }) }), [403]],
  ['a token that is no text', () => ask('POST', '/api/session', { headers: json, body: '{"token":null}' }), [400, 403, 422]],
  ['the token in the address', () => ask('GET', `/api/project?token=${server.token}`), [401, 403]],
  ['a path as a document', () => ask('GET', '/api/documents/..%2f..%2f..%2f..%2fetc%2fpasswd', { headers: mine() }), [400, 404]],
  ['an absolute path as a document', () => ask('GET', '/api/documents/%2fetc%2fpasswd', { headers: mine() }), [400, 404]],
  ['a NUL in a document', () => ask('GET', '/api/documents/d0%00', { headers: mine() }), [400, 404]],
  ['a path as a file', () => ask('GET', '/api/files/..%2f..%2fCargo.toml', { headers: mine() }), [400, 404]],
  ['a path as a name', () => ask('GET', '/api/names/..%2f..%2fetc%2fpasswd', { headers: mine() }), [400, 404]],
  ['a path that climbs', () => ask('GET', '/../../../../etc/passwd', { headers: mine() }), [400, 404]],
  ['a path that climbs from the API', () => ask('GET', '/api/../../../etc/passwd', { headers: mine() }), [400, 404]],
  ['a write by GET', () => ask('GET', '/api/acts/1/revert?on=true', { headers: mine() }), [404, 405]],
  ['PUT', () => ask('PUT', '/api/acts', { headers: { ...json, ...mine() }, body: JSON.stringify(act) }), [403, 404, 405]],
  ['DELETE', () => ask('DELETE', '/api/acts', { headers: { ...json, ...mine() } }), [403, 404, 405]],
  ['TRACE', () => ask('TRACE', '/', { headers: mine() }), [403, 404, 405]],
  ['no JSON', () => post('/api/acts', '{'), [400, 422]],
  ['JSON of another shape', () => post('/api/acts', { sets: 5 }), [400, 422]],
  ['JSON nested a hundred thousand deep', () => post('/api/acts', '['.repeat(100_000)), [400, 422]],
  ['an unknown thing', () => post('/api/acts', { ...act, sets: [{ on: '../../x', field: 'state', from: null, to: 'accepted' }] }), [400, 404, 409, 422]],
  ['an unknown field', () => post('/api/acts', { ...act, sets: [{ on: 'name/nobody', field: '__proto__', from: null, to: 'x' }] }), [400, 404, 409, 422]],
  ['an unknown way to write', () => post('/api/articles', { style: 'default', how: '/etc', accepted: 0 }), [400, 422]],
  ['an unknown format', () => post('/api/export', { format: '../x', what: 'glossary' }), [400, 404, 422]],
  ['a window too wide', () => ask('GET', '/api/views/none?from=0&limit=999999999', { headers: mine() }), [400, 404, 410]],
];

for (const [name, what, allowed] of table) {
  test(`refused: ${name}`, { skip }, async () => {
    const answer = await what();
    assert.ok(allowed.includes(answer.status), `${answer.status}, not ${allowed}: ${answer.text.slice(0, 200)}`);
    assert.doesNotMatch(answer.text, /root:/);
    assert.deepEqual(Object.keys(answer.headers).filter(key => key.startsWith('access-control')), []);
    assert.equal(answer.headers['set-cookie'], undefined);
  });
}

test('refused: a body of 33 MB', { skip }, async () => {
  const body = `{"name":"x.csv","base64":"${'A'.repeat(33 << 20)}"}`;
  try {
    assert.equal((await post('/api/import', body)).status, 413);
  } catch (e) {
    // The connection may be closed while the body is still being sent.
    assert.ok(['EPIPE', 'ECONNRESET'].includes(e.code), String(e));
  }
});

test('a preflight gets no permission', { skip }, async () => {
  const answer = await ask('OPTIONS', '/api/acts', { headers: { origin: evil, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-drogman' } });
  assert.deepEqual(Object.keys(answer.headers).filter(key => key.startsWith('access-control')), []);
  assert.ok(answer.status >= 400 || answer.status === 204, String(answer.status));
});

test('what every answer says', { skip }, async () => {
  for (const [path, headers] of [['/', {}], ['/api/project', mine()], ['/api/nothing', mine()], ['/api/project', {}]]) {
    const { headers: said } = await ask('GET', path, { headers });
    assert.equal(said['x-content-type-options'], 'nosniff', path);
    assert.equal(said['referrer-policy'], 'no-referrer', path);
    assert.match(said['cache-control'], /no-store/, path);
    assert.equal(said['cross-origin-resource-policy'], 'same-origin', path);
    assert.match(said['content-security-policy'], /default-src 'none'/, path);
    assert.match(said['content-security-policy'], /frame-ancestors 'none'/, path);
  }
  const { headers } = await ask('GET', '/');
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
  const policy = headers['content-security-policy'];
  for (const part of ["script-src 'sha256-", "style-src 'sha256-", "base-uri 'none'", "form-action 'none'", "connect-src 'self'"]) assert.ok(policy.includes(part), `${part} in ${policy}`);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
});

test('no other address of this machine answers', { skip }, async () => {
  const { networkInterfaces } = await import('node:os');
  const others = Object.values(networkInterfaces()).flat().filter(i => i && !i.internal && i.family === 'IPv4').map(i => i.address);
  for (const host of others) {
    const reached = await new Promise(done => {
      const req = request({ host, port: server.port, timeout: 1000 }, () => done(true));
      req.on('error', () => done(false));
      req.on('timeout', () => { req.destroy(); done(false); });
      req.end();
    });
    assert.equal(reached, false, host);
  }
});

test('after all that the server answers, and nothing was decided', { skip }, async () => {
  const project = await ask('GET', '/api/project', { headers: mine() });
  assert.equal(project.status, 200);
  assert.equal(JSON.parse(project.text).last, '');
  assert.equal(JSON.parse((await ask('GET', '/api/acts', { headers: mine() })).text).total, 0);
});
