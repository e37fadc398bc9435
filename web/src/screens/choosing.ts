/** Which row of a list is chosen, when what the list is narrowed to changes. */
import { effect, type Signal } from '@preact/signals';
import type { Filter } from '../filter';

/** Another filter begins at the first row. */
export function fromTheTop(chosen: Signal<number>, filter: Filter): void {
  let before = JSON.stringify(filter.query);
  effect(() => {
    const now = JSON.stringify(filter.query);
    if (now !== before) chosen.value = 0;
    before = now;
  });
}
/** Text as it is searched for: without case, accents and kinds of hyphens and apostrophes. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[\u2010-\u2015-]/g, ' ').replace(/[\u2019\u02bc]/g, "'").toLowerCase().trim();
