/** One pair of sentences. */
import { useState } from 'preact/hooks';
import type { Pair } from '../../api';
import { Bar, Btn, Icon, marked, type Mark } from '../../parts';
import { coded, hasWord, t } from '../../strings';
import { count, type Bead, type Side } from './cuts';
import { beads, canSplit, confirm, drop, giveLast, isOk, joinNext, lit, looksWrong, namesBetween, pair, splitHere, takeFirst } from './state';

interface RowProps { bead: Bead; index: number; on: boolean; last: boolean; onPick: () => void }
export function BeadRow({ bead, index, on, last, onPick }: RowProps) {
  const both = pair.value;
  if (!both) return null;
  const weak = looksWrong(bead), ok = isOk(bead), differ = new Set(bead.look && /name/.test(bead.look.code) ? oneSidedNames(both, bead) : []);
  return (
    <div role="row" id={'bead' + index} aria-rowindex={index + 1} aria-selected={on} class={'bead' + (on ? ' on' : '') + (weak ? ' weak' : '') + (ok ? ' ok' : '')} onClick={onPick}>
      <Sentences {...{ both, bead, on, differ }} side="fr" />
      <Middle bead={bead} weak={weak} ok={ok} />
      <Sentences {...{ both, bead, on, differ }} side="en" />
      {on && <Tools bead={bead} ok={ok} last={last} />}
    </div>
  );
}

const namesIn = (both: Pair, bead: Bead, side: Side): Pair['names'] => {
  const at = side === 'fr' ? 0 : 1, first = both[side].segments[bead.start[at]], end = both[side].segments[bead.end[at] - 1];
  return first && end && bead.start[at] < bead.end[at] ? namesBetween(side, first[0], end[1]) : [];
};
/** The names that stand on one side only. */
function oneSidedNames(both: Pair, bead: Bead): string[] {
  const fr = new Set(namesIn(both, bead, 'fr').map(name => name.id)), en = new Set(namesIn(both, bead, 'en').map(name => name.id));
  return [...fr, ...en].filter(id => !fr.has(id) || !en.has(id));
}

interface SentencesProps { both: Pair; bead: Bead; side: Side; on: boolean; differ: ReadonlySet<string> }
/** What is dragged: the pair it comes from, the side, which sentence. */
let dragged: { bead: Bead; side: Side; sentence: number } | null = null;
const isNeighbour = (bead: Bead): boolean => {
  if (!dragged) return false;
  const all = beads.value, from = all.findIndex(one => one.id === dragged?.bead.id), to = all.findIndex(one => one.id === bead.id);
  return from >= 0 && Math.abs(from - to) === 1;
};
function Sentences({ both, bead, side, on, differ }: SentencesProps) {
  const [over, setOver] = useState(false), at = side === 'fr' ? 0 : 1, names = namesIn(both, bead, side);
  const allow = (event: DragEvent): void => {
    if (dragged?.side !== side || !isNeighbour(bead)) return;
    event.preventDefault();
    setOver(true);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (dragged && dragged.side === side) drop(dragged.bead, bead, side, dragged.sentence);
    dragged = null;
  };
  return (
    <div role="gridcell" class={(side === 'fr' ? 'fr' : 'eng') + (over ? ' over' : '')} lang={side} onDragOver={allow} onDragLeave={() => setOver(false)} onDrop={dropped}>
      {count(bead, side) ? both[side].segments.slice(bead.start[at], bead.end[at]).map(([s, e], i) => (
        <p key={s} draggable class="sentence" onDragStart={event => {
          dragged = { bead, side, sentence: bead.start[at] + i };
          event.dataTransfer?.setData('text/plain', both[side].text.slice(s, e));
        }} onDragEnd={() => { dragged = null; setOver(false); }}>
          {marked(both[side].text, s, e, names.filter(name => name.s >= s && name.e <= e).map(name => nameMark(name, on, differ.has(name.id))))}
        </p>
      )) : <i class="miss">{t(side === 'fr' ? 'added' : 'leftOut')}</i>}
    </div>
  );
}
/** A name: pointed at or focused, it is lit on both sides. */
const nameMark = ({ s, e, id, fr }: Pair['names'][number], on: boolean, bad: boolean): Mark => ({
  s, e, draw: text => <Name text={text} id={id} title={fr} on={on} bad={bad} />,
});
function Name({ text, id, title, on, bad }: { text: string; id: string; title: string; on: boolean; bad: boolean }) {
  const light = (): void => { lit.value = id; }, dim = (): void => { if (lit.value === id) lit.value = ''; };
  return (
    <mark class={'nl' + (lit.value === id ? ' hot' : '') + (bad ? ' bad' : '')} title={title} tabIndex={on ? 0 : undefined}
      onMouseEnter={light} onMouseLeave={dim} onFocus={light} onBlur={dim}>{text}</mark>
  );
}

function Middle({ bead, weak, ok }: { bead: Bead; weak: boolean; ok: boolean }) {
  const n = bead.p === null ? null : Math.round(bead.p * 100), fr = count(bead, 'fr'), en = count(bead, 'en');
  return (
    <div role="gridcell" class="mid">
      {(fr !== 1 || en !== 1) && <b>{fr}:{en}</b>}
      {n === null ? <small class="hand" title={t('byHand')}>{t('byHandShort')}</small>
        : <span class="confbar" role="img" aria-label={t('conf', { n })} title={t('conf', { n })}><Bar v={n / 100} c={n < 60 ? 'low' : ''} /></span>}
      {ok ? <span class="state accepted" role="img" aria-label={t('confirmed')}><Icon n="tick" /></span>
        : weak && <span class="look" role="img" aria-label={t('lookAt')}>!</span>}
    </div>
  );
}
/** Why one should look. */
function reason(bead: Bead): string {
  if (!bead.look) return '';
  const { code, args = [] } = bead.look;
  return hasWord('look_' + code) ? coded('look_', code, { a: args.join(' / '), n: bead.p === null ? '' : Math.round(bead.p * 100) }) : args.join(' / ') || t('lookAt');
}
function Tools({ bead, ok, last }: { bead: Bead; ok: boolean; last: boolean }) {
  const why = ok ? '' : reason(bead);
  return (
    <div role="gridcell" class="beadtools">
      {why && <p class="warntext"><Icon n="warn" /><span>{why}</span></p>}
      <span class="grow" />
      <Btn kind="tiny primary" k="a" pressed={ok} onClick={confirm}>{t('confirm')}</Btn>
      <Btn kind="tiny" k="m" disabled={last} onClick={joinNext}>{t('mergeDown')}</Btn>
      <Btn kind="tiny" k="s" disabled={!canSplit(bead)} onClick={splitHere}>{t('splitHere')}</Btn>
      <Btn kind="tiny" k="[" label={`fr ↓ ${t('moveUp')}`} disabled={!count(bead, 'fr')} onClick={giveLast('fr')}>fr ↓</Btn>
      <Btn kind="tiny" k="]" label={`fr ↑ ${t('takeNext')}`} disabled={last} onClick={takeFirst('fr')}>fr ↑</Btn>
      <Btn kind="tiny" k="{" label={`en ↓ ${t('moveUp')}`} disabled={!count(bead, 'en')} onClick={giveLast('en')}>en ↓</Btn>
      <Btn kind="tiny" k="}" label={`en ↑ ${t('takeNext')}`} disabled={last} onClick={takeFirst('en')}>en ↑</Btn>
    </div>
  );
}
