// The pairs of sentences of two documents, told by their cuts. A cut `[i, j]` stands before French sentence i and English
// sentence j; what lies between two cuts belongs together. Moving a sentence is taking one cut out and setting another.
import type { Coded, Pair, Set as Setting } from '../../api';

export type Place = [i: number, j: number];
export type Side = 'fr' | 'en';
/** Sentences that belong together, from `start` up to `end`. */
export interface Bead {
  /** The same as long as it holds the same sentences. */
  id: string;
  start: Place;
  end: Place;
  /** How sure, from 0 to 1; null: a decision made it. */
  p: number | null;
  look: Coded | null;
  ok: boolean;
}

const key = (place: Place): string => place.join(':');
const same = (a: Place, b: Place): boolean => a[0] === b[0] && a[1] === b[1];

export const count = (bead: Bead, side: Side): number => (side === 'fr' ? bead.end[0] - bead.start[0] : bead.end[1] - bead.start[1]);

/** What lies between `cuts`. Of sentences that still belong together as in `pair`, what is known stays known. */
export function beadsOf(pair: Pair, cuts: Place[] = pair.cuts): Bead[] {
  const known = new Map(between(pair, pair.cuts).map(([start, end], at) => [key(start) + '-' + key(end), pair.beads[at]]));
  return between(pair, cuts).map(([start, end]) => {
    const id = key(start) + '-' + key(end);
    const found = known.get(id);
    return { id, start, end, p: found?.p ?? null, look: found ? found.look : oneSided(start, end), ok: found?.ok ?? false };
  });
}
function between(pair: Pair, cuts: Place[]): [Place, Place][] {
  const ends: Place[] = [...cuts, [pair.fr.segments.length, pair.en.segments.length]];
  return ends.map((end, at): [Place, Place] => [at ? ends[at - 1]! : [0, 0], end]);
}
const oneSided = (start: Place, end: Place): Coded | null => (start[0] === end[0] || start[1] === end[1] ? { code: 'one-sided' } : null);

/** The cuts after some settings. */
export function changed(pair: Pair, sets: Setting[]): Place[] {
  const cuts = new Map(pair.cuts.map((cut) => [key(cut), cut]));
  for (const set of sets) {
    const place = set.on.split('/').pop()!;
    if (set.to === true) cuts.set(place, place.split(':').map(Number) as Place);
    else cuts.delete(place);
  }
  return [...cuts.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const turn = (pair: Pair, place: Place, on: boolean): Setting => ({ on: `cut/${pair.id}/${key(place)}`, field: 'on', from: !on, to: on });
const isEnd = (pair: Pair, [i, j]: Place): boolean => (i === 0 && j === 0) || (i === pair.fr.segments.length && j === pair.en.segments.length);
const isCut = (pair: Pair, place: Place): boolean => isEnd(pair, place) || pair.cuts.some((cut) => same(cut, place));

/** The cut at `from` taken out and set at `to` instead; where there is one already, its two neighbours become one. */
function move(pair: Pair, from: Place, to: Place): Setting[] {
  const sets: Setting[] = [];
  if (!isEnd(pair, from)) sets.push(turn(pair, from, false));
  if (!isCut(pair, to)) sets.push(turn(pair, to, true));
  return sets;
}
const shifted = ([i, j]: Place, side: Side, by: number): Place => (side === 'fr' ? [i + by, j] : [i, j + by]);

/** One with the next; nothing for the last. */
export const join = (pair: Pair, bead: Bead): Setting[] => (isEnd(pair, bead.end) ? [] : [turn(pair, bead.end, false)]);

/** In two: the first sentence of either side apart from the others, or the two sides apart. */
export function split(pair: Pair, bead: Bead): Setting[] {
  const [i, j] = bead.start;
  const fr = count(bead, 'fr'), en = count(bead, 'en');
  if (fr + en < 2) return [];
  const at: Place = fr > 1 && en > 1 ? [i + 1, j + 1] : fr > 1 ? [i + 1, j + en] : en > 1 ? [i + fr, j + 1] : [i + fr, j];
  return [turn(pair, at, true)];
}
/** The last sentence of one side goes to the next pair; from the last pair, to one of its own. */
export function give(pair: Pair, bead: Bead, side: Side): Setting[] {
  if (!count(bead, side) || (isEnd(pair, bead.end) && count(bead, 'fr') + count(bead, 'en') < 2)) return [];
  return move(pair, bead.end, shifted(bead.end, side, -1));
}
/** The first sentence of one side of the next pair comes to this one. */
export function take(pair: Pair, bead: Bead, side: Side): Setting[] {
  const next = beadsOf(pair).find((other) => same(other.start, bead.end));
  return next && count(next, side) ? move(pair, bead.end, shifted(bead.end, side, 1)) : [];
}
/** Sentence `at` of one side, with those between it and the other pair, goes to the neighbour `to`. */
export function carry(pair: Pair, from: Bead, to: Bead, side: Side, at: number): Setting[] {
  const which = side === 'fr' ? 0 : 1;
  if (same(from.end, to.start)) return move(pair, from.end, shifted(from.end, side, at - from.end[which]));
  if (same(to.end, from.start)) return move(pair, to.end, shifted(to.end, side, at + 1 - to.end[which]));
  return [];
}
