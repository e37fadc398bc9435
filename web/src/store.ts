/** What is decided, shown at once and kept by the server.
 *
 * A decision sets one field of one thing; in force is the last one that was not taken back. The page shows a decision
 * before the server has answered (an overlay over what was fetched) and puts the value back, with a word, when it is
 * refused. After every decision, here or in another tab, what is shown is fetched again in place.
 */
import { signal } from '@preact/signals';
import type { Act, Acted, Acts, Kind, Left, NewAct, Project, Read, Screen, Set as Setting, Value } from './api';
import { get, listen, on, onBack, post, Refused } from './client';
import { say } from './toast';
import { labelled, t } from './strings';

export const project = signal<Project | null>(null);
export const read = signal<Read>({ done: 0, total: 0, finished: false, failed: [], occurrences: 0 });
export const left = signal<Left>({ names: null, edits: null, findings: null, pairs: null, terms: null });
/** Acts that the glossary keeps and that are not in its files yet. */
export const unsaved = signal(0);
/** Counts the `names` events: how many names were added since the list was asked for last. */
export const added = signal(0);
/** The newest acts, newest first, and how many there are. */
export const acts = signal<Acts>({ total: 0, acts: [] });

// ---- what was decided and not fetched yet

interface Shown { value: Value; serial: number; answered: boolean }
const overlay = new Map<string, Shown>();
const changed = signal(0);
let serial = 0;
const key = (thing: string, field: string): string => thing + '#' + field;

/** The value in force of a field: what was just decided, else `fetched`. */
export function now<T extends Value>(thing: string, field: string, fetched: T): T {
  void changed.value;
  const shown = overlay.get(key(thing, field));
  return shown ? (shown.value as T) : fetched;
}

function show(sets: readonly Setting[], value: (set: Setting) => Value): number {
  serial += 1;
  for (const set of sets) overlay.set(key(set.on, set.field), { value: value(set), serial, answered: false });
  changed.value += 1;
  return serial;
}
function putBack(sets: readonly Setting[], of: number): void {
  for (const set of sets) if (overlay.get(key(set.on, set.field))?.serial === of) overlay.delete(key(set.on, set.field));
  changed.value += 1;
}

// ---- fetching again what is shown

type Source = () => Promise<void>;
const sources = new Set<Source>();
/** Registers something shown that is to be fetched again, in place, after a decision. Returns how to end that. */
export function refreshed(source: Source): () => void {
  sources.add(source);
  return () => { sources.delete(source); };
}
let timer = 0, running = false, rounds = 0;
/** How often things were fetched again: what was away meanwhile knows by it that it is old. */
export const refreshes = (): number => rounds;
export function refreshSoon(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void refresh(), 30);
}
async function refresh(): Promise<void> {
  if (running) return refreshSoon();
  running = true;
  rounds += 1;
  const done = [...overlay].filter(([, shown]) => shown.answered);
  await Promise.allSettled([...sources].map(source => source()));
  running = false;
  for (const [name, shown] of done) if (overlay.get(name) === shown) overlay.delete(name);
  if (done.length) changed.value += 1;
}

// ---- deciding

/** Settings of the acts of this page, to show at once what taking them back gives. */
const own = new Map<string, readonly Setting[]>();
let queue: Promise<unknown> = Promise.resolve();
/** Writes go one after another, so that `from` is always what is in force. */
function inTurn<T>(write: () => Promise<T>): Promise<T> {
  const turn = queue.then(write);
  queue = turn.catch(() => undefined);
  return turn;
}

/** Decides: one act of one or more settings. `label` is a code and its arguments (see `l_…` in the strings). */
export function decide(screen: Screen, label: string[], sets: Setting[]): Promise<boolean> {
  const real = sets.filter(set => set.from !== set.to);
  if (!real.length) return Promise.resolve(true);
  return send({ screen, label, sets: real }, real);
}
/** One setting for every row of a view: `cached` are the things whose rows the page has. */
export function decideShown(
  screen: Screen, label: string[], what: { view: string; group?: Kind; field: string; from: Value; to: Value }, cached: readonly string[],
): Promise<boolean> {
  return send({ screen, label, ...what }, cached.map(thing => ({ on: thing, field: what.field, from: what.from, to: what.to })));
}

