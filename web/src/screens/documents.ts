/** The texts of articles, fetched once. */
import { signal, type Signal } from '@preact/signals';
import type { Article } from '../api';
import { get } from '../client';

const KEPT = 30;
const known = new Map<string, Signal<Article | null>>();
/** The article of an id; null while it is being fetched. */
export function article(id: string): Article | null {
  let found = known.get(id);
  if (!found) {
    const fresh = signal<Article | null>(null);
    found = fresh;
    known.set(id, fresh);
    if (known.size > KEPT) known.delete(known.keys().next().value!);
    get<Article>('documents/' + encodeURIComponent(id)).then(text => { fresh.value = text; }, () => known.delete(id));
  }
  return found.value;
}
/** To be asked for again, because it was written. */
export const forget = (): void => known.clear();
