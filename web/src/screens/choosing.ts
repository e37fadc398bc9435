/** Which row of a list is chosen, when what the list is narrowed to changes. */
import { effect, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { View } from '../api';
import type { Filter } from '../filter';
import type { Listing } from '../listing';
import { read } from '../store';

/** Another filter begins at the first row. */
export function fromTheTop(chosen: Signal<number>, filter: Filter): void {
  let before = JSON.stringify(filter.query);
  effect(() => {
    const now = JSON.stringify(filter.query);
    if (now !== before) chosen.value = 0;
    before = now;
  });
}
const whole = new WeakSet<object>();
/** A list is asked for again when its screen is opened again, because what was decided elsewhere may have changed it, and
 * when all articles are read. */
export function useFresh<Row, Answer extends View<Row>>(list: Listing<Row, Answer>): void {
  useEffect(() => { if (list.answer) void list.again(); }, []);
  const { finished } = read.value;
  useEffect(() => {
    if (!finished || whole.has(list)) return;
    whole.add(list);
    if (list.answer) void list.again();
  }, [finished]);
}
/** Text as it is searched for: without case, accents and kinds of hyphens and apostrophes. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[\u2010-\u2015-]/g, ' ').replace(/[\u2019\u02bc]/g, "'").toLowerCase().trim();
