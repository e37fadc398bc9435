/** Rows whose height is known only when they are drawn: only those in sight are in the page. */
import { elementScroll, measureElement, observeElementOffset, observeElementRect, Virtualizer, type VirtualizerOptions } from '@tanstack/virtual-core';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

type Measure = NonNullable<VirtualizerOptions<HTMLDivElement, HTMLDivElement>['measureElement']>;
/** Heights come from the observer, all of a frame together: to ask each row for its own would lay the page out each time. */
const measured: Measure = (element, entry, virtual) => {
  if (entry) return measureElement(element, entry, virtual);
  const index = virtual.indexFromElement(element);
  return virtual.itemSizeCache.get(virtual.options.getItemKey(index)) ?? virtual.options.estimateSize(index);
};

/** So many are drawn all: the browser then finds words in them. */
const ALL = 150;

export function useVirtual(list: readonly { id: string }[], estimate: number) {
  // The same function for the same list: another one has all heights worked out anew.
  const count = list.length, keyOf = useCallback((index: number) => list[index]?.id ?? String(index), [list]);
  const box = useRef<HTMLDivElement>(null), [, redraw] = useState(0);
  const options = {
    count, estimateSize: () => estimate, getItemKey: keyOf, overscan: count > ALL ? 6 : ALL, scrollPaddingStart: 40, scrollPaddingEnd: 60, paddingEnd: 160,
    getScrollElement: () => box.current, scrollToFn: elementScroll, observeElementRect, observeElementOffset, measureElement: measured,
    onChange: () => redraw(n => n + 1),
  };
  const made = useRef<Virtualizer<HTMLDivElement, HTMLDivElement> | null>(null);
  const virtual = (made.current ??= new Virtualizer<HTMLDivElement, HTMLDivElement>(options));
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => virtual._willUpdate());
  return { box, virtual };
}
