/** Cards of names, fetched one after another: the one that is shown first, then those that come next. */
import { signal } from '@preact/signals';
import type { NameCard } from '../../api';
import { get } from '../../client';
import { style } from '../../prefs';
import { refreshed } from '../../store';

const KEEP = 60;
const cache = new Map<string, NameCard>();
const arrived = signal(0);
const key = (id: string): string => style.value + '\n' + id;
let shown = '', ahead: string[] = [], busy = false;

/** The card of a name, when it is here. */
export function card(id: string): NameCard | undefined {
  void arrived.value;
  return cache.get(key(id));
}
/** Asks for the card that is shown and, after it, for those that are likely to be shown next. */
export function want(id: string, next: readonly string[]): void {
  shown = id;
  ahead = [...next];
  void work();
}
/** No card is shown any more. */
export function leave(): void { shown = ''; ahead = []; }
async function fetch(id: string): Promise<void> {
  const name = key(id), asked = style.value;
  const answer = await get<NameCard>('names/' + encodeURIComponent(id), { style: asked });
  cache.delete(name);
  cache.set(name, answer);
  for (const old of cache.keys()) { if (cache.size <= KEEP) break; cache.delete(old); }
  arrived.value += 1;
}
async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    for (;;) {
      const id = shown && !cache.has(key(shown)) ? shown : ahead.find(one => !cache.has(key(one)));
      if (!id) break;
      ahead = ahead.filter(one => one !== id);
      await fetch(id).catch(() => { if (id === shown) shown = ''; });
    }
  } finally { busy = false; }
}
/** After a decision: fetches the shown card again in place and forgets the others. */
async function refreshCards(): Promise<void> {
  const keep = shown, old = key(keep);
  for (const name of [...cache.keys()]) if (name !== old) cache.delete(name);
  if (keep) await fetch(keep).catch(() => undefined);
}
refreshed(refreshCards);
