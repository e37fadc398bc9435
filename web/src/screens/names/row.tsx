/** Rows of the list: a group's head, a name. */
import type { NameRow } from '../../api';
import { Btn, Icon, sideClass, Split } from '../../parts';
import { coded, num, t } from '../../strings';
import { now } from '../../store';
import { acceptShown, isIn, rowTitle, statusOf, thing } from './acts';
import { fold, isGone, stateOf, type Group } from './list';

export function GroupHead({ group, here }: { group: Group; here: boolean }) {
  return (
    <div role="gridcell" class="ghead">
      <button type="button" class="fold" aria-expanded={group.unfolded} onClick={() => fold(group)}>
        <Icon n={group.unfolded ? 'down' : 'chevron'} /><b>{coded('k_', group.kind)}</b><em>{num(group.total)}</em>
      </button>
      {group.unfolded && group.open > 0 && group.kind !== 'known' && (
        <Btn kind="tiny" k={here ? '⇧A' : undefined} onClick={() => acceptShown(group.kind)}>{t('acceptN', { n: group.open })}</Btn>
      )}
    </div>
  );
}

export const StateMark = ({ row }: { row: NameRow }) => {
  const state = stateOf(row);
  return (
    <span class={'state ' + state} role="img" aria-label={t(`s_${state}`)}>
      {state === 'accepted' ? <Icon n="tick" /> : state === 'rejected' ? <Icon n="x" /> : row.kind === 'known' ? null : <i />}
    </span>
  );
};
/** The parts of the bar, as style classes: written, allowed, to replace, a side's. */
const barPart = (part: string): string => ({ preferred: 'p', admitted: 'q', replace: 'r' })[part] ?? sideClass(part);

export function Row({ row }: { row: NameRow | undefined }) {
  if (!row) return <div class="namerow" role="gridcell"><span /><span class="quiet">…</span></div>;
  return (
    <div class={'namerow ' + stateOf(row)} role="gridcell">
      <StateMark row={row} />
      <span class="nm">
        <span class="l1"><b class="serif" lang="fr">{rowTitle(row)}</b><small class="tag">{isGone(row) ? t('r_joined') : coded('t_', now(thing(row), 'type', row.type))}</small></span>
        <Spellings row={row} />
      </span>
      <span class="en" lang="en">{now(thing(row), 'en', row.en)}</span>
      <span class="cnt"><b>{num(row.n)}</b><Split parts={row.split.map(([part, n]) => [barPart(part), n] as const)} /></span>
    </div>
  );
}
/** The spellings that were found; when there is only the one that stands as title, the note. */
function Spellings({ row }: { row: NameRow }) {
  const forms = row.forms.slice(0, 6), title = rowTitle(row);
  if (!forms.length || (forms.length === 1 && forms[0]?.form === title)) return row.note ? <span class="sp quiet" lang="fr">{row.note.split('. ')[0]}</span> : null;
  return (
    <span class="sp" lang="fr">
      {forms.map((m, i) => (
        <>{i > 0 && ' · '}<span class={(isIn(row, m) ? '' : 'out ') + 's_' + statusOf(row, m)}>{m.form}<em>{num(m.n)}</em></span></>
      ))}
    </span>
  );
}
