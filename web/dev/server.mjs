// A stand-in for `drogman review`, to work on the page without building the program: it answers what src/api.ts says from
// fixture.json and keeps decisions in memory. A development tool: it changes no file and guards nothing.
//   node web/dev/server.mjs [--port 8790] [--rows 100000] [--slow] [--journal FILE]
// serves web/dist/index.html; with `vite`, let server.proxy send /api here. --slow: the reading takes some seconds.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import * as J from './journal.mjs';
import * as N from './names.mjs';
import * as R from './rest.mjs';

const { values: args } = parseArgs({ options: { port: { type: 'string', default: '8790' }, rows: { type: 'string', default: '0' }, slow: { type: 'boolean' }, journal: { type: 'string' } } });
N.grow(Number(args.rows));
if (args.journal) J.keepIn(args.journal);

class Refused extends Error { constructor(status, body) { super(); this.status = status; this.body = body; } }
const found = x => { if (!x) throw new Refused(404, {}); return x; };

// ---- views: what a list was when it was asked for
const views = new Map();
let serial = 0;
/** Keeps `things` in their order; `row` makes a row of one of them, `on` what a decision about it is on. */
function view({ things, ...rest }, row, on, groups) {
  const id = `v${++serial}`;
  views.set(id, { things, row, on, groups });
  if (views.size > 40) views.delete(views.keys().next().value);
  return { view: id, total: things.length, rows: things.slice(0, 200).map(row), facets: {}, ...rest };
}
function rows(id, params) {
  const v = views.get(id);
  if (!v) throw new Refused(410, {});
  const from = Number(params.get('from') ?? 0), limit = Math.min(500, Number(params.get('limit') ?? 200));
  return { from, rows: v.things.slice(from, from + limit).map(v.row), groups: v.groups?.(v.things) };
}

// ---- decisions
const left = () => ({ names: N.namesLeft(), edits: R.editsLeft(), findings: R.findingsLeft(), pairs: R.pairsLeft(), terms: R.termsLeft() });
function setsOf(body) {
  if (body.sets) return body.sets;
  const v = views.get(body.view);
  if (!v) throw new Refused(410, {});
  const things = v.things.filter(x => !body.group || x.kind === body.group).map(v.on);
  return things.filter(on => J.get(on, body.field, N.baseOf(on, body.field)) === body.from).map(on => ({ on, field: body.field, from: body.from, to: body.to }));
}
const acted = (act, id = act.id) => ({ id, time: act.time, n: act.sets.length, left: left(), unsaved: J.unsaved().length, changed: [...new Set(act.sets.map(s => s.on))].slice(0, 500) });
function decide(body) {
  const sets = setsOf(body);
  for (const set of sets) {
    const now = J.get(set.on, set.field, N.baseOf(set.on, set.field));
    if (now !== undefined && now !== set.from) throw new Refused(409, { now, on: set.on, field: set.field });
  }
  if (!R.inOrder(sets.filter(s => s.on.startsWith('cut/')).map(s => [s.on, s.to]))) throw new Refused(409, { needs: [] });
  const act = J.add({ screen: body.screen, label: body.label, sets });
  told();
  return acted(act);
}
function revert(id, on) {
  const act = found(J.acts.find(a => a.id === id));
  const entry = J.revert(act, on);
  if (!R.inOrder()) { J.revert(act, !on); throw new Refused(409, { needs: [J.acts.at(-1).id] }); }
  told();
  return acted(act, entry);
}

