/** Terms: what the articles speak of again and again, and how to say it in English. */
import { useEffect } from 'preact/hooks';
import type { TermRow } from '../../api';
import { digits, key, type Key } from '../../keys';
import { useListing } from '../../listing';
import { Bar, Btn, Facet, Field, Kbd, Pick, Rows, Search, Text, type Option } from '../../parts';
import { phone } from '../../prefs';
import { openDetail } from '../../route';
import { left, refreshed } from '../../store';
import { coded, num, t } from '../../strings';
import { useFresh } from '../choosing';
import type { ScreenModule } from '../screen';
import { Back, Examples, Nothing, StateMark } from '../shared';
import { TYPES } from '../types';
import { accept, acceptShown, cards, chosen, countReady, englishOf, fetchCard, filter, list, propose, query, ready, reject, setEnglish, setType, stateOf, step, typeEnglish, typeOf, withKnown } from './state';

const keys: Key[] = [
  { show: 'j k', word: 'kk_next', on: { j: () => step(1), k: () => step(-1) }, foot: true },
  key('a', 'acceptNext', accept, true),
  key('x', 'reject', reject, true),
  digits('1–3', 'propEn', propose, true),
  { show: 'e', word: 'typeEn', on: { e: typeEnglish }, foot: true },
  key('⇧A', 'kk_all', acceptShown, true),
  key('↵', 'kk_open', openDetail),
];

function Terms() {
  const asked = query();
  useListing(list, 'terms', asked);
  useFresh(list, { chosen, idOf: row => row.on, asked: JSON.stringify(asked), partial: left.value.terms === null });
  const index = Math.min(chosen.value, Math.max(0, list.total - 1)), row = list.at(index), following = list.at(index + 1);
  useEffect(() => { void countReady().catch(() => undefined); return refreshed(countReady); }, [JSON.stringify(asked)]);
  useEffect(() => {
    if (!row) return undefined;
    const ask = (): Promise<void> => fetchCard(row.on);
    // While a key is held down only the last one is asked for; a card that is here already may have changed.
    const timer = setTimeout(() => {
      void ask().catch(() => undefined);
      if (following && !cards.peek().has(following.on)) void fetchCard(following.on).catch(() => undefined);
    }, cards.peek().size ? 40 : 0), end = refreshed(ask);
    return () => { clearTimeout(timer); end(); };
  }, [row?.on, following?.on]);
  return (
    <section class="screen two te" aria-label={t('terms')}>
      <div class="list">
        <Head />
        <div class="cols terms" aria-hidden="true"><span /><span>{t('term')}</span><span>{t('propEn')}</span><span class="r">{t('colFound')}</span><span>{t('score')}</span></div>
        {list.total ? (
          <Rows count={list.total} selected={index} label={t('terms')} layout={list.view + phone.value} height={() => 44}
            onPick={i => { chosen.value = i; openDetail(); }} row={i => <TermLine row={list.at(i)} best={list.at(0)?.score ?? 1} />} />
        ) : <Nothing list={list} filter={filter} text={t('teNone')} />}
      </div>
      {row ? <Card row={row} key={row.on} /> : <div class="card" />}
    </section>
  );
}
export const terms: ScreenModule = { View: Terms, keys, left: 'terms' };

function Head() {
  const facets = list.answer?.facets ?? {}, known = facets['known']?.find(([value]) => value === 'yes')?.[1];
  const n = ready.value?.total ?? 0;
  return (
    <div class="head"><h1>{t('terms')}</h1>
      <p class="lead">{left.value.terms === null ? '' : t('teLeft', { n: left.value.terms }) + ' '}{t('rememberedNote')}</p>
      <div class="filters">
        <Search filter={filter} label={t('filter')} />
        <Facet filter={filter} id="state" label={t('f_status')} options={(facets['state'] ?? []).map(([v, count]): Option => [v, coded('s_', v), count])} />
        <Facet filter={filter} id="en" label={t('english')} options={(facets['en'] ?? []).map(([v, count]): Option => [v, t(v === 'yes' ? 'propEn' : 'noEn'), count])} />
        <label class="check"><input type="checkbox" checked={withKnown.value} onChange={() => { withKnown.value = !withKnown.value; chosen.value = 0; }} />{known === undefined ? t('rememberedAll') : t('remembered', { n: known })}</label>
        <span class="grow" />
        {n > 0 && <Btn kind="tiny" k="⇧A" onClick={acceptShown}>{t('acceptN', { n })}</Btn>}
      </div>
    </div>
  );
}
function TermLine({ row, best }: { row: TermRow | undefined; best: number }) {
  if (!row) return <div role="gridcell" class="termrow" />;
  const state = stateOf(row), en = englishOf(row);
  return (
    <div role="gridcell" class={'termrow ' + state}>
      <StateMark state={state} word={state === 'known' ? t('in_yes') : coded('s_', state)} />
      <b class="serif" lang="fr">{row.term}</b><span class="en" lang="en">{en || <i class="quiet">–</i>}</span>
      <span class="r num">{num(row.n)}</span><Bar v={best > 0 ? Math.min(1, row.score / best) : 0} />
    </div>
  );
}
function Card({ row }: { row: TermRow }) {
  const card = cards.value.get(row.on), state = stateOf(row), en = englishOf(row), type = typeOf(row);
  const others = (card?.forms ?? []).filter(form => form !== row.term);
  return (
    <article class="card scroll" aria-label={row.term}>
      <Back>{t('terms')}</Back>
      <header class="cardhead">
        <div><h2 class="serif" lang="fr">{row.term}</h2>
          <p class="lead">{t('occLead', { n: row.n, d: t('articlesN', { n: row.docs }) })}{others.length > 0 && <> · {t('forms')}: <span class="serif" lang="fr">{others.join(', ')}</span></>}</p></div>
        <span class={'pill ' + state}>{state === 'known' ? t('in_yes') : coded('s_', state)}</span>
      </header>
      <div class="fields">
        <Field label={t('english')}><Text id="term-en" lang="en" value={en} label={t('english')} placeholder={t('noEn')} onSave={text => setEnglish(row, text)} /></Field>
        <Field label={t('typ')}><Pick label={t('typ')} value={type} options={[...new Set([...TYPES, type])].map((name): Option => [name, coded('t_', name)])} onPick={to => setType(row, to)} /></Field>
      </div>
      {card && card.proposals.length > 0 && (
        <ul class="props" aria-label={t('propEn')}>
          {card.proposals.slice(0, 3).map(([form, share, n], i) => (
            <li key={form}>
              <button type="button" class={en === form ? 'on' : ''} aria-pressed={en === form} onClick={() => setEnglish(row, form)}>
                <Kbd k={String(i + 1)} /><span lang="en">{form}</span><small>{row.known || !n ? t('fromGl') : t('learnt', { n })}</small><Bar v={share} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {card && card.examples.length > 0 && <section class="sec"><h3>{t('examples')}</h3><Examples of={card.examples} /></section>}
      <footer class="actions">
        <Btn kind="primary" k="a" icon="tick" onClick={accept}>{t('acceptNext')}</Btn>
        <Btn k="x" pressed={state === 'rejected'} onClick={reject}>{t('reject')}</Btn>
        <Btn k="e" onClick={typeEnglish}>{t('typeEn')}</Btn>
      </footer>
    </article>
  );
}