function send(body: NewAct, sets: readonly Setting[]): Promise<boolean> {
  const mine = show(sets, set => set.to);
  say(labelled(body.label), { takeBack: true });
  undone.length = 0;
  return inTurn(async () => {
    try {
      const acted = await post<Acted>('acts', body);
      for (const set of sets) { const shown = overlay.get(key(set.on, set.field)); if (shown?.serial === mine) shown.answered = true; }
      own.set(acted.id, 'sets' in body ? sets : []);
      const act: Act = { id: acted.id, time: acted.time, screen: body.screen, label: body.label, n: acted.n, first: sets[0] ?? null, off: false, saved: false };
      acts.value = { total: acts.value.total + 1, acts: [act, ...acts.value.acts] };
      accept(acted);
      return true;
    } catch (error) {
      putBack(sets, mine);
      sayRefused(error);
      return false;
    } finally { refreshSoon(); }
  });
}
let last = '';
function accept(acted: Acted): void {
  last = acted.id;
  left.value = acted.left;
  unsaved.value = acted.unsaved;
}
function sayRefused(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
  const body = error.body as { now?: Value; needs?: string[] } | null;
  if (error.status === 0) say(t('offAct'));
  else if (error.status === 409 && body?.needs) {
    const later = body.needs.map(id => acts.value.acts.find(act => act.id === id)).find(Boolean);
    say(t('needsText', { l: later ? labelled(later.label) : body.needs.join(', ') }));
  } else if (error.status === 409) say(t('staleText', { now: String(body?.now ?? '–') }));
  else say(t('refusedText', { m: error.message }));
}

/** The settings whose value the page can foresee when an act is taken back or restored: those of the last act in force.
 * Of an older one a later act may have set the same field. */
function foreseen(act: Act | undefined): readonly Setting[] {
  if (!act || acts.value.acts.find(one => !one.off || one === act) !== act) return [];
  return own.get(act.id) ?? (act.n === 1 && act.first ? [act.first] : []);
}

/** What was taken back here, for «restore»; the last one first. */
const undone: string[] = [];
/** Takes an act back, or restores it. */
export function revert(id: string, off: boolean): Promise<boolean> {
  const act = acts.value.acts.find(one => one.id === id), sets = foreseen(act);
  const mine = show(sets, set => (off ? set.from : set.to));
  say(t(off ? 'undone' : 'redone', { l: act ? labelled(act.label) : '' }), off ? { restore: true } : { takeBack: true });
  return inTurn(async () => {
    try {
      const acted = await post<Acted>(`acts/${encodeURIComponent(id)}/revert`, { on: off });
      for (const set of sets) { const shown = overlay.get(key(set.on, set.field)); if (shown?.serial === mine) shown.answered = true; }
      acts.value = { ...acts.value, acts: acts.value.acts.map(one => (one.id === id ? { ...one, off } : one)) };
      if (off) undone.unshift(id);
      else undone.splice(undone.indexOf(id) >>> 0, 1);
      accept(acted);
      return true;
    } catch (error) {
      putBack(sets, mine);
      sayRefused(error);
      return false;
    } finally { refreshSoon(); }
  });
}
/** Takes the last act back that stands, wherever it was decided. */
export async function undo(): Promise<void> {
  const id = await inTurn(async () => acts.value.acts.find(act => !act.off)?.id);
  if (id) await revert(id, true);
  else say(t('nothingUndo'));
}
/** Restores what was taken back last on this page. */
export async function redo(): Promise<void> {
  const id = await inTurn(async () => undone[0]);
  if (id) await revert(id, false);
  else say(t('nothingRedo'));
}

// ---- the start, and what the server says by itself

export async function fetchActs(limit = Math.max(100, acts.value.acts.length)): Promise<void> {
  acts.value = await get<Acts>('acts', { from: 0, limit });
}
async function fetchProject(): Promise<void> {
  const answer = await get<Project>('project');
  project.value = answer;
  read.value = answer.read;
  left.value = answer.left;
  unsaved.value = answer.unsaved;
  last = answer.last;
}
export async function start(): Promise<void> {
  await fetchProject();
  on<Read>('read', data => { read.value = { ...read.value, ...data }; });
  on<{ added: number }>('names', data => { added.value += data.added; });
  on<Left>('left', data => { left.value = data; });
  on<{ last: string; unsaved: number }>('journal', data => {
    unsaved.value = data.unsaved;
    if (data.last === last) return;
    // What this page sends itself is already accounted for when its answer comes.
    void inTurn(async () => {
      if (data.last === last) return;
      last = data.last;
      await fetchActs();
      refreshSoon();
    });
  });
  onBack(() => { say(t('backAgain')); void fetchProject().then(() => fetchActs()).then(refreshSoon); });
  listen();
  void fetchActs();
}
/** After saving: the acts stand in the files. */
export async function saved(): Promise<void> {
  await fetchProject();
  await fetchActs();
  refreshSoon();
}
