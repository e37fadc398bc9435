// Edits, findings, pairs, terms and concepts, as the fixture server answers them.
import { acts, get, settings, shown } from './journal.mjs';
import { M, byConcept, docs, editsOf, fold, keepsOf, members, nameOf, partyOf, prefOf, stateOf, statusOf, titleOf } from './names.mjs';

const tally = (list, of, titles = {}) => { const m = new Map(); for (const x of list) { const v = of(x); m.set(v, (m.get(v) ?? 0) + 1); } return [...m].map(([v, n]) => (titles[v] ? [v, n, titles[v]] : [v, n])); };
/** The documents of a list that is ordered by them. */
const groups = (list, of) => tally(list, of).map(([doc, n]) => ({ doc, title: doc === 'e3' ? english.title : titles[doc], n }));
const fits = (params, key, value) => { const all = params.getAll(key); return !all.length || all.includes(value); };
const titles = Object.fromEntries(docs.map(d => [d.id, d.title]));
const english = { id: 'e3', title: 'Crucial talks in Yevlakh', date: docs[3].date, language: 'en', text: M.align.en };

export function document(id) {
  const d = id === 'e3' ? english : docs.find(x => x.id === id);
  if (!d) return null;
  const blocks = [...d.text.matchAll(/[^\n]+/g)].filter(m => m[0].trim()).map((m, i) => ({ s: m.index, e: m.index + m[0].length, kind: i ? 'paragraph' : 'heading' }));
  return { id: d.id, title: d.title, date: d.date, language: d.language ?? 'fr', text: d.text, blocks };
}

// ---- edits
const editState = x => get(x.on, 'state', 'open');
export const toWrite = style => editsOf(style).filter(x => editState(x) === 'accepted' || (x.sure && editState(x) === 'open'));
export const edit = x => ({ on: x.on, doc: docs[x.d].id, title: docs[x.d].title, s: x.s, e: x.e, from: x.from, to: x.to, name: x.f.key, fr: titleOf(x.f), party: null, sure: x.sure, why: x.why, state: editState(x) });
export function edits(params) {
  const style = params.get('style') ?? 'default', all = editsOf(style), q = fold(params.get('q') ?? '');
  const things = all.filter(x => fits(params, 'doc', docs[x.d].id) && fits(params, 'state', editState(x)) && (!q || fold(x.from + '|' + x.to).includes(q)));
  return { things, counts: Object.fromEntries(M.project.styles.map(s => [s, editsOf(s).length])), toWrite: toWrite(style).length, docs: groups(things, x => docs[x.d].id), facets: { doc: tally(all, x => docs[x.d].id, titles), state: tally(all, editState) } };
}
export const editsLeft = () => editsOf('default').filter(x => editState(x) === 'open').length;

// ---- findings
M.findings.sort((a, b) => a.d - b.d || (a.side < b.side ? 1 : a.side > b.side ? -1 : a.s - b.s));
M.findings.forEach((x, i) => { x.on = `finding/${i}`; x.everywhere = x.a.length ? `ignore/${x.rule}/${x.a[1] ?? x.a[0]}` : null; });
function findingState(x) {
  const own = get(x.on, 'state', 'open'), f = byConcept.get(x.c);
  return own === 'open' && ((x.everywhere && get(x.everywhere, 'on', false)) || (f && stateOf(f) === 'rejected')) ? 'ignored' : own;
}
export function finding(x) {
  const d = x.side === 'en' ? english : docs[x.d], text = d.text;
  const side = x.side === 'en' ? 1 : 0, k = x.d === M.align.d ? M.align[side ? 'eo' : 'fo'].findIndex(([s, e]) => x.s >= s && x.s < e) : -1;
  const bead = k < 0 ? null : M.align.beads.find(b => b[side].includes(k));
  return {
    on: x.on, everywhere: x.everywhere, rule: x.rule, severity: x.sev, doc: d.id, title: d.title, s: x.s, e: x.e, form: text.slice(x.s, x.e), message: x.msg, args: x.a.map(String),
    fix: x.fix && { from: text.slice(x.fix[0], x.fix[1]), to: x.fix[2], s: x.fix[0], e: x.fix[1], sure: true }, pair: bead && { id: 'p3', fr: bead[0], en: bead[1] }, why: '', state: findingState(x),
  };
}
export function findings(params) {
  const doc = x => (x.side === 'en' ? 'e3' : docs[x.d].id), q = fold(params.get('q') ?? '');
  const things = M.findings.filter(x => fits(params, 'rule', x.rule) && fits(params, 'doc', doc(x)) && (!q || fold(x.msg).includes(q)));
  return { things, docs: groups(things, doc), facets: { rule: tally(M.findings, x => x.rule), doc: tally(M.findings, doc, { ...titles, e3: english.title }) } };
}
export const findingsLeft = () => M.findings.filter(x => findingState(x) === 'open').length;

