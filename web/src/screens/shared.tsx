/** What several screens draw alike. */
import type { ComponentChildren } from 'preact';
import type { Act, NameCard, View } from '../api';
import type { Filter } from '../filter';
import type { Listing } from '../listing';
import { Btn, Icon } from '../parts';
import { phone } from '../prefs';
import { closeDetail } from '../route';
import { revert } from '../store';
import { coded, date, labelled, moment, num, t } from '../strings';

/** The head of the rows of one article. */
export const DocHead = ({ title, n, tag }: { title: string; n: number; tag?: string }) => (
  <div role="gridcell" class="ghead"><b>{title}</b>{tag && <span class="tag">{tag}</span>}<em>{num(n)}</em></div>
);
/** The glyph of a decision. */
export function StateMark({ state, word }: { state: string; word: string }) {
  const yes = /accepted|fixed|known/.test(state), no = /skipped|rejected|ignored/.test(state);
  return (
    <span class={'state ' + (state === 'known' ? 'known' : yes ? 'accepted' : no ? 'rejected' : '')} role="img" aria-label={word}>
      {yes ? <Icon n="tick" /> : no ? <Icon n="x" /> : <i />}
    </span>
  );
}
/** In the place of a list without rows: why there are none. `text`: what is true when nothing is filtered away. */
export function Nothing<Row, Answer extends View<Row>>({ list, filter, text }: { list: Listing<Row, Answer>; filter: Filter; text: string }) {
  if (list.state.value === 'failed') {
    return <div class="none" role="alert"><p>{t('noAnswer', { m: list.failure })}</p><Btn onClick={() => void list.again()}>{t('retry')}</Btn></div>;
  }
  if (list.state.value === 'loading') return <div class="none" role="status"><p>{t('loading')}</p></div>;
  return <div class="none"><p>{filter.active ? t('nothingFits') : text}</p>{filter.active && <Btn onClick={() => filter.clear()}>{t('clear')}</Btn>}</div>;
}
/** On one column: back to the list. */
export const Back = ({ children }: { children: ComponentChildren }) => (
  <>
    {phone.value && <h1 class="sr">{children}</h1>}
    <button type="button" class="backbtn" onClick={closeDetail}><Icon n="back" />{children}</button>
  </>
);
/** Places where something stands, with the words around it. */
export const Examples = ({ of }: { of: NameCard['examples'] }) => (
  <ul class="egs">
    {of.map((one, i) => (
      <li key={i}><span lang="fr">{one.left}<mark>{one.key}</mark>{one.right}</span><small>{one.title}{one.date && ' · ' + date(one.date)}</small></li>
    ))}
  </ul>
);
/** Acts, newest first, each with its take-back. */
export const History = ({ acts }: { acts: readonly Act[] }) => (
  <ol class="hist">
    {acts.map(act => (
      <li key={act.id} class={act.off ? 'off' : ''}>
        <time dateTime={act.time}>{moment(act.time)}</time>
        <div><b>{labelled(act.label)}</b><small>{coded('', act.screen)}{act.saved && ' · ' + t('savedIn')}</small></div>
        <span class="grow" />
        <Btn kind="tiny" onClick={() => void revert(act.id, !act.off)}>{act.off ? t('restore') : t('takeBack')}</Btn>
      </li>
    ))}
  </ol>
);
