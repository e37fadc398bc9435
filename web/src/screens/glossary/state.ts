/** What the glossary screen knows: the concepts, the one chosen, its card. */
import { signal } from '@preact/signals';
import type { ConceptCard, ConceptRow, Concepts, Set as Setting, Value } from '../../api';
import { get } from '../../client';
import { Filter } from '../../filter';
import { Listing } from '../../listing';
import { about, go, settle } from '../../route';
import { decide, now } from '../../store';
import { fromTheTop, plain } from '../choosing';

export const filter = new Filter<'type' | 'layer' | 'used'>();
export const list = new Listing<ConceptRow, Concepts>();
export const chosen = signal(0);
fromTheTop(chosen, filter);
/** The cards seen last; those of the neighbours are there before they are asked for. */
export const cards = signal<ReadonlyMap<string, ConceptCard>>(new Map());
export const failure = signal('');
/** Card or history. */
export const tab = signal<'card' | 'history'>('card');
/** Whether the dialog that imports a list is open. */
export const importing = signal(false);

export const current = (): ConceptRow | undefined => list.at(chosen.value);
/** The concept of the address while the list has not been moved in, else the chosen one. */
export const wanted = (): string => about.value || current()?.id || '';
function choose(index: number): void {
  chosen.value = Math.max(0, Math.min(list.total - 1, index));
  if (about.peek()) settle('glossary');
}
/** Who types a whole name means that one, not the first that contains it. */
export function chooseExact(): void {
  const q = plain(filter.q.peek());
  if (!q) return;
  for (const [index, row] of list.here()) if (plain(row.fr) === q || plain(row.en) === q) { chosen.value = index; return; }
}
export const step = (by: number): void => choose(chosen.value + by);
export const pick = choose;
export async function fetchCard(id: string): Promise<void> {
  try {
    const card = await get<ConceptCard>('concepts/' + encodeURIComponent(id));
    cards.value = new Map([...[...cards.peek()].filter(([other]) => other !== id).slice(-9), [id, card]]);
    failure.value = '';
  } catch (error) { failure.value = error instanceof Error ? error.message : String(error); }
}
export function occurrences(): void { const id = wanted(); if (id) go('occurrences', id); }
export const toggleTab = (): void => { tab.value = tab.value === 'card' ? 'history' : 'card'; };

/** A field of the concept, as it is in force. */
export const field = <T extends Value>(concept: { id: string }, name: string, fetched: T): T => now<T>('name/' + concept.id, name, fetched);
export function set(concept: ConceptCard, name: string, from: Value, to: Value, said: string): void {
  void decide('glossary', ['field', concept.fr, said, to === null || to === '' ? '–' : String(to)], [{ on: 'name/' + concept.id, field: name, from, to }]);
}
const formThing = (concept: ConceptCard, form: string): string => `form/${concept.id}:${form}`;
export const ofForm = <T extends Value>(concept: ConceptCard, form: string, name: 'status' | 'party', fetched: T): T => now<T>(formThing(concept, form), name, fetched);
export function setForm(concept: ConceptCard, form: string, name: 'status' | 'party', from: Value, to: string | null): void {
  void decide('glossary', [name, form, `${name === 'status' ? 'st' : 'p'}:${to ?? ''}`], [{ on: formThing(concept, form), field: name, from, to }]);
}
/** A spelling that the glossary did not have: it belongs to the name, with this status. */
export function addForm(concept: ConceptCard, form: string, status: string): Promise<boolean> {
  const sets: Setting[] = [{ on: formThing(concept, form), field: 'status', from: 'candidate', to: status }];
  return decide('glossary', ['in', form, concept.fr], sets);
}
