/** Which row of a list is chosen, when what the list is narrowed to changes. */
import { effect, type Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
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
/** So long the page waits before it asks again for a list that the server is still working out. */
const PATIENCE = 1500;
const whole = new WeakSet<object>();
interface Fresh<Row> {
  chosen: Signal<number>;
  idOf: (row: Row) => string;
  /** What the list is narrowed to. */
  asked: string;
  /** Whether the server is still working it out. */
  partial?: boolean;
}
/** A list is asked for again when its screen is opened again, because what was decided elsewhere may have changed it, when
 * all articles are read, and while the server still works it out. The chosen row stays chosen. */
export function useFresh<Row, Answer extends View<Row>>(list: Listing<Row, Answer>, { chosen, idOf, asked, partial = false }: Fresh<Row>): void {
  useEffect(() => { if (list.answer) void list.again(); }, []);
  const { finished } = read.value, { view } = list;
  useEffect(() => {
    if (!finished || whole.has(list)) return;
    whole.add(list);
    if (list.answer) void list.again();
  }, [finished]);
  useEffect(() => {
    if (!partial || !view) return undefined;
    const timer = setTimeout(() => void list.again(), PATIENCE);
    return () => clearTimeout(timer);
  }, [partial, view]);
  const row = list.at(chosen.value), before = useRef({ view, asked, id: '' });
  useLayoutEffect(() => {
    const { view: last, asked: query, id } = before.current;
    if (view !== last && query === asked && id && row && idOf(row) !== id) {
      for (const [index, other] of list.here()) if (idOf(other) === id) { chosen.value = index; return; }
    }
    before.current = { view, asked, id: row ? idOf(row) : id };
  });
}
/** Text as it is searched for: without case, accents and kinds of hyphens and apostrophes. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[\u2010-\u2015-]/g, ' ').replace(/[\u2019\u02bc]/g, "'").toLowerCase().trim();
