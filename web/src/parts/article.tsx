/** Text of articles: always as text nodes. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Article as Text } from '../api';
import { date } from '../strings';

/** A place that is drawn in its own way. */
export interface Mark { s: number; e: number; class?: string; draw?: (text: string) => ComponentChildren }

/** `text` from `from` to `to`, with marks that lie inside; of two that overlap the first is drawn. */
export function marked(text: string, from: number, to: number, marks: readonly Mark[]): ComponentChildren[] {
  const out: ComponentChildren[] = [];
  let at = from;
  for (const mark of marks.filter(one => one.s >= from && one.e <= to).sort((a, b) => a.s - b.s)) {
    if (mark.s < at) continue;
    const inside = text.slice(mark.s, mark.e);
    out.push(text.slice(at, mark.s), mark.draw ? mark.draw(inside) : <mark class={mark.class ?? ''}>{inside}</mark>);
    at = mark.e;
  }
  out.push(text.slice(at, to));
  return out;
}

/** Scrolls what has the class `here` into sight when `jump` changes. */
export function useJump(jump: unknown) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const el = box.current?.querySelector('.here'), scroll = box.current?.closest('.scroll');
    if (!el || !scroll) return;
    const place = el.getBoundingClientRect(), seen = scroll.getBoundingClientRect();
    if (place.top < seen.top + 60 || place.bottom > seen.bottom - 60) scroll.scrollTop += place.top - seen.top - seen.height * 0.36;
  }, [jump]);
  return box;
}

/** An article, block by block. */
export function Article({ article, marks, jump, title = true }: { article: Text; marks: readonly Mark[]; jump: unknown; title?: boolean }) {
  const box = useJump(jump);
  return (
    <article class="text" lang={article.language} ref={box}>
      {title && <h2 class="doc"><span>{article.title}</span>{article.date && <small>{date(article.date)}</small>}</h2>}
      {article.blocks.map(block => {
        const inside = marked(article.text, block.s, block.e, marks);
        return block.kind === 'heading' ? <h3 key={block.s} class="heading">{inside}</h3> : <p key={block.s} class={block.kind}>{inside}</p>;
      })}
    </article>
  );
}

/** What differs of two texts, in whole words: same, old, new, same. */
export function words(from: string, to: string): [before: string, old: string, now: string, after: string] {
  const a = from.split(/(\s+)/), b = to.split(/(\s+)/);
  let i = 0, j = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
  while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j += 1;
  return [a.slice(0, i).join(''), a.slice(i, a.length - j).join(''), b.slice(i, b.length - j).join(''), a.slice(a.length - j).join('')];
}
export function Diff({ from, to }: { from: string; to: string }) {
  const [before, old, now, after] = words(from, to);
  return <span class="diff">{before}{old && <del>{old}</del>}{old && now ? ' ' : ''}{now && <ins>{now}</ins>}{after}</span>;
}
