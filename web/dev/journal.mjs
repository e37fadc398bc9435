// Decisions of the fixture server: the value in force is that of the last setting that was not taken back.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export const acts = [];
const index = new Map();                               // thing#field -> settings, oldest first
let file = null;
let serial = 0;
let lastId = '';
const nextId = () => { lastId = `e${String(++serial).padStart(6, '0')}`; return lastId; };

/** Keeps the journal in a file, and reads what it has, so that a restarted server goes on. */
export function keepIn(path) {
  if (existsSync(path)) {
    for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
      const entry = JSON.parse(line);
      nextId();
      if (entry.sets) record(entry);
      else if (entry.revert) acts.find(act => act.id === entry.revert).off = entry.on;
      else for (const act of acts) act.saved ||= entry.saved.includes(act.id);
    }
  }
  file = path;
}
const write = entry => { if (file) appendFileSync(file, JSON.stringify(entry) + '\n'); };

function record(act) {
  acts.push(act);
  for (const set of act.sets) {
    const key = `${set.on}#${set.field}`;
    if (!index.has(key)) index.set(key, []);
    index.get(key).push({ act, to: set.to });
  }
}
export function get(on, field, base) {
  const list = index.get(`${on}#${field}`);
  for (let i = (list?.length ?? 0) - 1; i >= 0; i--) if (!list[i].act.off) return list[i].to;
  return base;
}
/** Things that were ever set in this field, with the value in force. */
export function* settings(start, field) {
  for (const key of index.keys()) {
    const [on, name] = key.split('#');
    if (name === field && on.startsWith(start)) { const to = get(on, field); if (to !== undefined) yield [on, to]; }
  }
}
export function add({ screen, label, sets }) {
  const act = { id: nextId(), time: new Date().toISOString(), screen, label, sets, off: false, saved: false };
  record(act);
  write(act);
  return act;
}
/** Takes an act back, or restores it; the id of that entry. */
export function revert(act, on) {
  act.off = on;
  write({ revert: act.id, on });
  return nextId();
}
export function save() {
  const list = unsaved();
  for (const act of list) act.saved = true;
  write({ saved: list.map(act => act.id) });
  nextId();
}
/** What the glossary keeps; the other decisions live in the journal alone. */
const kept = act => act.sets.some(set => /^(name|form|term|import|ignore)\//.test(set.on));
export const unsaved = () => acts.filter(act => !act.off && !act.saved && kept(act));
export const last = () => lastId;
export const shown = act => ({ id: act.id, time: act.time, screen: act.screen, label: act.label, n: act.sets.length, first: act.sets[0] ?? null, off: act.off, saved: act.saved });
