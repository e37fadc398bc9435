/** A list that has only the rows in sight in the page: as fast for 100,000 as for ten. */
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface RowsProps {
  count: number;
  /** Which one is chosen; -1: none. */
  selected: number;
  /** How high the row is, in CSS pixels. Rows whose `kind` changes must change `layout`, too. */
  height: (index: number) => number;
  /** What the heights depend on. */
  layout?: string;
  row: (index: number) => ComponentChildren;
  label: string;
  /** Whether it is the head of a group; heads are not chosen, and the one above the rows in sight stays. */
  isHead?: (index: number) => boolean;
  /** The head of the group that a row belongs to; -1: none. */
  headOf?: (index: number) => number;
  onPick: (index: number) => void;
  onOpen?: (index: number) => void;
  class?: string;
  id?: string;
}
const never = (): boolean => false, none = (): number => -1;

export function Rows({ count, selected, height, layout = '', row, label, isHead = never, headOf = none, onPick, onOpen, class: style = '', id = 'row' }: RowsProps) {
  const box = useRef<HTMLDivElement>(null), [, redraw] = useState(0);
  const options = {
    count, estimateSize: height, overscan: 5,
    getScrollElement: () => box.current, scrollToFn: elementScroll, observeElementRect, observeElementOffset,
    // A head that stays in sight covers the first row, hence room above.
    scrollPaddingStart: count > 0 && isHead(0) ? height(0) : 0,
    onChange: () => redraw(n => n + 1),
  };
  const list = useRef<Virtualizer<HTMLDivElement, HTMLDivElement> | null>(null);
  const virtual = (list.current ??= new Virtualizer<HTMLDivElement, HTMLDivElement>(options));
  virtual.setOptions(options);
  const sized = useRef(layout + count);
  if (sized.current !== layout + count) { sized.current = layout + count; virtual.measure(); }
  useLayoutEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => virtual._willUpdate());
  useLayoutEffect(() => { if (selected >= 0 && selected < count && box.current) reveal(virtual, box.current, selected); }, [selected, layout, virtual.scrollRect?.height]);
  useEffect(() => { const el = box.current; if (el && document.activeElement === document.body) el.focus({ preventScroll: true }); }, []);

  const shown = virtual.getVirtualItems(), offset = virtual.scrollOffset ?? 0;
  const first = shown.find(item => item.end > offset) ?? shown[0];
  const inSight = shown.some(item => item.index === selected);
  return (
    <div class={'rows ' + style} ref={box} role="grid" tabIndex={0} aria-label={label} aria-rowcount={count} aria-activedescendant={inSight ? id + selected : undefined}>
      <Stuck head={first ? headOf(first.index) : -1} first={first?.index ?? 0} offset={offset} height={height} isHead={isHead} row={row}
        next={first && shown.find(item => item.index > first.index && isHead(item.index))?.start} start={first?.start ?? 0} />
      <div class="vspace" role="presentation" ref={el => { if (el) el.style.height = virtual.getTotalSize() + 'px'; }}>
        {shown.map(item => {
          const i = item.index, head = isHead(i);
          return (
            <div key={i} id={id + i} role="row" aria-rowindex={i + 1} aria-selected={head ? undefined : i === selected}
              class={head ? 'vhead' : 'vrow' + (i === selected ? ' on' : '')}
              ref={el => { if (el) { el.style.transform = `translateY(${item.start}px)`; el.style.height = item.size + 'px'; } }}
              onClick={head ? undefined : () => { onPick(i); box.current?.focus({ preventScroll: true }); }}
              onDblClick={head || !onOpen ? undefined : () => onOpen(i)}>{row(i)}</div>
          );
        })}
      </div>
    </div>
  );
}

/** Scrolls only when the row is not in sight: asking the page where it is would lay it out once more at every key. */
function reveal(list: Virtualizer<HTMLDivElement, HTMLDivElement>, box: HTMLElement, index: number): void {
  const item = list.measurementsCache[index], seen = list.scrollRect?.height ?? 0, offset = list.scrollOffset ?? 0;
  if (!item || !seen) return;
  const above = list.options.scrollPaddingStart;
  if (item.start - above < offset) box.scrollTop = Math.max(0, item.start - above);
  else if (item.end > offset + seen) box.scrollTop = item.end - seen;
}

interface StuckProps {
  head: number; first: number; offset: number; start: number; next: number | undefined;
  height: (index: number) => number; isHead: (index: number) => boolean; row: (index: number) => ComponentChildren;
}
/** The head of the group whose rows are in sight; the next head pushes it away. */
function Stuck({ head, first, offset, start, next, height, isHead, row }: StuckProps) {
  if (head < 0 || (isHead(first) && start >= offset)) return null;
  const tall = height(head), push = next === undefined ? 0 : Math.min(0, next - offset - tall);
  return (
    <div class="vstick" role="row" aria-rowindex={head + 1}>
      <div role="presentation" ref={el => { if (el) { el.style.height = tall + 'px'; el.style.transform = `translateY(${push}px)`; } }}>{row(head)}</div>
    </div>
  );
}
