/** Preview: what the house style changes, edit by edit, and each article as it will read. */
import { useEffect } from 'preact/hooks';
import { Article, Btn, Diff, Facet, Icon, Rows, Search, Seg, sideClass, styleWord, type Mark, type Option } from '../../parts';
import type { Edit } from '../../api';
import { digits, type Key } from '../../keys';
import { useListing } from '../../listing';
import { phone, style } from '../../prefs';
import { openDetail } from '../../route';
import { project, refreshed } from '../../store';
import { coded, hasWord, t } from '../../strings';
import { useAlike } from '../alike';
import { useFresh } from '../choosing';
import { article, languageOf } from '../documents';
import { around, Grouped, groupsOf } from '../grouped';
import { Back, DocHead, Nothing, StateMark } from '../shared';
import { chooseStyle, chosen, countAll, filter, isLike, likeQuery, list, mark, markAlike, pickStyle, stateOf, step, totals, writing } from './state';
import type { ScreenModule } from '../screen';
import { WriteDialog } from './write';

const keys: Key[] = [
  { show: 'j k', word: 'kk_next', on: { j: () => step(1), k: () => step(-1) }, foot: true },
  { show: 'a', word: 'accept', on: { a: () => mark('accepted') }, foot: true },
  { show: 'x', word: 'skip', on: { x: () => mark('skipped') }, foot: true },
  { show: '⇧A', word: 'kk_alike', on: { 'Shift+A': () => void markAlike('accepted') }, foot: true },
  { show: '⇧X', word: 'kk_skip-alike', on: { 'Shift+X': () => void markAlike('skipped') }, foot: true },
  digits('1–9', 'kk_style', chooseStyle, true),
  { show: 'w', word: 'kk_write', on: { w: () => { writing.value = true; } } },
  { show: '↵', word: 'openArticle', on: { Enter: openDetail } },
];

function Preview() {
  useListing(list, 'edits', { ...filter.query, style: style.value });
  useFresh(list, { chosen, idOf: edit => edit.on, asked: JSON.stringify([filter.query, style.value]), partial: list.answer?.counts[style.value] === null });
  useEffect(() => { void countAll().catch(() => undefined); }, [style.value]);
  useEffect(() => refreshed(countAll), []);
  const grouped = new Grouped(groupsOf(list.answer), list.total);
  const index = Math.min(chosen.value, Math.max(0, list.total - 1)), edit = list.at(index);
  return (
    <section class="screen two prev" aria-label={t('preview')}>
      <div class="list">
        <Head />
        {list.total ? (
          <Rows count={grouped.count} selected={grouped.place(index)} label={t('preview')} layout={list.view + phone.value}
            height={i => (grouped.isHead(i) ? 36 : 46)} isHead={i => grouped.isHead(i)} headOf={i => grouped.headOf(i)}
            onPick={i => { chosen.value = grouped.row(i); openDetail(); }}
            row={i => (grouped.isHead(i) ? <DocHead title={grouped.group(i)?.title ?? ''} n={grouped.group(i)?.n ?? 0} /> : <EditRow edit={list.at(grouped.row(i))} />)} />
        ) : <Nothing list={list} filter={filter} text={t('noEdits')} />}
        <WriteFoot />
      </div>
      <div class="card fixed paper">
        <Back>{t('preview')}</Back>
        {edit && <Running edit={edit} index={index} />}
        {edit && <Actions edit={edit} />}
      </div>
      {writing.value && totals.value && <WriteDialog first={totals.value.toWrite} />}
    </section>
  );
}

export const preview: ScreenModule = { View: Preview, keys, left: 'edits' };

