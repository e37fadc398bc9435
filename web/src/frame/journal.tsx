/** Every decision, newest first; each can be taken back or restored by itself. */
import type { Act } from '../api';
import { Btn } from '../parts';
import { acts, fetchActs, revert } from '../store';
import { hasWord, labelled, moment, num, t } from '../strings';
import { journalOpen } from './dialogs';

export function Journal() {
  const { total, acts: list } = acts.value;
  return (
    <aside class="journal" aria-label={t('journal')}>
      <header><h2>{t('journal')}</h2><Btn kind="ghost" icon="x" label={t('close')} onClick={() => { journalOpen.value = false; }} /></header>
      <p class="lead">{list.length ? t('joLead') : t('joEmpty')}</p>
      <ol tabIndex={0} aria-label={t('journal')}>
        {list.map(act => <Line key={act.id} act={act} />)}
        {list.length < total && <li><span /><Btn kind="tiny" onClick={() => void fetchActs(list.length + 200)}>{t('showOlder')}</Btn></li>}
      </ol>
      <footer><code>.drogman/decisions.jsonl</code></footer>
    </aside>
  );
}
export function Line({ act }: { act: Act }) {
  const label = labelled(act.label), set = act.first;
  const change = set && set.from !== null && set.from !== '' && typeof set.to === 'string' && !/^(state|status|party|family)$/.test(set.field) && act.n === 1 ? `${String(set.from)} → ${set.to}` : '';
  return (
    <li class={act.off ? 'off' : ''}>
      <time dateTime={act.time}>{moment(act.time)}</time>
      <div><b>{label}</b>{act.n > 1 && <em> × {num(act.n)}</em>}{change && <small>{change}</small>}
        <small>{hasWord(act.screen) ? t(act.screen) : act.screen}{act.saved && ` · ${t('savedIn')} ✓`}</small></div>
      <Btn kind="tiny" label={`${t(act.off ? 'restore' : 'takeBack')}: ${label}`} onClick={() => void revert(act.id, !act.off)}>{t(act.off ? 'restore' : 'takeBack')}</Btn>
    </li>
  );
}
