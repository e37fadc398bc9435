/** What the preview knows: the edits of the house style, the one chosen, how many there are in each style. */
import { signal } from '@preact/signals';
import type { Edit, Edits } from '../../api';
import { get } from '../../client';
import { Filter } from '../../filter';
import { Listing } from '../../listing';
import { project } from '../../store';
import { decide, now } from '../../store';
import { style } from '../../prefs';
import { allLike } from '../alike';
import { fromTheTop } from '../choosing';

export const filter = new Filter<'doc' | 'state'>();
export const list = new Listing<Edit, Edits>();
/** The index of the chosen edit. */
export const chosen = signal(0);
fromTheTop(chosen, filter);
/** Whether the dialog that writes the articles is open. */
export const writing = signal(false);
/** The counts by style, and what would be written: of all articles, whatever the list is narrowed to. */
export const totals = signal<{ style: string; counts: Record<string, number | null>; toWrite: number } | null>(null);

export async function countAll(): Promise<void> {
  const of = style.value, { counts, toWrite } = await get<Edits>('edits', { style: of });
  if (of === style.value) totals.value = { style: of, counts, toWrite };
}

export type State = Edit['state'];
export const stateOf = (edit: Edit): State => now<State>(edit.on, 'state', edit.state);
const current = (): Edit | undefined => list.at(chosen.value);

export const step = (by: number): void => { chosen.value = Math.max(0, Math.min(list.total - 1, chosen.value + by)); };
/** To the next edit that is not decided; to the next one when there is none. */
export function next(): void {
  for (let i = chosen.value + 1; i < list.total; i += 1) {
    const edit = list.at(i);
    if (!edit || stateOf(edit) === 'open') { chosen.value = i; return; }
  }
  step(1);
}
const setting = (edit: Edit, to: State) => ({ on: edit.on, field: 'state', from: stateOf(edit), to });

/** Decides on the chosen edit and goes on. */
export function mark(to: 'accepted' | 'skipped'): void {
  const edit = current();
  if (!edit) return;
  void decide('preview', ['edit-' + to, edit.from, edit.to], [setting(edit, to)]);
  next();
}
export const isLike = (edit: Edit) => (other: Edit): boolean =>
  other.from === edit.from && other.to === edit.to && other.name === edit.name && stateOf(other) === 'open';
/** What asks for the edits that may be like one, among those shown. */
export const likeQuery = (edit: Edit) => ({ ...filter.query, q: filter.q.value || edit.from, style: style.value });

/** Decides on all edits shown that write the same for the same. */
export async function markAlike(to: 'accepted' | 'skipped'): Promise<void> {
  const edit = current();
  if (!edit) return;
  const alike = await allLike<Edit>('edits', likeQuery(edit), isLike(edit)).catch(() => []);
  if (!alike.length) return;
  next();
  await decide('preview', ['edits-' + to, edit.from, edit.to, String(alike.length)], alike.map(other => setting(other, to)));
}
export function chooseStyle(n: number): void {
  const name = project.value?.styles[n - 1];
  if (name) pickStyle(name);
}
export function pickStyle(name: string): void {
  style.value = name;
}
let before = style.value;
style.subscribe(name => {
  if (name !== before) chosen.value = 0;
  before = name;
});