// ---- the pair
const ends = [M.align.fo.length, M.align.eo.length];
const firstCuts = []; { let i = 0, j = 0; for (const [fr, en] of M.align.beads) { if (i + j) firstCuts.push([i, j]); i += fr.length; j += en.length; } }
const sureOf = new Map(); { let i = 0, j = 0; for (const [fr, en, p] of M.align.beads) { sureOf.set([i, j, i + fr.length, j + en.length].join(), p); i += fr.length; j += en.length; } }
export function cuts(more = []) {
  const at = new Map(firstCuts.map(c => [c.join(':'), c]));
  for (const [on, to] of [...settings('cut/p3/', 'on'), ...more]) { const key = on.slice(7); if (to) at.set(key, key.split(':').map(Number)); else at.delete(key); }
  return [...at.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
/** Whether each cut lies after the one before on both sides. */
export const inOrder = more => cuts(more).every(([i, j], k, all) => i >= 0 && j >= 0 && i <= ends[0] && j <= ends[1] && (!k || (i >= all[k - 1][0] && j >= all[k - 1][1])));
const named = [...M.occ.filter(o => o.d === M.align.d).map(o => ({ side: 'fr', s: o.s, e: o.e, f: M.fams[o.f] })), ...M.align.enocc.map(([s, e, id]) => ({ side: 'en', s, e, f: byConcept.get(id) }))].filter(x => x.f);
function beads() {
  const stops = [[0, 0], ...cuts(), ends];
  return stops.slice(0, -1).map(([i, j], k) => {
    const [m, n] = stops[k + 1], p = sureOf.get([i, j, m, n].join()) ?? null, ok = get(`bead/p3/${i}:${j}`, 'ok', false);
    const look = i === m || j === n ? { code: 'one-sided' } : p !== null && p < 0.6 ? { code: 'weak' } : null;
    return { p, look, ok };
  });
}
export const pairsLeft = () => beads().filter(b => b.look && !b.ok).length;
export const pairs = () => ({ pairs: [{ id: 'p3', fr: docs[3].title, en: english.title, beads: beads().length, left: pairsLeft() }] });
export const pair = () => ({
  id: 'p3', fr: { doc: 'd3', title: docs[3].title, text: docs[3].text, segments: M.align.fo }, en: { doc: 'e3', title: english.title, text: english.text, segments: M.align.eo },
  cuts: cuts(), beads: beads(), names: named.map(x => ({ side: x.side, s: x.s, e: x.e, id: x.f.key, fr: prefOf(x.f, 'default') })),
});

// ---- terms
const termState = x => get(`term/${x.t}`, 'state', 'open');
const termEn = x => get(`term/${x.t}`, 'en', x.en[0]?.[0] ?? '');
export const term = x => ({ on: `term/${x.t}`, term: x.t, type: get(`term/${x.t}`, 'type', 'term'), en: termEn(x), n: x.n, docs: x.d, score: x.score, state: termState(x), known: !!x.known });
export function terms(params) {
  const q = fold(params.get('q') ?? ''), en = x => (termEn(x) ? 'yes' : 'no'), known = x => (x.known ? 'yes' : 'no');
  const things = M.terms.filter(x => (!q || fold(x.t + '|' + termEn(x)).includes(q)) && fits(params, 'state', termState(x)) && fits(params, 'en', en(x)) && fits(params, 'known', known(x)));
  return { things, facets: { state: tally(M.terms, termState), en: tally(M.terms, en), known: tally(M.terms, known) } };
}
export function termCard(on) {
  const x = M.terms.find(t => `term/${t.t}` === on);
  return x && { ...term(x), forms: x.v, proposals: x.en, examples: x.ex.map(([d, a, b]) => {
    const s = docs[d].text.slice(a, b), at = s.toLowerCase().indexOf(x.t.toLowerCase()), k = at < 0 ? 0 : at, e = at < 0 ? 0 : at + x.t.length;
    return { doc: docs[d].id, title: docs[d].title, date: docs[d].date, left: s.slice(0, k), key: s.slice(k, e), right: s.slice(e) };
  }) };
}
export const termsLeft = () => M.terms.filter(x => !x.known && termState(x) === 'open').length;

// ---- the glossary
const kept = M.fams.filter(f => f.gl);
export const concepts = [...kept, ...M.rest.map(([id, type, pref, en, file]) => ({ id, key: `g-${id}`, type, pref, en, file, forms: [], occ: [], styles: {}, enForms: [[en, 'preferred', null]], gram: {}, parties: [], gl: true }))].sort((a, b) => a.pref.localeCompare(b.pref, 'fr'));
const layer = f => (f.file === 'caucase-lieux.yaml' ? 'glossary' : 'embedded'), type = f => get(`name/${f.key}`, 'type', f.type), used = f => (f.occ.length ? 'yes' : 'no');
export const concept = f => ({ id: f.key, fr: prefOf(f, 'default'), en: get(`name/${f.key}`, 'en', f.en), type: type(f), layer: layer(f), n: f.occ.length });
export function conceptList(params) {
  const q = fold(params.get('q') ?? '');
  const things = concepts.filter(f => (!q || fold(`${f.pref}|${f.en}`).includes(q)) && fits(params, 'type', type(f)) && fits(params, 'layer', layer(f)) && fits(params, 'used', used(f)));
  return { things, facets: { type: tally(concepts, type), layer: tally(concepts, layer), used: tally(concepts, used) } };
}
export function conceptCard(f) {
  const v = (name, base) => get(`name/${f.key}`, name, base ?? null), fr = prefOf(f, 'default'), g = f.gram;
  const card = { article: v('article', g.article), locative: v('locative', g.locative), elides: v('elides', g.elides), gender: v('gender', g.gender), number: v('number', g.number) };
  const write = Object.fromEntries(M.project.styles.slice(1).map(s => [s, prefOf(f, s)]).filter(([, form]) => form !== fr));
  return {
    ...concept(f), ...card, write, enForms: f.enForms.map(([form, status, party]) => ({ form, status: status ?? 'admitted', party })), samples: samples(fr, card),
    forms: members(f).map(m => ({ form: m.f, status: statusOf(f, m), relation: m.rel === 'base' ? null : m.rel, party: partyOf(f, m), slot: m.slot, n: m.n })),
    note: v('note', f.note) ?? '', definition: v('definition', '') ?? '', domain: v('domain', '') ?? '', source: v('source', f.source) ?? '', file: f.file ?? '', line: 1,
    history: acts.filter(act => act.sets.some(s => s.on === `name/${f.key}` || s.on.startsWith(`form/${f.key}:`))).map(shown).reverse(),
  };
}
function samples(fr, { article, locative, elides }) {
  const vowel = /^[aeiouyhàâéèêëîïôûœ]/i.test(fr), el = elides ?? vowel, the = article === "l'" ? `l’${fr}` : article ? (el && article !== 'les' ? 'l’' : `${article} `) + fr : fr;
  const of = !article ? (el ? 'd’' : 'de ') + fr : article === 'le' && !el ? `du ${fr}` : article === 'les' ? `des ${fr}` : `de ${the}`;
  return [the, of, locative ? `${locative} ${fr}` : article === 'le' && !el ? `au ${fr}` : `à ${the}`];
}
export { keepsOf, nameOf };
