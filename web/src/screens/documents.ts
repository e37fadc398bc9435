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
    get<Article>('documents/' + encodeURIComponent(id)).then(text => {
      fresh.value = text;
      if (languages.peek().get(id) !== text.language) languages.value = new Map([...languages.peek(), [id, text.language]]);
    }, () => known.delete(id));
  }
  return found.value;
}
const languages = signal<ReadonlyMap<string, string>>(new Map());
/** The language of a document, as far as it is known; most are French. */
export const languageOf = (id: string): string => languages.value.get(id) ?? 'fr';
/** To be asked for again, because it was written. */
export const forget = (): void => known.clear();
