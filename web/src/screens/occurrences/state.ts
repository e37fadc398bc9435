/** The occurrences of one name: sorted, narrowed, one row chosen. */
import { computed, effect, signal } from '@preact/signals';
import type { Occurrence, Occurrences } from '../../api';
import { Filter } from '../../filter';
import { Listing } from '../../listing';
import { about, screen } from '../../route';
import { now } from '../../store';

export const sorts = ['date', 'left1', 'left2', 'left3', 'form', 'right1', 'right2', 'right3'] as const;
export type Sort = (typeof sorts)[number];

export const filter = new Filter();
export const list = new Listing<Occurrence, Occurrences>();
export const sort = signal<Sort>('date');
/** Only this spelling. */
export const form = signal('');
export const selected = signal(0);
/** The name shown; the one shown last when the address has none. */
export const id = signal('');
effect(() => {
  if (screen.value !== 'occurrences' || !about.value || about.value === id.peek()) return;
  id.value = about.value;
  form.value = '';
  filter.clear();
});

export const isOut = (row: Occurrence): boolean => now(row.on, 'out', row.out);
export const current = (): Occurrence | undefined => list.at(selected.value);
export const choose = (row: number): void => { selected.value = Math.max(0, Math.min(list.total - 1, row)); };
/** The same column again: the second, the third word; then the first. */
export function sortBy(column: 'date' | 'left' | 'form' | 'right'): void {
  if (column === 'date' || column === 'form') sort.value = column;
  else sort.value = `${column}${sort.value.startsWith(column) ? ((Number(sort.value.slice(-1)) % 3) + 1) as 1 | 2 | 3 : 1}`;
}
export const nextSort = (): void => { sort.value = sorts[(sorts.indexOf(sort.value) + 1) % sorts.length] ?? 'date'; };

let seen = '';
effect(() => {
  void list.version.value;
  if (!list.view || list.view === seen) return;
  seen = list.view;
  selected.value = 0;
});

/** The spellings, most frequent first; their place gives their colour. */
export const spellings = computed<[form: string, n: number][]>(() => {
  void list.version.value;
  const all = new Map<string, number>();
  for (const day of list.answer?.dates ?? []) for (const [name, n] of Object.entries(day.forms)) all.set(name, (all.get(name) ?? 0) + n);
  return [...all].sort((a, b) => b[1] - a[1]);
});
export const colour = (name: string): string => 'sp' + (Math.max(0, spellings.value.findIndex(([one]) => one === name)) % 6);
