/** Check: what is wrong, what would mend it and why, and the place where it stands. */
import type { Finding } from '../../api';
import { key, type Key } from '../../keys';
import { useListing } from '../../listing';
import { Article, Btn, Diff, Facet, Rows, Search, type Option } from '../../parts';
import { phone } from '../../prefs';
import { openDetail } from '../../route';
import { left } from '../../store';
import { capital, coded, hasWord, t } from '../../strings';
import { useAlike } from '../alike';
import { useFresh } from '../choosing';
import { article, languageOf } from '../documents';
import { around, Grouped, groupsOf } from '../grouped';
import type { ScreenModule } from '../screen';
import { Back, DocHead, Nothing } from '../shared';
import { Both } from './both';
import { markOf } from './mark';
import { acceptOrNext, brief, chosen, explained, filter, fix, fixAlike, ignore, ignoreEverywhere, isLike, likeQuery, list, stateOf, step } from './state';
import { wording } from './wording';

const toggleWhy = (): void => { explained.value = !explained.value; };
const keys: Key[] = [
  { show: 'j k', word: 'kk_next', on: { j: () => step(1), k: () => step(-1) }, foot: true },
  key('f', 'fix', fix, true),
  key('⇧F', 'kk_fix-alike', () => void fixAlike(), true),
  key('i', 'ignoreHere', ignore, true),
  key('⇧I', 'ignoreAll', ignoreEverywhere, true),
  key('e', 'explain', toggleWhy, true),
  key('a', 'kk_fix-or-next', acceptOrNext),
  key('↵', 'openArticle', openDetail),
];

function Check() {
  useListing(list, 'findings', filter.query);
  useFresh(list, { chosen, idOf: finding => finding.on, asked: JSON.stringify(filter.query), partial: left.value.findings === null });
  const grouped = new Grouped(groupsOf(list.answer), list.total);
  const index = Math.min(chosen.value, Math.max(0, list.total - 1)), finding = list.at(index);
  const openN = left.value.findings ?? list.total;
  return (
    <section class="screen two chk" aria-label={t('check')}>
      <div class="list">
        <Head n={openN} />
        {list.total ? (
          <Rows count={grouped.count} selected={grouped.place(index)} label={t('check')} layout={list.view + phone.value}
            height={i => (grouped.isHead(i) ? 36 : 62)} isHead={i => grouped.isHead(i)} headOf={i => grouped.headOf(i)}
            onPick={i => { chosen.value = grouped.row(i); openDetail(); }}
            row={i => (grouped.isHead(i) ? <HeadRow grouped={grouped} at={i} /> : <FindingRow finding={list.at(grouped.row(i))} />)} />
        ) : <Nothing list={list} filter={filter} text={t('noFindings')} />}
      </div>
      <div class="card fixed paper chkcard">
        <Back>{t('check')}</Back>
        {finding && <Explain finding={finding} />}
        {finding && <Place finding={finding} index={index} />}
        {finding && <Actions finding={finding} />}
      </div>
    </section>
  );
}
export const check: ScreenModule = { View: Check, keys, left: 'findings' };

const ruleWord = (rule: string): string => (hasWord('ru_' + rule) ? coded('ru_', rule) : rule);

function Head({ n }: { n: number }) {
  const facets = list.answer?.facets ?? {};
  return (
    <div class="head"><h1>{t('check')}</h1><p class="lead">{n ? t('checkLead', { n }) : t('noFindings')}</p>
      <div class="filters">
        <Search filter={filter} label={t('filter')} />
        <Facet filter={filter} id="rule" label={t('f_rule')} options={(facets['rule'] ?? []).map(([v, count]): Option => [v, ruleWord(v), count])} />
        <Facet filter={filter} id="doc" label={t('f_doc')} options={(facets['doc'] ?? []).map(([v, count, title]): Option => [v, title ?? v, count])} />
      </div>
    </div>
  );
}
function HeadRow({ grouped, at }: { grouped: Grouped; at: number }) {
  const group = grouped.group(at), pair = list.at(grouped.row(at + 1))?.pair;
  return <DocHead title={group?.title ?? ''} n={group?.n ?? 0} tag={pair ? 'fr – en' : undefined} />;
}
function FindingRow({ finding }: { finding: Finding | undefined }) {
  if (!finding) return <div role="gridcell" class="findrow" />;
  const state = stateOf(finding);
  return (
    <div role="gridcell" class={'findrow ' + state}>
      <span class={'rule ' + finding.severity}>{ruleWord(finding.rule)}</span>
      <span class="serif" lang={languageOf(finding.doc)}>{brief(finding)}</span>
      <small>{state === 'open' ? wording(finding) : coded('', state)}</small>
    </div>
  );
}
/** What, the fix, and why. */
function Explain({ finding }: { finding: Finding }) {
  const { fix: mend, rule, severity } = finding, state = stateOf(finding);
  return (
    <div class={'explain ' + severity} aria-live="polite">
      <span class={'rule ' + severity}>{ruleWord(rule)}</span><b>{capital(wording(finding)).replace(/[.?]?$/, end => end || '.')}</b>
      {state !== 'open' && <span class="pill">{coded('', state)}</span>}
      {mend && <p class="serif fixline" lang={languageOf(finding.doc)}><Diff from={mend.from} to={mend.to} />{!mend.sure && <> <span class="warnchip">{t('unsure')}</span></>}</p>}
      {explained.value && <p class="why">{hasWord('e_' + rule) ? coded('e_', rule) : finding.why}</p>}
    </div>
  );
}
/** The article, or both sides of the translation. */
function Place({ finding, index }: { finding: Finding; index: number }) {
  const near = around(list, index);
  return (
    <div class="scroll fill" tabIndex={0} role="region" aria-label={finding.title}>
      {finding.pair ? <Both finding={finding} pair={finding.pair} near={near} /> : <OneSide finding={finding} near={near} />}
    </div>
  );
}
function OneSide({ finding, near }: { finding: Finding; near: [number, Finding][] }) {
  const text = article(finding.doc);
  if (!text) return null;
  const marks = near.filter(([, other]) => other.doc === finding.doc).map(([i, other]) => markOf(other, finding, i));
  return <Article article={text} marks={marks} jump={finding.on} />;
}
function Actions({ finding }: { finding: Finding }) {
  const like = JSON.stringify(likeQuery(finding)) + finding.fix?.to;
  const alike = useAlike<Finding>(finding.fix ? like : null, 'findings', likeQuery(finding), isLike(finding));
  const state = stateOf(finding);
  return (
    <footer class="actions">
      {finding.fix && <Btn kind="primary" k="f" icon="tick" pressed={state === 'fixed'} onClick={fix}>{t('fix')}</Btn>}
      {alike.length > 1 && <Btn k="⇧F" onClick={() => void fixAlike()}>{t('fixAlike', { n: alike.length })}</Btn>}
      <Btn k="i" pressed={state === 'ignored'} onClick={ignore}>{t('ignoreHere')}</Btn>
      {finding.everywhere && <Btn k="⇧I" onClick={ignoreEverywhere}>{t('ignoreAll')}</Btn>}
      <Btn kind="ghost" k="e" pressed={explained.value} onClick={toggleWhy}>{t('explain')}</Btn>
    </footer>
  );
}
