/** Glossary: every concept with all its fields; lists in and out. */
import { useEffect } from 'preact/hooks';
import type { ConceptRow } from '../../api';
import { key, type Key } from '../../keys';
import { useListing } from '../../listing';
import { Btn, Facet, focusField, Pick, Rows, Search, type Option } from '../../parts';
import { phone } from '../../prefs';
import { openDetail } from '../../route';
import { refreshed } from '../../store';
import { coded, num, t } from '../../strings';
import { exportFile } from '../files';
import { LeftOut } from '../left-out';
import { useFresh } from '../choosing';
import type { ScreenModule } from '../screen';
import { Nothing } from '../shared';
import { Card } from './card';
import { ImportDialog } from './import';
import { cards, chooseExact, chosen, failure, fetchCard, field, filter, importing, list, occurrences, pick, step, toggleTab, wanted } from './state';

const openImport = (): void => { importing.value = true; };
const keys: Key[] = [
  { show: 'j k', word: 'kk_next', on: { j: () => step(1), k: () => step(-1), a: () => step(1) }, foot: true },
  key('e', 'kk_edit', () => { openDetail(); queueMicrotask(() => focusField('concept-fr')); }, true),
  key('o', 'kk_occ', occurrences, true),
  key('h', 'history', toggleTab, true),
  key('i', 'import', openImport, true),
  key('↵', 'kk_open', openDetail),
];

function Glossary() {
  useListing(list, 'concepts', filter.query);
  useFresh(list, { chosen, idOf: row => row.id, asked: JSON.stringify(filter.query) });
  useEffect(chooseExact, [list.view]);
  const index = Math.min(chosen.value, Math.max(0, list.total - 1)), id = wanted();
  const following = list.at(index + 1)?.id;
  useEffect(() => {
    if (!id) return undefined;
    const ask = (): Promise<void> => fetchCard(id);
    // While a key is held down only the last one is asked for.
    const timer = setTimeout(() => {
      void ask();
      if (following && !cards.peek().has(following)) void fetchCard(following);
    }, 40), end = refreshed(ask);
    return () => { clearTimeout(timer); end(); };
  }, [id, following]);
  const shown = cards.value.get(id);
  return (
    <section class="screen two gl" aria-label={t('glossary')}>
      <div class="list">
        <Head />
        {list.total ? (
          <Rows count={list.total} selected={index} label={t('glossary')} layout={list.view + phone.value} height={() => 44}
            onPick={i => { pick(i); openDetail(); }} row={i => <ConceptLine row={list.at(i)} />} />
        ) : <Nothing list={list} filter={filter} text={t('glNone')} />}
      </div>
      {shown ? <Card concept={shown} key={shown.id} /> : <div class="card">{failure.value && <p class="note" role="alert">{failure.value}</p>}</div>}
      {importing.value && <ImportDialog />}
      <LeftOut />
    </section>
  );
}
export const glossary: ScreenModule = { View: Glossary, keys };

/** The formats of the buttons, then those of the list. */
const OFTEN = ['xlsx', 'tbx', 'csv', 'tmx'];
const OTHERS = ['memoq', 'multiterm', 'omegat', 'deepl', 'weblate', 'crowdin', 'skos', 'tbx2', 'xliff', 'xliff2', 'utx', 'tsv', 'json'];
const formatWord = (format: string): string => coded('fo_', format);
const exportAs = (format: string): void => { void exportFile({ format, what: 'glossary' }); };

function Head() {
  const facets = list.answer?.facets ?? {}, layers = facets['layer'] ?? [];
  const options = (name: string, prefix: string): Option[] => (facets[name] ?? []).map(([v, n, title]): Option => [v, title ?? coded(prefix, v), n]);
  return (
    <div class="head"><h1>{t('glossary')}</h1><p class="lead">{t('glLead', { n: list.total })}</p>
      <div class="filters">
        <Search filter={filter} label={t('filter')} />
        <Facet filter={filter} id="type" label={t('f_type')} options={options('type', 't_')} />
        <Facet filter={filter} id="used" label={t('f_used')} options={options('used', 'used_')} />
        {layers.length > 1 && <Facet filter={filter} id="layer" label={t('f_layer')} options={options('layer', 'layer_')} />}
      </div>
      <div class="filters">
        <Btn icon="plus" k="i" onClick={openImport}>{t('import')}</Btn>
        <div class="exports" role="group" aria-label={t('export')}><span>{t('export')}</span>
          {OFTEN.map(format => <Btn key={format} kind="tiny" onClick={() => exportAs(format)}>{formatWord(format)}</Btn>)}
          <Pick label={t('exportMore')} value="" options={[['', '…'], ...OTHERS.map((format): Option => [format, formatWord(format)])]} onPick={format => { if (format) exportAs(format); }} />
        </div>
      </div>
    </div>
  );
}
function ConceptLine({ row }: { row: ConceptRow | undefined }) {
  if (!row) return <div role="gridcell" class="glrow" />;
  return (
    <div role="gridcell" class="glrow">
      <b class="serif" lang="fr">{field(row, 'write:default', row.fr)}</b><span class="en" lang="en">{field(row, 'en', row.en)}</span>
      <small class="tag">{coded('t_', field(row, 'type', row.type))}</small><span class="r num">{row.n ? num(row.n) : ''}</span>
    </div>
  );
}
