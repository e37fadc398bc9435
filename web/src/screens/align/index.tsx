/** Align: which sentence of the translation answers which of the source. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Key } from '../../keys';
import { key } from '../../keys';
import { Btn, Pick } from '../../parts';
import { settle } from '../../route';
import { project, refreshed } from '../../store';
import { t } from '../../strings';
import { exportFile } from '../files';
import { LeftOut } from '../left-out';
import type { ScreenModule } from '../screen';
import { BeadRow } from './bead';
import { at, chosen, confirm, failure, fetchPair, fetchPairs, giveLast, joinNext, only, pair, pairs, shown, splitHere, step, takeFirst, tally, toggleOnly, wanted } from './state';
import { useVirtual } from './virtual';

const keys: Key[] = [
  { show: 'j k', word: 'kk_next', on: { j: () => step(1), k: () => step(-1) }, foot: true },
  { show: 'a', word: 'confirm', on: { a: confirm, Enter: confirm }, foot: true },
  key('m', 'mergeDown', joinNext, true),
  key('s', 'splitHere', splitHere, true),
  { show: '[ ]', word: 'kk_move-fr', on: { '[': giveLast('fr'), ']': takeFirst('fr') }, foot: true },
  { show: '{ }', word: 'kk_move-en', on: { '{': giveLast('en'), '}': takeFirst('en') }, foot: true },
  key('w', 'kk_weak', toggleOnly, true),
];

function Align() {
  useEffect(() => {
    void fetchPairs().catch((error: unknown) => { failure.value = String(error); });
    return refreshed(async () => { await Promise.all([fetchPairs(), fetchPair()]); });
  }, []);
  useEffect(() => { void fetchPair(); }, [wanted.value]);
  if (project.value && !project.value.translations) return <None text={t('alNone')} />;
  if (failure.value && !pair.value) return <None text={t('noAnswer', { m: failure.value })} again />;
  if (pairs.value && !pairs.value.length) return <None text={t('alWaiting')} />;
  return (
    <section class="screen al" aria-label={t('align')}>
      <Head />
      {pair.value && <Beads />}
      <LeftOut />
    </section>
  );
}
export const align: ScreenModule = { View: Align, keys, left: 'pairs' };

const None = ({ text, again }: { text: string; again?: boolean }) => (
  <section class="screen al" aria-label={t('align')}>
    <div class="head"><h1>{t('align')}</h1></div>
    <div class="none"><p>{text}</p>{again ? <Btn onClick={() => void fetchPair()}>{t('retry')}</Btn> : <pre><code>drogman review articles/ --translation english/</code></pre>}</div>
  </section>
);

function Head() {
  const both = pair.value, all = pairs.value ?? [], id = both?.id ?? '';
  return (
    <div class="head">
      <div class="titleline"><h1>{t('align')}</h1>
        {all.length > 1 && (
          <div class="jump"><Pick label={t('alPair')} value={wanted.value} onPick={to => settle('align', to)}
            options={all.map(one => [one.id, `${one.fr} – ${one.en}${one.left ? ` (${one.left})` : ''}`] as const)} /></div>
        )}
        <span class="grow" />
        <label class="check"><input type="checkbox" checked={only.value !== null} onChange={toggleOnly} />{t('weakOnly')}</label>
        <Btn icon="save" onClick={() => void exportFile({ format: 'tmx', what: 'memory', pair: id })}>{t('exportTmx')}</Btn>
        {all.length > 1 && <Btn kind="ghost" onClick={() => void exportFile({ format: 'tmx', what: 'memory' })}>{t('exportAllTmx')}</Btn>}
      </div>
      {both && (
        <p class="lead"><b lang="fr">{both.fr.title}</b> – <span lang="en">{both.en.title}</span> · {t('alLead', { n: tally.value.look, d: tally.value.ok })}</p>
      )}
    </div>
  );
}
function Beads() {
  const list = shown.value, index = at.value, { box, virtual } = useVirtual(list, 96);
  useLayoutEffect(() => { if (list.length) virtual.scrollToIndex(index, { align: 'auto' }); }, [index, list[index]?.id]);
  useEffect(() => { if (document.activeElement === document.body) box.current?.focus({ preventScroll: true }); }, []);
  const rows = virtual.getVirtualItems();
  return (
    <div class="beads scroll" ref={box} role="grid" tabIndex={0} aria-label={t('align')} aria-rowcount={list.length}
      aria-activedescendant={rows.some(row => row.index === index) ? 'bead' + index : undefined}>
      <div class="beadspace" role="presentation" ref={el => { if (el) el.style.height = virtual.getTotalSize() + 'px'; }}>
        {rows.map(row => {
          const bead = list[row.index];
          return bead && (
            <Place key={row.key} virtual={virtual} index={row.index} start={row.start}>
              <BeadRow bead={bead} index={row.index} on={row.index === index} last={row.index === list.length - 1}
                onPick={() => { chosen.value = bead.start; }} />
            </Place>
          );
        })}
      </div>
      {!list.length && <div class="none"><p>{t('noFindings')}</p></div>}
    </div>
  );
}

/** Where a row stands. Its height is measured when it is drawn first; later changes are observed. */
function Place({ virtual, index, start, children }: { virtual: ReturnType<typeof useVirtual>['virtual']; index: number; start: number; children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => { place.current?.style.setProperty('transform', `translateY(${start}px)`); }, [start]);
  useLayoutEffect(() => { virtual.measureElement(place.current); }, [index]);
  return <div ref={place} class="beadplace" role="presentation" data-index={index}>{children}</div>;
}
