/** Keyword in context: the occurrences under each other. */
import type { Occurrence } from '../../api';
import { Btn, Icon, Rows, styled } from '../../parts';
import { phone, scale } from '../../prefs';
import { openDetail } from '../../route';
import { date, t, type Word } from '../../strings';
import { toggleOut } from './acts';
import { choose, colour, isOut, list, selected, sort, sortBy, spellings } from './state';

const columns: ['date' | 'left' | 'form' | 'right', Word, string][] = [['date', 'so_date', 'date'], ['left', 'so_left', 'left'], ['form', 'so_key', 'key'], ['right', 'so_right', 'right']];

export function Kwic() {
  const longest = Math.max(4, ...spellings.value.slice(0, 12).map(([form]) => form.length)), tall = phone.value;
  return (
    <div class="kwiclist" ref={styled('--kw', Math.min(230, 24 + 8.6 * longest) + 'px')}>
      <div class="cols kwic" role="group" aria-label={t('sortBy')}>
        {columns.map(([column, word, style]) => {
          const on = sort.value.startsWith(column), n = /\d/.exec(sort.value)?.[0];
          return (
            <button key={column} type="button" class={`sort ${style}${on ? ' on' : ''}`} aria-pressed={on} onClick={() => sortBy(column)}>
              {t(word)}{on && n && <sup>{n}</sup>}{on && <Icon n="down" />}
            </button>
          );
        })}
        <span />
      </div>
      <Rows count={list.total} selected={selected.value} label={t('occurrences')} id="occ" layout={String(tall) + list.view} height={() => Math.round((tall ? 74 : 38) * scale)}
        row={i => <Row row={list.at(i)} short={tall} />} onPick={i => { choose(i); if (tall) openDetail(); }} onOpen={openDetail} />
    </div>
  );
}
function Row({ row, short }: { row: Occurrence | undefined; short: boolean }) {
  if (!row) return <div class="kwicrow" role="gridcell"><span class="quiet">…</span></div>;
  const out = isOut(row), word = t(out ? 'include' : 'exclude');
  return (
    <div class={'kwicrow' + (out ? ' out' : '')} role="gridcell">
      <small>{date(row.date)}</small>
      <span class="line" lang="fr"><span class="l"><bdi>{short ? '…' + row.left.slice(-34) : row.left}</bdi></span>
        <span class={'key ' + colour(row.form)}>{row.key}</span>
        <span class="rt">{short ? row.right.slice(0, 44) + '…' : row.right}</span></span>
      <Btn kind="tiny" label={`${word}: ${row.key}`} icon={out ? 'plus' : 'x'} onClick={event => { event.stopPropagation(); toggleOut(row); }} />
    </div>
  );
}
