/** What the terms screen knows: the candidates, the one chosen, its card. */
import { signal } from '@preact/signals';
import type { TermCard, TermRow, Terms } from '../../api';
import { get } from '../../client';
import { Filter } from '../../filter';
import { Listing } from '../../listing';
import { focusField } from '../../parts';
import { decide, decideShown, now } from '../../store';
import { fromTheTop } from '../choosing';

export const filter = new Filter<'state' | 'en'>();
export const list = new Listing<TermRow, Terms>();
export const chosen = signal(0);
fromTheTop(chosen, filter);
/** Whether what the glossary has already is shown, too. */
export const withKnown = signal(false);
/** The cards seen last; the one of the next candidate is there before it is asked for. */
export const cards = signal<ReadonlyMap<string, TermCard>>(new Map());
/** The open ones with an English, among those shown: what «accept all shown» means. */
export const ready = signal<{ view: string; total: number } | null>(null);

export const query = (): Record<string, string | readonly string[]> => ({ ...filter.query, ...(withKnown.value ? {} : { known: 'no' }) });
export const current = (): TermRow | undefined => list.at(chosen.value);
export type Shown = TermRow['state'] | 'known';
export function stateOf(row: TermRow): Shown {
  const state = now<TermRow['state']>(row.on, 'state', row.state);
  return state === 'open' && row.known ? 'known' : state;
}
export const englishOf = (row: TermRow): string => now<string>(row.on, 'en', row.en) ?? '';

export const step = (by: number): void => { chosen.value = Math.max(0, Math.min(list.total - 1, chosen.value + by)); };
export function next(): void {
  for (let i = chosen.value + 1; i < list.total; i += 1) {
    const row = list.at(i);
    if (!row || stateOf(row) === 'open') { chosen.value = i; return; }
  }
  step(1);
}
export const typeEnglish = (): void => focusField('term-en');
export function setEnglish(row: TermRow, en: string): void {
  void decide('terms', ['english', row.term, en], [{ on: row.on, field: 'en', from: englishOf(row), to: en.trim() }]);
}
export const typeOf = (row: TermRow): string => now<string>(row.on, 'type', row.type);
export function setType(row: TermRow, type: string): void {
  void decide('terms', ['type', row.term, 't:' + type], [{ on: row.on, field: 'type', from: typeOf(row), to: type }]);
}
export function propose(n: number): void {
  const row = current(), proposal = row && cards.value.get(row.on)?.proposals[n - 1];
  if (row && proposal) setEnglish(row, proposal[0]);
}
function mark(to: 'accepted' | 'rejected'): void {
  const row = current();
  if (!row) return;
  const from = now<TermRow['state']>(row.on, 'state', row.state);
  void decide('terms', [to === 'accepted' ? 'accept' : 'reject', row.term], [{ on: row.on, field: 'state', from, to }]);
  next();
}
/** Accepts and goes on; a term without English opens the field first. */
export function accept(): void {
  const row = current();
  if (row && !englishOf(row)) typeEnglish();
  else mark('accepted');
}
export const reject = (): void => mark('rejected');
export async function countReady(): Promise<void> {
  const { view, total } = await get<Terms>('terms', { ...query(), en: 'yes', state: 'open', known: 'no' });
  ready.value = { view, total };
}
export function acceptShown(): void {
  const what = ready.value;
  if (!what?.total) return;
  const here = [...list.here()].map(([, row]) => row).filter(row => stateOf(row) === 'open' && englishOf(row)).map(row => row.on);
  void decideShown('terms', ['accept-terms', String(what.total)], { view: what.view, field: 'state', from: 'open', to: 'accepted' }, here).then(countReady);
}
/** Fetches the card of a candidate, again when it is there already. */
export async function fetchCard(on: string): Promise<void> {
  const card = await get<TermCard>('terms/card', { on });
  const kept = [...cards.peek()].filter(([other]) => other !== on).slice(-19);
  cards.value = new Map([...kept, [on, card]]);
}
