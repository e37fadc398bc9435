/** Names: what was found, in groups, and the card of the one chosen. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useListing } from '../../listing';
import { Btn, Facet, Rows, Search, type Option } from '../../parts';
import { phone, scale, style } from '../../prefs';
import { go, openDetail } from '../../route';
import { added, left, read } from '../../store';
import { coded, t } from '../../strings';
import type { ScreenModule } from '../screen';
import { Card } from './card';
import { card, leave, want } from './cards';
import { joining, JoinDialog } from './join';
import { keys } from './keys';
import { at, choose, count, current, filter, groupOf, groups, isGone, itemOf, list, nextOpen, query, selected, touched } from './list';
import { GroupHead, Row } from './row';

export const names: ScreenModule = { View: Names, keys, left: 'names' };

function Names() {
  useListing(list, 'names', query());
  useEffect(() => leave, []);
  useGrowth();
  const row = current(), n = left.value.names;
  useLayoutEffect(() => {
    if (!row || isGone(row)) return leave();
    const at = selected.value, next = [nextOpen(at), at + 1, at - 1, nextOpen(nextOpen(at))].flatMap(i => list.at(i) ?? []);
    want(row.id, next.filter(other => other.id !== row.id && !isGone(other)).map(other => other.id));
  }, [row, style.value]);
  // The button that was pressed went with its card: the list takes the focus.
  useEffect(() => { if (document.activeElement === document.body) document.querySelector<HTMLElement>('.rows')?.focus({ preventScroll: true }); }, [row?.id]);
  return (
    <section class="screen two" aria-label={t('names')}>
      <div class="list">
        <div class="head"><h1>{t('names')}</h1>
          <p class="lead">{n === null ? t('loading') : n ? t('namesLead', { n }) : read.value.finished ? t('namesDone') : t('readingText')}</p>
          <Filters />
        </div>
        <div class="cols names" aria-hidden="true"><span /><span>{t('colName')}</span><span>{t('colEn')}</span><span class="r">{t('colFound')}</span></div>
        <List />
      </div>
      {row ? <Card key={row.id} row={row} card={card(row.id)} /> : <div class="card" />}
      {joining.value && <JoinDialog />}
    </section>
  );
}

function Filters() {
  const facets = list.answer?.facets ?? {};
  const words = (facet: string, word: (value: string) => string): Option[] => (facets[facet] ?? []).map(([value, n, title]) => [value, title ?? word(value), n]);
  return (
    <div class="filters">
      <Search filter={filter} label={t('filterNames')} onLeave={() => document.querySelector<HTMLElement>('.rows')?.focus()} />
      <Facet filter={filter} id="type" label={t('f_type')} options={words('type', value => coded('t_', value))} />
      <Facet filter={filter} id="state" label={t('f_status')} options={words('state', value => coded('s_', value))} />
      <Facet filter={filter} id="doc" label={t('f_doc')} options={words('doc', value => value)} />
      <Facet filter={filter} id="in" label={t('f_in')} options={words('in', value => coded('in_', value))} />
      {filter.active && <Btn kind="ghost" icon="x" label={t('clear')} onClick={() => filter.clear()} />}
      {added.value > 0 && touched.value && <Btn kind="tiny more" icon="plus" onClick={() => void list.again()}>{t('moreNames', { n: added.value })}</Btn>}
    </div>
  );
}

function List() {
  const all = groups(), item = itemOf(all, selected.value), here = groupOf(all, selected.value)?.kind, tall = phone.value;
  if (list.state.value === 'failed') return <div class="none" role="alert"><p>{t('noAnswer', { m: list.failure })}</p><Btn onClick={() => void list.again()}>{t('retry')}</Btn></div>;
  if (!list.answer) return <div class="none" role="status"><p>{t('loading')}</p></div>;
  if (!all.length) {
    if (filter.active) return <div class="none" role="status"><p>{t('nothing')}</p><Btn onClick={() => filter.clear()}>{t('clear')}</Btn></div>;
    return <div class="none" role="status"><p>{read.value.finished ? t('noNames') : t('readingText')}</p></div>;
  }
  const head = (i: number): boolean => at(all, i)?.row === null;
  return (
    <Rows count={count(all)} selected={item} label={t('names')} layout={all.map(group => group.head).join() + String(tall) + list.view}
      height={i => Math.round((head(i) ? 40 : tall ? 74 : 58) * scale)} isHead={head} headOf={i => at(all, i)?.group.head ?? -1}
      row={i => { const place = at(all, i); return !place ? null : place.row === null ? <GroupHead group={place.group} here={place.group.kind === here} /> : <Row row={list.at(place.row)} />; }}
      onPick={i => { const row = at(all, i)?.row; if (row !== null && row !== undefined) { choose(row); openDetail(); } }}
      onOpen={() => { const row = current(); if (row) go('occurrences', row.id); }} />
  );
}

/** While the articles are being read and nothing was chosen yet, the list grows by itself. */
function useGrowth(): void {
  const grown = added.value, free = !touched.value && !filter.active, { finished } = read.value, first = useRef(finished);
  useEffect(() => { if (finished && !first.current && free) void list.again(); first.current = finished; }, [finished]);
  useEffect(() => {
    if (!grown || !free) return undefined;
    const timer = setTimeout(() => void list.again(), list.total ? 400 : 50);
    return () => clearTimeout(timer);
  }, [grown, free]);
}
