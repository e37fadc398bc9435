/** Decisions about names: each one key, one button, one line of the journal. */
import type { Kind, NameCard, NameRow, Set as Setting, Spelling, Value } from '../../api';
import { style } from '../../prefs';
import { added, decide, decideShown, now, project } from '../../store';
import { leave } from './cards';
import { choose, filter, groups, isGone, list, nextOpen, selected, stateOf } from './list';

type Name = Pick<NameRow, 'id' | 'fr'>;
export const thing = (name: Pick<NameRow, 'id'>): string => 'name/' + name.id;
/** What a decision about a spelling is on: it keeps the name it came from when it is given to another. */
export const formThing = (name: Pick<NameRow, 'id'>, m: Pick<Spelling, 'form' | 'of'>): string => `form/${m.of ?? name.id}:${m.form}`;
const name = (of: Name, field: string, from: Value, to: Value): Setting => ({ on: thing(of), field, from, to });

// What is in force now, the decisions of this moment included.
export const isIn = (of: Pick<NameRow, 'id'>, m: Pick<Spelling, 'form' | 'of' | 'in'>): boolean => now(formThing(of, m), 'in', m.in);
export const statusOf = (of: Pick<NameRow, 'id'>, m: Pick<Spelling, 'form' | 'of' | 'status'>): Spelling['status'] => now(formThing(of, m), 'status', m.status);
export const partyOf = (of: Pick<NameRow, 'id'>, m: Pick<Spelling, 'form' | 'of' | 'party'>): string | null => now(formThing(of, m), 'party', m.party);
export const keepsBoth = (card: NameCard): boolean => card.sides.length > 0 && now(thing(card), 'keep', card.keep);
const writeField = (slot: Spelling['slot']): string => `write${slot === 'full' ? '' : '-' + slot}:${style.value}`;
/** The form that is written of a slot: a person has a full name and a surname, each with its own. */
export function written(card: NameCard, slot: Spelling['slot']): string | null {
  const fetched = card.forms.find(m => m.slot === slot && m.write)?.form ?? null;
  return now<string | null>(thing(card), writeField(slot), fetched);
}
/** What stands above the card and in the row: the form that is written. */
export const titleOf = (card: NameCard): string => (keepsBoth(card) ? card.fr : now<string | null>(thing(card), writeField('full'), null) ?? card.fr);
export const rowTitle = (row: NameRow): string => now<string | null>(thing(row), writeField('full'), null) ?? row.fr.replace(/^\+/, '');

export function goNext(): void { choose(nextOpen(selected.value)); }
export function accept(row: NameRow): void {
  if (!isGone(row)) void decide('names', ['accept', rowTitle(row)], [name(row, 'state', stateOf(row), 'accepted')]);
  goNext();
}
export function reject(row: NameRow): void {
  if (!isGone(row)) void decide('names', ['reject', rowTitle(row)], [name(row, 'state', stateOf(row), 'rejected')]);
  goNext();
}
export const reopen = (row: NameRow): void => { void decide('names', ['reopen', rowTitle(row)], [name(row, 'state', stateOf(row), 'open')]); };
/** Accepts what is open in a group of the list as it is shown. */
export function acceptShown(kind: Kind): void {
  const group = groups().find(one => one.kind === kind);
  if (!group || group.open < 1) return;
  const here = [...list.here()].map(([, row]) => row).filter(row => row.kind === kind), cached = here.filter(row => stateOf(row) === 'open').map(thing);
  void decideShown('names', ['accept-shown', 'k:' + kind, String(group.open)], { view: list.view, group: kind, field: 'state', from: 'open', to: 'accepted' }, cached)
    // Where the server does not count anew, a group longer than what is here is counted by asking again.
    .then(done => { if (done && !list.counted && group.total > here.length && !filter.on('state').length) void list.again(); });
}

export function write(card: NameCard, m: Spelling): void {
  const sets = [name(card, writeField(m.slot), written(card, m.slot), m.form)];
  if (keepsBoth(card)) sets.unshift(name(card, 'keep', true, false));
  void decide('names', ['write', m.form], sets);
}
export function toggleIn(card: NameCard, m: Spelling): void {
  const inside = isIn(card, m);
  void decide('names', [inside ? 'out' : 'in', m.form, titleOf(card)], [{ on: formThing(card, m), field: 'in', from: inside, to: !inside }]);
}
export const setStatus = (card: NameCard, m: Spelling, to: string): void => {
  void decide('names', ['status', m.form, 'st:' + to], [{ on: formThing(card, m), field: 'status', from: statusOf(card, m), to }]);
};
/** Nobody's, the first side's, the second's, nobody's again. */
export function nextSide(card: NameCard, m: Spelling): void {
  const all = [null, ...(project.value?.parties ?? [])], from = partyOf(card, m), to = all[(all.indexOf(from) + 1) % all.length] ?? null;
  void decide('names', ['party', m.form, 'p:' + (to ?? '')], [{ on: formThing(card, m), field: 'party', from, to }]);
}
export const setType = (card: NameCard, to: string): void => {
  void decide('names', ['type', titleOf(card), 't:' + to], [name(card, 'type', now(thing(card), 'type', card.type), to)]);
};
export const setEnglish = (card: NameCard, to: string): void => {
  void decide('names', ['english', titleOf(card), to], [name(card, 'en', now(thing(card), 'en', card.en), to)]);
};
/** Leaves in each article what it writes. */
export const keepBoth = (card: NameCard): void => {
  if (card.sides.length) void decide('names', ['keep', card.fr], [name(card, 'keep', keepsBoth(card), true)]);
};
/** Writes one side's name everywhere. */
export function writeSide(card: NameCard, fr: string): void {
  void decide('names', ['write', fr], [name(card, 'keep', keepsBoth(card), false), name(card, writeField('full'), written(card, 'full'), fr)]);
}
/** Makes a spelling a name of its own, which the list shows when it is asked for again. */
export function splitOff(card: NameCard, m: Spelling): void {
  if (card.forms.length < 2) return;
  void decide('names', ['split', m.form], [{ on: formThing(card, m), field: 'family', from: card.id, to: 'new' }])
    .then(done => { if (done) added.value += 1; });
}
/** Makes every spelling of this name one of another; a new name that was accepted is none any more. */
export function join(card: NameCard, other: Name): void {
  const state = now(thing(card), 'state', card.state), moved = card.forms.map(m => ({ on: formThing(card, m), field: 'family', from: card.id, to: other.id }));
  void decide('names', ['join', titleOf(card), other.fr], state !== 'open' && !card.known ? [name(card, 'state', state, 'open'), ...moved] : moved);
  leave();
  goNext();
}