// ---- events
const tabs = new Set();
const send = (name, data) => { for (const tab of tabs) tab.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`); };
const told = () => { send('journal', { last: J.last(), unsaved: J.unsaved().length }); send('left', left()); };
const read = { done: args.slow ? 0 : N.docs.length, total: N.docs.length, finished: !args.slow, failed: [], occurrences: N.M.occ.length };
if (args.slow) {
  const timer = setInterval(() => {
    read.done++;
    read.finished = read.done === read.total;
    send('read', read);
    send('names', { added: 12 });
    if (read.finished) clearInterval(timer);
  }, 1500);
}

// ---- files that are asked for once
const files = new Map();
function file(name, text) { const id = `f${++serial}`; files.set(id, { name, text }); return { id, name }; }

function write({ style, how, accepted }) {
  const list = R.toWrite(style);
  if (accepted !== list.length) throw new Refused(409, { now: list.length });
  const by = new Map();
  for (const x of list) by.set(x.d, (by.get(x.d) ?? 0) + 1);
  return { written: [...by].map(([d, n]) => [N.docs[d].title, n]), failed: [], where: how === 'copies' ? 'seeds-normalised/' : how === 'patch' ? '' : 'seeds/', file: how === 'patch' ? file('articles.patch', list.map(x => `-${x.from}\n+${x.to}\n`).join('')) : null };
}
const saving = () => ({ acts: J.unsaved().length, last: J.last(), files: [{ file: 'glossary/caucase-lieux.yaml', diff: J.unsaved().flatMap(a => a.sets.map(s => `-${s.field}: ${s.from}\n+${s.field}: ${s.to}`)).join('\n') }], refused: [] });
function save({ last }) {
  if (last !== J.last()) throw new Refused(409, {});
  const { acts, files } = saving();
  J.save();
  told();
  return { files: files.map(f => f.file), acts, last: J.last() };
}
const list = { id: 'client', name: 'client.xlsx', rows: 158, concepts: 151, columns: [['Français', 'fr', 'accord de paix'], ['Anglais', 'en', 'peace agreement'], ['Domaine', 'domain', 'diplomatie'], ['Remarque', 'note', '(n.m.) au singulier']].map(([heading, field, sample]) => ({ heading, field, sample: [sample] })), conflicts: [{ id: 'c1', term: 'Haut-Karabakh', ours: 'Nagorno-Karabakh', theirs: 'Nagorny Karabakh' }, { id: 'c2', term: 'cessez-le-feu', ours: 'ceasefire', theirs: 'cease-fire' }], notes: ['7 rows without English were left out.'] };

const get = [
  [/^\/project$/, () => ({ name: N.M.project.name, version: 'dev', styles: N.M.project.styles, parties: N.M.project.parties, languages: ['fr', 'en'], glossary: { name: 'glossary', concepts: R.concepts.length, layers: ['glossary', 'embedded'], file: 'glossary/' }, read, left: left(), last: J.last(), unsaved: J.unsaved().length, translations: true })],
  [/^\/views\/(.+)$/, (p, id) => rows(id, p)],
  [/^\/names$/, p => { const style = p.get('style') ?? 'default'; return view(N.names(p), f => N.nameRow(f, style), f => `name/${f.key}`, N.groupsOf); }],
  [/^\/names\/([^/]+)$/, (p, id) => N.nameCard(found(N.nameOf(id)), p.get('style') ?? 'default')],
  [/^\/names\/([^/]+)\/occurrences$/, (p, id) => view(N.occurrences(found(N.nameOf(id)), p), N.occurrence, o => o.on)],
  [/^\/documents\/(.+)$/, (_, id) => found(R.document(id))],
  [/^\/edits$/, p => view(R.edits(p), R.edit, x => x.on)],
  [/^\/findings$/, p => view(R.findings(p), R.finding, x => x.on)],
  [/^\/pairs$/, R.pairs],
  [/^\/pairs\/p3$/, R.pair],
  [/^\/terms$/, p => view(R.terms(p), R.term, x => `term/${x.t}`)],
  [/^\/terms\/card$/, p => found(R.termCard(p.get('on')))],
  [/^\/concepts$/, p => view(R.conceptList(p), R.concept, f => `name/${f.key}`)],
  [/^\/concepts\/(.+)$/, (_, id) => R.conceptCard(found(R.concepts.find(f => f.key === id)))],
  [/^\/acts$/, p => { const name = p.get('name'), all = [...J.acts].reverse().filter(a => !name || a.sets.some(s => s.on === `name/${name}` || s.on.startsWith(`form/${name}:`))), from = Number(p.get('from') ?? 0); return { total: all.length, acts: all.slice(from, from + Number(p.get('limit') ?? 200)).map(J.shown) }; }],
  [/^\/save$/, saving],
];
const post = [
  [/^\/session$/, () => null],
  [/^\/acts$/, decide],
  [/^\/acts\/([^/]+)\/revert$/, (body, id) => revert(id, body.on)],
  [/^\/articles$/, write],
  [/^\/save$/, save],
  [/^\/import$/, body => ({ ...list, name: body.name })],
  [/^\/import\/client$/, () => decide({ screen: 'glossary', label: ['import', list.name, String(list.rows)], sets: [{ on: `import/${list.name}`, field: 'rows', from: 0, to: list.rows }] })],
  [/^\/export$/, body => ({ file: file({ memory: 'memory.tmx', glossary: `glossary.${body.format}`, occurrences: 'occurrences.tsv' }[body.what], `${body.what} as ${body.format}\n`), dropped: body.format === 'csv' ? [['definition', 12], ['sides', 3]] : [] })],
];

const page = new URL('../dist/index.html', import.meta.url);
function index(res) {
  if (!existsSync(page)) return res.writeHead(404).end('Build the page first: npm run build');
  const html = readFileSync(page, 'utf8'), hash = tag => [...html.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(m => `'sha256-${createHash('sha256').update(m[1]).digest('base64')}'`).join(' ');
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': `default-src 'none'; script-src ${hash('script')}; style-src ${hash('style')}; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'` }).end(html);
}
const json = (res, status, body) => (body === null ? res.writeHead(204).end() : res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
async function bodyOf(req) {
  if (req.headers['x-drogman'] !== '1' || !/^application\/json/.test(req.headers['content-type'] ?? '')) throw new Refused(403, {});
  let text = '';
  for await (const part of req) text += part;
  return text ? JSON.parse(text) : {};
}
async function answer(req, res) {
  const url = new URL(req.url, 'http://localhost'), path = url.pathname.replace(/^\/api/, '');
  if (!url.pathname.startsWith('/api')) return url.pathname === '/' ? index(res) : json(res, 404, {});
  if (path === '/events') {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    tabs.add(res);
    req.on('close', () => tabs.delete(res));
    res.write(`event: read\ndata: ${JSON.stringify(read)}\n\n`);
    return undefined;
  }
  const once = /^\/files\/(.+)$/.exec(path);
  if (once) {
    const f = found(files.get(once[1]));
    files.delete(once[1]);
    return res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${f.name}"` }).end(f.text);
  }
  for (const [pattern, act] of req.method === 'POST' ? post : get) {
    const m = pattern.exec(path);
    if (m) return json(res, 200, act(req.method === 'POST' ? await bodyOf(req) : url.searchParams, m[1] && decodeURIComponent(m[1])));
  }
  return json(res, 404, {});
}
createServer((req, res) => {
  answer(req, res).catch(e => { if (!(e instanceof Refused)) console.error(e); json(res, e.status ?? 500, e.body ?? { message: String(e) }); });
}).listen(Number(args.port), '127.0.0.1', function () { console.log(`http://127.0.0.1:${this.address().port}/#dev`); });