function Head() {
  const styles = project.value?.styles ?? [], counts = totals.value?.style === style.value ? totals.value.counts : list.answer?.counts ?? {};
  const facets = list.answer?.facets ?? {}, side = sideClass(style.value);
  return (
    <div class="head">
      <h1>{t('preview')}</h1>
      <p class="lead">{t('prevLead', { n: list.total })}</p>
      {styles.length > 1 && <div class="styles"><Seg label={t('style')} value={style.value} options={styles.map((name): Option => [name, styleWord(name), counts[name]])} onPick={pickStyle} /></div>}
      {(project.value?.parties ?? []).includes(style.value) && <p class={'note side-note ' + side}><Icon n="info" />{t('sideStyle')}</p>}
      <div class="filters">
        <Search filter={filter} label={t('filter')} />
        <Facet filter={filter} id="state" label={t('f_status')} options={(facets['state'] ?? []).map(([v, n]): Option => [v, coded('es_', v), n])} />
        <Facet filter={filter} id="doc" label={t('f_doc')} options={(facets['doc'] ?? []).map(([v, n, title]): Option => [v, title ?? v, n])} />
      </div>
    </div>
  );
}
function EditRow({ edit }: { edit: Edit | undefined }) {
  if (!edit) return <div role="gridcell" class="editrow" />;
  const state = stateOf(edit);
  return (
    <div role="gridcell" class={'editrow ' + state}>
      <StateMark state={state} word={coded('es_', state)} />
      <span class="serif" lang={languageOf(edit.doc)}>{state === 'skipped' ? edit.from : <Diff from={edit.from} to={edit.to} />}</span>
      {!edit.sure && <span class="warnchip">{t('unsure')}</span>}
    </div>
  );
}
/** The article, with its edits in the running text. */
function Running({ edit, index }: { edit: Edit; index: number }) {
  const text = article(edit.doc);
  const marks = around(list, index).filter(([, other]) => other.doc === edit.doc).map(([i, other]): Mark => ({
    s: other.s, e: other.e, draw: () => <Change edit={other} here={other.on === edit.on} onPick={() => { chosen.value = i; }} />,
  }));
  return <div class="scroll fill" tabIndex={0} role="region" aria-label={edit.title}>{text && <Article article={text} marks={marks} jump={style.value + edit.on} />}</div>;
}
function Change({ edit, here, onPick }: { edit: Edit; here: boolean; onPick: () => void }) {
  const state = stateOf(edit);
  return (
    <span class={`edit ${state}${here ? ' here' : ''}${edit.sure ? '' : ' unsure'}`} onClick={onPick}>
      {state === 'skipped' ? edit.from : state === 'accepted' ? <ins>{edit.to}</ins> : <Diff from={edit.from} to={edit.to} />}
    </span>
  );
}
/** Why an edit is not sure. */
const doubt = ({ why }: Edit): string => (why ? (hasWord('d_' + why.code) ? coded('d_', why.code, why.args) : why.args?.join(' ') || why.code) : '');

function Actions({ edit }: { edit: Edit }) {
  const state = stateOf(edit), alike = useAlike<Edit>(edit.from + '→' + edit.to + JSON.stringify(likeQuery(edit)), 'edits', likeQuery(edit), isLike(edit));
  return (
    <footer class="actions">
      <div class="actinfo">
        <span class="serif" lang={languageOf(edit.doc)}><Diff from={edit.from} to={edit.to} /></span>
        {edit.sure ? <small>{t('sure')}</small> : <small class="warntext">{t('unsure')}{doubt(edit) && ` – ${doubt(edit)}`}</small>}
      </div>
      <Btn kind="primary" k="a" icon="tick" pressed={state === 'accepted'} onClick={() => mark('accepted')}>{t('accept')}</Btn>
      <Btn k="x" pressed={state === 'skipped'} onClick={() => mark('skipped')}>{t('skip')}</Btn>
      {alike.length > 1 && <Btn kind="wide" k="⇧A" onClick={() => void markAlike('accepted')}>{t('acceptLike', { n: alike.length })}</Btn>}
      {alike.length > 1 && <Btn kind="wide" k="⇧X" onClick={() => void markAlike('skipped')}>{t('skipLike', { n: alike.length })}</Btn>}
    </footer>
  );
}
function WriteFoot() {
  const n = totals.value?.style === style.value ? totals.value.toWrite : list.answer?.toWrite ?? 0;
  return (
    <footer class="actions listfoot">
      <Btn kind="primary" icon="save" k="w" disabled={!n} onClick={() => { writing.value = true; }}>{t('writeFiles', { n })}</Btn>
    </footer>
  );
}
