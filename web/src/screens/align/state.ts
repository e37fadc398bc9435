/** What the alignment screen knows: the pairs of documents, the one shown, and what is decided of it. */
import { computed, signal } from '@preact/signals';
import type { Pair, Pairs, Set as Setting } from '../../api';
import { get } from '../../client';
import { about } from '../../route';
import { decide, now } from '../../store';
import { beadsOf, changed, carry, give, join, split, take, type Bead, type Place, type Side } from './cuts';

export const pairs = signal<Pairs['pairs'] | null>(null);
/** The pair as it was fetched. */
const fetched = signal<Pair | null>(null);
/** Settings that the server has not answered yet. */
const pending = signal<readonly Setting[]>([]);
/** The pair as it is decided now. */
export const pair = computed<Pair | null>(() => {
  const base = fetched.value;
  if (!base || !pending.value.length) return base;
  const cuts = changed(base, pending.value as Setting[]);
  return { ...base, cuts, beads: beadsOf(base, cuts).map(({ p, look, ok }) => ({ p, look, ok })) };
});
/** Its names by side, in the order of the text. */
const names = computed<Record<Side, Pair['names']>>(() => {
  const of = (side: Side): Pair['names'] => (pair.value?.names ?? []).filter(name => name.side === side).sort((a, b) => a.s - b.s);
  return { fr: of('fr'), en: of('en') };
});
/** The names between two places of the text. */
export function namesBetween(side: Side, from: number, to: number): Pair['names'] {
  const all = names.value[side];
  let low = 0, high = all.length;
  while (low < high) { const middle = (low + high) >> 1; if ((all[middle]?.s ?? 0) < from) low = middle + 1; else high = middle; }
  const found: Pair['names'] = [];
  for (let i = low; i < all.length && (all[i]?.s ?? to) < to; i += 1) { const name = all[i]; if (name && name.e <= to) found.push(name); }
  return found;
}
/** The first sentences of the chosen pair of sentences. */
export const chosen = signal<Place | null>(null);
/** Only what needs a look: what needed one when that was chosen stays in sight. */
export const only = signal<ReadonlySet<string> | null>(null);
/** The name that is lit on both sides. */
export const lit = signal('');
export const failure = signal('');

const startOf = (bead: Bead): string => bead.start.join(':');
export const isOk = (bead: Bead): boolean => (pair.value ? now<boolean>(okThing(bead), 'ok', bead.ok) : bead.ok);
const okThing = (bead: Bead): string => `bead/${pair.value?.id ?? ''}/${startOf(bead)}`;
export const looksWrong = (bead: Bead): boolean => bead.look !== null && !isOk(bead);

export const beads = computed<Bead[]>(() => (pair.value ? beadsOf(pair.value) : []));
export const shown = computed<Bead[]>(() => {
  const kept = only.value;
  return kept ? beads.value.filter(bead => kept.has(startOf(bead)) || looksWrong(bead)) : beads.value;
});
/** How many are to be looked at, and how many are confirmed. */
export const tally = computed<{ look: number; ok: number }>(() => {
  let look = 0, ok = 0;
  for (const bead of beads.value) { if (isOk(bead)) ok += 1; else if (bead.look) look += 1; }
  return { look, ok };
});
/** The index among those shown of the chosen one. */
export const at = computed<number>(() => {
  const all = shown.value, place = chosen.value;
  if (!place) return Math.max(0, all.findIndex(looksWrong));
  const exact = all.findIndex(bead => bead.start[0] === place[0] && bead.start[1] === place[1]);
  if (exact >= 0) return exact;
  return Math.max(0, all.findLastIndex(bead => bead.start[0] <= place[0] && bead.start[1] <= place[1]));
});
const current = (): Bead | undefined => shown.value[at.value];

export async function fetchPairs(): Promise<void> { pairs.value = (await get<Pairs>('pairs')).pairs; }
/** The pair of the address, else the one that is shown, else the first with something to look at. */
export const wanted = computed<string>(() => {
  const all = pairs.value ?? [], shownNow = fetched.value?.id;
  return (all.find(one => one.id === about.value) ?? all.find(one => one.id === shownNow) ?? all.find(one => (one.left ?? 0) > 0) ?? all[0])?.id ?? '';
});
export async function fetchPair(): Promise<void> {
  const id = wanted.peek();
  if (!id) return;
  try {
    const answer = await get<Pair>('pairs/' + encodeURIComponent(id));
    if (id !== wanted.peek()) return;
    if (fetched.peek()?.id !== id) { chosen.value = null; only.value = null; }
    fetched.value = answer;
    failure.value = '';
  } catch (error) { failure.value = error instanceof Error ? error.message : String(error); }
}

export function step(by: number): void {
  const all = shown.value, to = all[Math.max(0, Math.min(all.length - 1, at.value + by))];
  if (to) chosen.value = to.start;
}
export function next(): void {
  const to = shown.value.slice(at.value + 1).find(looksWrong);
  if (to) chosen.value = to.start;
  else step(1);
}
export function toggleOnly(): void { only.value = only.value ? null : new Set(beads.value.filter(looksWrong).map(startOf)); }

/** The first words of a pair of sentences, for the journal. */
function snippet(bead: Bead): string {
  const both = pair.value;
  if (!both) return '';
  const side = bead.start[0] < bead.end[0] ? both.fr : both.en;
  const segment = side.segments[bead.start[side === both.fr ? 0 : 1]];
  const text = segment ? side.text.slice(segment[0], segment[1]) : '';
  return text.length > 50 ? text.slice(0, 48).trimEnd() + '…' : text;
}
export function confirm(): void {
  const bead = current();
  if (!bead) return;
  if (!isOk(bead)) void decide('align', ['confirm', snippet(bead)], [{ on: okThing(bead), field: 'ok', from: false, to: true }]);
  next();
}
function cut(label: string, bead: Bead, sets: Setting[]): void {
  if (!sets.length) return;
  chosen.value = bead.start;
  pending.value = [...pending.value, ...sets];
  // Refused or kept: what is in force comes with the next answer.
  void decide('align', [label, snippet(bead)], sets).then(fetchPair).finally(() => { pending.value = pending.value.filter(set => !sets.includes(set)); });
}
const withCurrent = (label: string, make: (pair: Pair, bead: Bead) => Setting[]) => (): void => {
  const bead = current();
  if (pair.value && bead) cut(label, bead, make(pair.value, bead));
};
export const joinNext = withCurrent('join-pairs', join);
export const splitHere = withCurrent('split-pair', split);
export const giveLast = (side: Side): (() => void) => withCurrent('move-sentence', (both, bead) => give(both, bead, side));
export const takeFirst = (side: Side): (() => void) => withCurrent('move-sentence', (both, bead) => take(both, bead, side));
/** A sentence was dragged onto a neighbour. */
export function drop(from: Bead, to: Bead, side: Side, sentence: number): void {
  if (pair.value) cut('move-sentence', to, carry(pair.value, from, to, side, sentence));
}
export const canSplit = (bead: Bead): boolean => bead.end[0] - bead.start[0] + bead.end[1] - bead.start[1] > 1;
