// Names, their cards and occurrences, as the fixture server answers them.
import { readFileSync } from 'node:fs';
import { get, settings } from './journal.mjs';

export const M = JSON.parse(readFileSync(new URL('fixture.json', import.meta.url), 'utf8'));
export const fold = s => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[’'‐-]/g, ' ').toLowerCase();
export const docs = M.docs.map(d => ({ ...d, id: `d${d.id}` }));
const parties = M.project.parties;
const rank = { several: 0, sides: 1, unknown: 2, known: 3 };
M.occ = M.occ.map(([d, s, e, f, form], i) => ({ on: `occ/${i}`, d, s, e, f, form }));
M.fams.forEach((f, i) => { f.key = `n${i}`; f.occ = M.occ.filter(o => o.f === i); f.hay = fold([f.pref, f.en, ...f.forms.map(k => M.forms[k].f)].join('|')); });
export const byConcept = new Map(M.fams.map(f => [f.id, f]));
const byKey = new Map(M.fams.map(f => [f.key, f]));
const order = [...M.fams];

/** Many names more, each with one spelling. */
export function grow(n) {
  const a = ['Akh', 'Bar', 'Che', 'Dja', 'Erz', 'Gor', 'Kha', 'Lor', 'Mar', 'Nor', 'Sar', 'Tav', 'Vaj', 'Zan'];
  const b = ['a', 'i', 'ou', 'e', 'o'], c = ['khian', 'lyan', 'berd', 'yev', 'tchour', 'kert', 'zour', 'ghian', 'dara', 'lakh'];
  for (let i = 0; i < n; i++) {
    const pref = `${a[i % 14]}${b[i % 5]}${c[(i * 7) % 10]}-${i + 1}`;
    const f = { key: `x${i}`, kind: ['several', 'unknown', 'known'][i % 3], type: ['person', 'city', 'organisation'][i % 3], pref, en: pref, forms: [], count: 1 + (i * 7919) % 97, occ: [], parties: [], styles: {}, enForms: [], gram: {}, gl: i % 3 !== 1, note: null, hay: fold(pref) };
    order.push(f);
    byKey.set(f.key, f);
  }
  order.sort(inGroups);
}
const inGroups = (a, b) => rank[a.kind] - rank[b.kind] || count(b) - count(a) || (a.pref < b.pref ? -1 : 1);
export const nameOf = key => byKey.get(key) ?? (key.startsWith('new:') ? split(key) : undefined);
/** A spelling that was made a name of its own. */
function split(key) {
  const form = key.slice(4);
  return { key, kind: 'unknown', type: 'other', pref: form, en: '', forms: [], occ: M.occ.filter(o => M.forms[o.form].f === form), parties: [], styles: {}, enForms: [], gram: {}, gl: false, note: null, hay: fold(form) };
}
const formOf = (f, m) => `form/${f.key}:${m.f}`;
/** Spellings with the name they belong to now, most found first. */
export function members(f) {
  const home = m => M.fams.find(x => x.forms.includes(m.i));
  const moved = [...settings('form/', 'family')].map(([on, to]) => ({ from: on.slice(5, on.indexOf(':', 5)), form: on.slice(on.indexOf(':', 5) + 1), to }));
  const own = f.forms.map(i => ({ ...M.forms[i], i, home: f })).filter(m => !moved.some(x => x.from === f.key && x.form === m.f));
  const here = moved.filter(x => x.to === f.key || (x.to === 'new' && f.key === `new:${x.form}`)).flatMap(x => M.forms.map((m, i) => ({ ...m, i })).filter(m => m.f === x.form && home(m)?.key === x.from).map(m => ({ ...m, home: home(m), slot: 'full', st: 'candidate', rel: 'joined' })));
  return [...own, ...here].sort((a, b) => b.n - a.n);
}
const live = f => members(f).filter(m => m.n || m.st === 'candidate');
export const isIn = (f, m) => get(formOf(m.home ?? f, m), 'in', true);
export const statusOf = (f, m) => get(formOf(m.home ?? f, m), 'status', m.st);
export const partyOf = (f, m) => get(formOf(m.home ?? f, m), 'party', m.party);
export const stateOf = f => get(`name/${f.key}`, 'state', 'open');
const field = slot => (slot === 'full' ? 'write' : `write-${slot}`);
export const prefOf = (f, style) => get(`name/${f.key}`, `write:${style}`, f.styles[style] || f.styles.default || f.pref);
const writeOf = (f, style, slot) => (slot === 'full' ? prefOf(f, style) : get(`name/${f.key}`, `${field(slot)}:${style}`, members(f).find(m => m.slot === slot && m.st === 'preferred')?.f ?? null));
export const keepsOf = (f, style) => get(`name/${f.key}`, 'keep', f.parties.length > 0 && !parties.includes(style));

/** The value that a thing has before anybody decided; undefined where the fixture does not know. */
export function baseOf(on, name) {
  const [kind, rest] = [on.slice(0, on.indexOf('/')), on.slice(on.indexOf('/') + 1)];
  if (['edit', 'finding', 'term'].includes(kind) && name === 'state') return 'open';
  if (kind === 'occ') return false;
  if (kind === 'form' && name === 'in') return true;
  const f = kind === 'name' ? nameOf(rest) : undefined;
  if (!f) return undefined;
  if (name === 'state') return 'open';
  if (name === 'type' || name === 'en') return f[name];
  const write = /^write:(.*)$/.exec(name);
  return write ? f.styles[write[1]] || f.styles.default || f.pref : undefined;
}

/** What would change in the articles. */
export function editsOf(style) {
  const rewritten = new Map([...settings('name/', `write:${style}`)].map(([on, to]) => [on.slice(5), to]).filter(([key, to]) => byKey.get(key) && to !== (byKey.get(key).styles[style] || byKey.get(key).styles.default || byKey.get(key).pref)));
  const list = (M.edits[style] ?? []).map(([d, s, e, to, c, sure, why]) => ({ d, s, e, to, f: byConcept.get(c), sure: !!sure, why: why ? { code: why } : null })).filter(x => x.f && !rewritten.has(x.f.key));
  for (const [key, to] of rewritten) {
    const f = byKey.get(key);
    for (const o of f.occ) { const m = M.forms[o.form]; if (m.slot === 'full' && m.f !== to && isIn(f, m)) list.push({ d: o.d, s: o.s, e: o.e, to, f, sure: true, why: null }); }
  }
  return list.filter(x => !blocked(x)).map(x => ({ ...x, on: `edit/${style}/d${x.d}:${x.s}`, from: docs[x.d].text.slice(x.s, x.e) })).sort((a, b) => a.d - b.d || a.s - b.s);
}
const blocked = x => stateOf(x.f) === 'rejected' || x.f.occ.some(o => o.d === x.d && o.s >= x.s && o.e <= x.e && (get(o.on, 'out', false) || !isIn(x.f, M.forms[o.form])));

const both = (f, style) => (keepsOf(f, style) ? parties.map(p => live(f).find(m => m.n && partyOf(f, m) === p)?.f).filter(Boolean) : []);
const count = f => f.count ?? (f.forms.length ? members(f).reduce((n, m) => n + m.n, 0) : f.occ.length);
export const titleOf = (f, style = 'default') => { const sides = both(f, style); return sides.length > 1 ? sides.join(' · ') : prefOf(f, style); };
function englishOf(f, style) {
  const own = get(`name/${f.key}`, 'en', f.en);
  const sides = both(f, style).length > 1 ? parties.map(p => f.enForms.find(x => x[2] === p)?.[0]).filter(Boolean) : [];
  return sides.length > 1 ? sides.join(' · ') : own;
}
const docsOf = f => (f.count ? [Number(f.key.slice(1)) % docs.length] : [...new Set(f.occ.map(o => o.d))]);

export function nameRow(f, style = 'default') {
  const ms = live(f), split = new Map(), n = count(f);
  for (const m of ms.filter(m => isIn(f, m))) { const part = partyOf(f, m) ?? (m.f === writeOf(f, style, m.slot) ? 'preferred' : ['preferred', 'admitted', 'candidate'].includes(statusOf(f, m)) ? 'admitted' : 'replace'); split.set(part, (split.get(part) ?? 0) + m.n); }
  return {
    id: f.key, kind: f.kind, type: get(`name/${f.key}`, 'type', f.type), state: stateOf(f), fr: titleOf(f, style), en: englishOf(f, style), n, docs: docsOf(f).length,
    forms: f.count ? [{ form: f.pref, n, status: 'preferred', party: null, in: true }] : ms.slice(0, 8).map(m => ({ form: m.f, n: m.n, status: statusOf(f, m), party: partyOf(f, m), in: isIn(f, m) })),
    split: f.count ? [['preferred', n]] : [...split], note: f.note ?? '', known: f.gl,
  };
}
export function nameCard(f, style = 'default') {
  const row = nameRow(f, style), ms = live(f), edits = editsOf(style).filter(x => x.f === f), pairs = new Map();
  for (const x of edits) { const key = `${x.from}\0${x.to}`, p = pairs.get(key) ?? [x.from, x.to, 0, true]; p[2]++; p[3] &&= x.sure; pairs.set(key, p); }
  const seen = p => ms.filter(m => partyOf(f, m) === p);
  const spelling = m => ({ form: m.f, n: m.n, docs: m.d, status: statusOf(f, m), party: partyOf(f, m), slot: m.slot, why: { code: m.rel }, in: isIn(f, m), write: m.f === writeOf(f, style, m.slot) });
  return {
    ...row, forms: f.count ? [{ ...row.forms[0], docs: 1, slot: 'full', why: { code: 'base' }, write: true }] : ms.map(spelling), keep: keepsOf(f, style),
    sides: f.parties.length ? parties.map(p => ({ party: p, fr: seen(p)[0]?.f ?? f.styles[p] ?? '', en: f.enForms.find(x => x[2] === p)?.[0] ?? '', n: seen(p).reduce((n, m) => n + m.n, 0) })) : [],
    unseen: members(f).filter(m => !m.n && m.st !== 'candidate').map(m => m.f), edits: { total: edits.length, pairs: [...pairs.values()] },
    examples: f.occ.filter((o, k, all) => all.findIndex(x => x.form === o.form) === k).slice(0, 3).map(o => { const { doc, title, date, left, key, right } = occurrence(o); return { doc, title, date, left, key, right }; }),
    near: M.fams.filter(x => x !== f && x.type === f.type).slice(0, 4).map((x, k) => [x.key, titleOf(x), 0.8 - k / 10, { code: 'alike' }]),
  };
}
export function occurrence(o) {
  const d = docs[o.d], line = s => s.replace(/\s+/g, ' ');
  return { on: o.on, doc: d.id, title: d.title, date: d.date, s: o.s, e: o.e, left: line(d.text.slice(Math.max(0, o.s - 80), o.s)), key: d.text.slice(o.s, o.e), right: line(d.text.slice(o.e, o.e + 80)), form: M.forms[o.form].f, out: get(o.on, 'out', false) };
}
export function occurrences(f, params) {
  const sort = params.get('sort') ?? 'date', q = fold(params.get('q') ?? ''), form = params.get('form');
  const nth = Number(sort.slice(-1)) || 1;
  const key = { date: x => x.date, form: x => fold(x.form), left: x => fold(x.left.trim().split(/[\s’'(«"]+/).at(-nth) ?? ''), right: x => fold(x.right.replace(/^[^\p{L}\d]+/u, '').split(/[\s’']+/)[nth - 1] ?? '~') }[sort.replace(/\d/, '')] ?? (x => x.date);
  const rows = f.occ.map(o => [o, occurrence(o)]).filter(([, x]) => (!q || fold(x.left + x.key + x.right).includes(q)) && (!form || x.form === form));
  const dates = [...new Set(f.occ.map(o => o.d))].map(d => docs[d]).sort((a, b) => (a.date < b.date ? -1 : 1)).map(d => {
    const forms = {};
    for (const o of f.occ.filter(o => `d${o.d}` === d.id)) { const m = M.forms[o.form].f; forms[m] = (forms[m] ?? 0) + 1; }
    return { doc: d.id, title: d.title, date: d.date, forms };
  });
  return { things: rows.sort((a, b) => (key(a[1]) < key(b[1]) ? -1 : key(a[1]) > key(b[1]) ? 1 : a[0].d - b[0].d || a[0].s - b[0].s)).map(([o]) => o), dates };
}
/** How many names each group has, and how many of them are to decide now. */
export function groupsOf(rows) {
  const groups = Object.keys(rank).map(kind => ({ kind, total: 0, open: 0 }));
  for (const f of rows) { const g = groups[rank[f.kind]]; g.total++; if (stateOf(f) === 'open') g.open++; }
  return groups.filter(g => g.total);
}
/** Names that fit, and the facets over all of them. */
export function names(params) {
  const has = (key, value) => { const all = params.getAll(key); return !all.length || all.includes(value); };
  const q = fold(params.get('q') ?? ''), added = [...settings('form/', 'family')].filter(([, to]) => to === 'new').map(([on]) => split(`new:${on.slice(on.indexOf(':', 5) + 1)}`));
  const all = [...order, ...added].filter(f => f.count || count(f) > 0), facets = { type: new Map(), state: new Map(), doc: new Map(), in: new Map() };
  const up = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  const rows = all.filter(f => {
    const type = get(`name/${f.key}`, 'type', f.type), state = stateOf(f), where = docsOf(f).map(d => docs[d].id), known = f.gl ? 'yes' : 'no';
    up(facets.type, type); up(facets.state, state); up(facets.in, known); where.forEach(d => up(facets.doc, d));
    return (!q || f.hay.includes(q)) && has('type', type) && has('state', state) && has('in', known) && (!params.getAll('doc').length || where.some(d => has('doc', d)));
  });
  if (added.length) rows.sort(inGroups);
  return { things: rows, groups: groupsOf(rows), facets: { type: [...facets.type], state: [...facets.state], doc: docs.map(d => [d.id, facets.doc.get(d.id) ?? 0, d.title]), in: [...facets.in] } };
}
export const namesLeft = () => order.reduce((n, f) => n + (f.kind !== 'known' && stateOf(f) === 'open' ? 1 : 0), 0);
