/** Which screen is shown: `#/names`, `#/occurrences/ID`. On one column, whether its card is open. */
import { computed, signal } from '@preact/signals';
import type { Screen } from './api';
import { phone } from './prefs';

export const order: readonly Screen[] = ['names', 'occurrences', 'preview', 'check', 'align', 'terms', 'glossary'];
/** `g` and this letter. */
export const letters: Record<Screen, string> = { names: 'n', occurrences: 'o', preview: 'p', check: 'c', align: 'a', terms: 't', glossary: 'g' };
export type Place = Screen | 'more';

const hash = signal(location.hash);
/** The card (or the article of an occurrence) is open where there is room for one column only. */
export const detail = signal(false);
addEventListener('hashchange', () => { hash.value = location.hash; detail.value = false; });
addEventListener('popstate', event => { detail.value = (event.state as { detail?: boolean } | null)?.detail === true; });

const parts = computed(() => hash.value.replace(/^#\//, '').split('/'));
export const screen = computed<Place>(() => {
  const name = parts.value[0];
  return name === 'more' || (order as readonly string[]).includes(name ?? '') ? (name as Place) : 'names';
});
/** What the screen is about: the id of a name, a pair, a concept. */
export const about = computed(() => decodeURIComponent(parts.value[1] ?? ''));

export const address = (to: Place, id = ''): string => '#/' + to + (id ? '/' + encodeURIComponent(id) : '');
export function go(to: Place, id = ''): void { location.hash = address(to, id); hash.value = location.hash; }
/** The same, without a step in the browser's history. */
export function settle(to: Place, id = ''): void { history.replaceState(null, '', address(to, id)); hash.value = location.hash; }

/** Opens the card; on a phone the browser's «back» returns to the list. */
export function openDetail(): void {
  if (detail.value) return;
  if (phone.value) history.pushState({ detail: true }, '');
  detail.value = true;
}
export function closeDetail(): void {
  if ((history.state as { detail?: boolean } | null)?.detail) history.back();
  else detail.value = false;
}
