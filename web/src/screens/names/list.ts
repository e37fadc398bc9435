/** The list of names: groups that fold, one row chosen. */
import { computed, effect, signal } from '@preact/signals';
import type { Kind, NameRow, Names } from '../../api';
import { Filter } from '../../filter';
import { Listing } from '../../listing';
import { style } from '../../prefs';
import { added, now } from '../../store';
import { needing } from '../progress';

export const filter = new Filter<'type' | 'state' | 'doc' | 'in'>();
export const list = new Listing<NameRow, Names>();
/** The row chosen, by its index in the view. */
export const selected = signal(0);
/** The spelling chosen on the card. */
export const member = signal(0);
const folded = signal<Partial<Record<Kind, boolean>>>({});
/** Once something was chosen, names that are still being found do not change the list by themselves. */
export const touched = signal(false);

export interface Group { kind: Kind; total: number; open: number; unfolded: boolean; /** Index of its first row. */ row: number; /** Index of its head among heads and rows. */ head: number }

export const stateOf = (row: NameRow): NameRow['state'] => now('name/' + row.id, 'state', row.state);
/** Whether all its spellings belong to another name now: it keeps its place in the list, and nothing stands there. */
export const isGone = (row: NameRow): boolean => row.n === 0 && row.forms.length === 0 && !row.known;
const grouped = computed<readonly Group[]>(() => {
  const all = (list.answer?.groups ?? []).filter(group => group.total > 0), more = justDecided(), out: Group[] = [];
  let row = 0, head = 0;
  for (const { kind, total, open } of all) {
    const unfolded = !(folded.value[kind] ?? (kind === 'known' && !filter.active && all.length > 1));
    out.push({ kind, total, open: Math.max(0, open + (more.get(kind) ?? 0)), unfolded, row, head });
    row += total;
    head += 1 + (unfolded ? total : 0);
  }
  return out;
});
/** The groups that have rows, with their places. */
export const groups = (): readonly Group[] => grouped.value;
/** The rows seen of the list: their group, and whether they were open at first, when fetched last, and now. */
const seenRows = new Map<string, { kind: Kind; first: boolean; fetched: boolean; now: boolean }>();
let rowsOf = '';
/** By how much the open ones of each group differ from the counts of the server, where it does not count anew: from those
 * of when the list was asked for. */
function justDecided(): Map<Kind, number> {
  if (rowsOf !== list.view) seenRows.clear();
  rowsOf = list.view;
  for (const [, row] of list.here()) {
    const fetched = row.state === 'open', known = seenRows.get(row.id);
    seenRows.set(row.id, { kind: known?.kind ?? row.kind, first: known?.first ?? fetched, fetched, now: stateOf(row) === 'open' });
  }
  const more = new Map<Kind, number>();
  for (const row of seenRows.values()) {
    const by = Number(row.now) - Number(list.counted ? row.fetched : row.first);
    if (by) more.set(row.kind, (more.get(row.kind) ?? 0) + by);
  }
  return more;
}
export const fold = (group: Group): void => { folded.value = { ...folded.value, [group.kind]: group.unfolded }; };

export const count = (all: readonly Group[]): number => all.reduce((sum, group) => sum + 1 + (group.unfolded ? group.total : 0), 0);
/** What stands at a place among heads and rows. */
export function at(all: readonly Group[], item: number): { group: Group; row: number | null } | null {
  for (const group of all) {
    if (item === group.head) return { group, row: null };
    if (group.unfolded && item > group.head && item <= group.head + group.total) return { group, row: group.row + item - group.head - 1 };
  }
  return null;
}
export const groupOf = (all: readonly Group[], row: number): Group | undefined => all.find(group => row >= group.row && row < group.row + group.total);
/** The place of a row among heads and rows; -1 when its group is folded. */
export function itemOf(all: readonly Group[], row: number): number {
  const group = groupOf(all, row);
  return group?.unfolded ? group.head + 1 + row - group.row : -1;
}

/** The row chosen; undefined while it is being fetched or its group is folded. */
export const current = (): NameRow | undefined => (itemOf(groups(), selected.value) < 0 ? undefined : list.at(selected.value));
export function choose(row: number): void {
  touched.value = true;
  selected.value = row;
  member.value = 0;
}
/** To the next row in sight, or the one before. */
export function step(by: 1 | -1): void {
  const all = groups();
  let row = selected.value + by;
  while (row >= 0 && row < list.total) {
    const group = groupOf(all, row);
    if (group?.unfolded) return choose(row);
    row = group ? (by > 0 ? group.row + group.total : group.row - 1) : -1;
  }
}
/** The next row to decide after this one, else the next row; the same one at the end. */
export function nextOpen(from: number): number {
  const all = groups();
  for (let row = from + 1; row < list.total; row += 1) {
    const group = groupOf(all, row);
    if (!group?.unfolded) { row = (group ? group.row + group.total : list.total) - 1; continue; }
    const there = list.at(row);
    if (!there || stateOf(there) === 'open') return row;
  }
  const next = from + 1;
  return groupOf(all, next)?.unfolded ? next : from;
}

let wanted = '';
/** Chooses the row of this id when the list arrives that is being asked for. */
export const chooseWhenHere = (id: string): void => { wanted = id; };
let styled = style.peek(), seen = '', asked = '', chosen = '';
/** Another house style is another list; the row chosen stays chosen. */
effect(() => {
  if (style.value === styled) return;
  styled = style.value;
  wanted = chosen;
});
/** A new list: the row that was asked for is chosen; the one of before when the same was asked for again; else the first
 * in sight. */
effect(() => {
  const row = list.at(selected.value);
  if (!list.view) return;
  if (list.view === seen) { chosen = row?.id ?? chosen; return; }
  const id = wanted || (list.asked === asked && touched.peek() ? chosen : '');
  seen = list.view;
  asked = list.asked;
  wanted = '';
  added.value = 0;
  if (!filter.active) needing.value = (list.answer?.groups ?? []).reduce((sum, group) => sum + (group.kind === 'known' ? 0 : group.total), 0);
  const found = id ? [...list.here()].find(([, row]) => row.id === id)?.[0] : undefined;
  if (found === undefined) member.value = 0;
  selected.value = found ?? groups().find(group => group.unfolded)?.row ?? 0;
});
export const query = (): Record<string, string | readonly string[]> => ({ ...filter.query, style: style.value });
