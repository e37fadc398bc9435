/** Occurrences: where a name stands, sorted as one wants, and the article at the place. */
import { useEffect } from 'preact/hooks';
import type { Occurrence } from '../../api';
import { useListing } from '../../listing';
import { digits, key, type Key } from '../../keys';
import { Article, Btn, Pick, Search } from '../../parts';
import { phone, style } from '../../prefs';
import { go, openDetail, settle } from '../../route';
import { num, t } from '../../strings';
import { article } from '../documents';
import { titleOf } from '../names/acts';
import { card, leave, want } from '../names/cards';
import { list as names, query } from '../names/list';
import type { ScreenModule } from '../screen';
import { Back } from '../shared';
import { exportTsv, toggleOut } from './acts';
import { Kwic } from './kwic';
import { choose, colour, current, filter, form, id, isOut, list, nextSort, selected, sort, sorts, spellings, type Sort } from './state';
import { Timeline } from './timeline';

const toggleForm = (name: string): void => { form.value = form.value === name ? '' : name; };
const toggleCurrent = (): void => { const row = current(); if (row) toggleOut(row); };
const keys: readonly Key[] = [
  { show: 'j k', word: 'kk_next', on: { j: () => choose(selected.value + 1), k: () => choose(selected.value - 1) }, foot: true },
  { show: 'x', word: 'exclude', on: { x: toggleCurrent }, foot: true },
  key('s', 'kk_sort', nextSort, true),
  digits('1–9', 'kk_onlySpelling', n => { const one = spellings.value[n - 1]; if (one) toggleForm(one[0]); }, true),
  key('↵', 'openArticle', openDetail, true),
  key('a', 'skip', () => choose(selected.value + 1)),
];
export const occurrences: ScreenModule = { View: Occurrences, keys };

function Occurrences() {
  // Without a name in the address: the first one of the list of names.
  useListing(names, 'names', query());
  const first = names.at(0)?.id;
  useEffect(() => { if (!id.value && first) settle('occurrences', first); else if (id.value) settle('occurrences', id.value); }, [first, id.value]);
  if (!id.value) return <section class="screen" aria-label={t('occurrences')}><div class="none" role="status"><p>{names.answer && !names.total ? t('noNames') : t('loading')}</p></div></section>;
  return <OfName key={id.value} of={id.value} />;
}

function OfName({ of }: { of: string }) {
  useListing(list, `names/${encodeURIComponent(of)}/occurrences`, { ...filter.query, sort: sort.value, form: form.value });
  useEffect(() => { want(of, []); return leave; }, [of, style.value]);
  const name = card(of), out = [...list.here()].filter(([, row]) => isOut(row)).length, row = current();
  const title = name ? titleOf(name) : '…';
  return (
    <section class="screen two occ" aria-label={t('occurrences')}>
      <div class="list">
        <div class="head">
          <div class="titleline"><h1 class="serif" lang="fr">{title}</h1><Jump of={of} title={title} /></div>
          <p class="lead">{t('occLead', { n: name?.n ?? list.total, d: t('articlesN', { n: name?.docs ?? list.answer?.dates.length ?? 0 }) })}{out > 0 && ' · ' + t('excludedN', { n: out })}</p>
          <Timeline />
          <div class="filters">
            <Search filter={filter} label={t('filter')} onLeave={() => document.querySelector<HTMLElement>('.rows')?.focus()} />
            {spellings.value.slice(0, 12).map(([spelling, n]) => (
              <button key={spelling} type="button" class={`chip ${colour(spelling)}${form.value === spelling ? ' on' : ''}`} aria-pressed={form.value === spelling} onClick={() => toggleForm(spelling)}>
                <i class="dot" /><span class="serif" lang="fr">{spelling}</span> <em>{num(n)}</em>
              </button>
            ))}
            <span class="grow" />
            {phone.value && <Pick label={t('sortBy')} value={sort.value} options={sorts.map(one => [one, sortWord(one)] as const)} onPick={one => { sort.value = one as Sort; }} />}
            <Btn kind="ghost" onClick={() => void exportTsv()}>{t('exportKwic')}</Btn>
          </div>
        </div>
        <Lines />
      </div>
      <aside class="card fixed peek" aria-label={t('article')}>
        <Back>{t('occurrences')}</Back>
        {row && <Peek row={row} />}
      </aside>
    </section>
  );
}
/** «word before 2» */
const sortWord = (one: Sort): string => t(({ date: 'so_date', left: 'so_left', form: 'so_key', right: 'so_right' } as const)[one.replace(/\d/, '') as 'date' | 'left' | 'form' | 'right']) + (/[23]/.exec(one)?.[0].padStart(2) ?? '');
/** Another name: those of the list of names, as it is filtered. */
function Jump({ of, title }: { of: string; title: string }) {
  const all = [...names.here()].slice(0, 150).map(([, row]) => row).filter(row => row.n > 0);
  return (
    <select class="jump" aria-label={t('family')} onChange={event => go('occurrences', event.currentTarget.value)}>
      {!all.some(row => row.id === of) && <option value={of} selected>{title}</option>}
      {all.map(row => <option key={row.id} value={row.id} selected={row.id === of}>{row.fr} ({num(row.n)})</option>)}
    </select>
  );
}
function Lines() {
  if (list.state.value === 'failed') return <div class="none" role="alert"><p>{t('noAnswer', { m: list.failure })}</p><Btn onClick={() => void list.again()}>{t('retry')}</Btn></div>;
  if (!list.answer) return <div class="none" role="status"><p>{t('loading')}</p></div>;
  if (!list.total) return <div class="none" role="status"><p>{t('nothingFits')}</p><Btn onClick={() => { filter.clear(); form.value = ''; }}>{t('clear')}</Btn></div>;
  return <Kwic />;
}
/** The article at the place; the other places of the name in it are marked, too. */
function Peek({ row }: { row: Occurrence }) {
  const text = article(row.doc), out = isOut(row);
  const marks = [...list.here()].map(([, other]) => other).filter(other => other.doc === row.doc)
    .map(other => ({ s: other.s, e: other.e, class: (other.on === row.on ? 'here ' : '') + (isOut(other) ? 'out' : '') }));
  return (
    <>
      <div class="scroll fill" tabIndex={0} role="region" aria-label={row.title}>
        {text ? <Article article={text} marks={marks} jump={row.on + String(text.text.length)} /> : <p class="quiet" role="status">{t('loading')}</p>}
      </div>
      <footer class="actions">
        <Btn k="x" kind={out ? 'primary' : ''} onClick={() => toggleOut(row)}>{t(out ? 'include' : 'exclude')}</Btn>
        <Btn kind="ghost" k="j" onClick={() => choose(selected.value + 1)}>{t('skip')}</Btn>
      </footer>
    </>
  );
}
