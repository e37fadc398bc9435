/** Both sides of a translation as aligned rows, the sentence that is left out hatched. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Finding, Pair } from '../../api';
import { get } from '../../client';
import { marked, useJump } from '../../parts';
import { refreshed } from '../../store';
import { t } from '../../strings';
import { beadsOf, type Bead, type Side } from '../align/cuts';
import { markOf } from './mark';

/** So many rows before and after the one that is looked at are drawn. */
const AROUND = 60;
const pair = signal<Pair | null>(null);
const fetchPair = async (id: string): Promise<void> => { pair.value = await get<Pair>('pairs/' + encodeURIComponent(id)); };

export function Both({ finding, pair: { id, fr, en }, near }: { finding: Finding; pair: NonNullable<Finding['pair']>; near: [number, Finding][] }) {
  useEffect(() => {
    const ask = (): Promise<void> => fetchPair(id).catch(() => undefined);
    if (pair.value?.id !== id) void ask();
    return refreshed(ask);
  }, [id]);
  const both = pair.value?.id === id ? pair.value : null;
  const box = useJump(finding.on + (both ? '' : '…'));
  if (!both) return <p class="quiet" role="status">{t('loading')}</p>;
  const beads = beadsOf(both), at = Math.max(0, beads.findIndex(bead => holds(bead, fr, en)));
  const rows = beads.slice(Math.max(0, at - AROUND), at + AROUND);
  return (
    <div class="both" ref={el => { box.current = el; }}>
      <h2>{t('source')}</h2><h2>{t('translation')}</h2>
      {rows.flatMap(bead => (['fr', 'en'] as const).map(side => <Cell key={side + bead.id} {...{ both, bead, side, finding, near }} here={bead === beads[at]} />))}
    </div>
  );
}
const holds = ({ start, end }: Bead, fr: number[], en: number[]): boolean =>
  fr.some(i => i >= start[0] && i < end[0]) || en.some(j => j >= start[1] && j < end[1]);

interface CellProps { both: Pair; bead: Bead; side: Side; here: boolean; finding: Finding; near: [number, Finding][] }
function Cell({ both, bead, side, here, finding, near }: CellProps) {
  const at = side === 'fr' ? 0 : 1, { text, segments, doc } = both[side];
  const inside = segments.slice(bead.start[at], bead.end[at]);
  const style = (inside.length ? '' : 'gapcell') + (here ? ' here-row' : '') + (here && !near.length ? ' here' : '');
  if (!inside.length) return <div class={style}><i>{t(side === 'en' ? 'leftOut' : 'added')}</i></div>;
  const marks = near.filter(([, other]) => other.doc === doc).map(([i, other]) => markOf(other, finding, i));
  return <div class={style} lang={side}>{inside.flatMap(([s, e], i) => [i ? ' ' : '', ...marked(text, s, e, marks)])}</div>;
}
