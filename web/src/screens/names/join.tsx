/** Joining a name with another: candidates by likeness first, or what one searches for. */
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { NameCard, NameRow, Names } from '../../api';
import { get } from '../../client';
import { Delayed } from '../../delayed';
import { Modal } from '../../parts';
import { style } from '../../prefs';
import { coded, num, t, whyWord } from '../../strings';
import { join, titleOf } from './acts';

/** The name that is being joined. */
export const joining = signal<NameCard | null>(null);
const delayed = new Delayed(80);
interface Candidate { id: string; fr: string; what: string; how: string }

export function JoinDialog() {
  const card = joining.value, [q, setQ] = useState(''), [at, setAt] = useState(0), [found, setFound] = useState<readonly NameRow[]>([]);
  useEffect(() => {
    let current = true;
    setFound([]);
    delayed.run(() => {
      if (q.trim()) void get<Names>('names', { q: q.trim(), style: style.value }).then(answer => { if (current) setFound(answer.rows.slice(0, 10)); }, () => undefined);
    });
    return () => { current = false; };
  }, [q]);
  if (!card) return null;
  const list: Candidate[] = q.trim()
    ? found.filter(row => row.id !== card.id).map(row => ({ id: row.id, fr: row.fr, what: coded('t_', row.type), how: num(row.n) }))
    : card.near.map(([id, fr, score, why]) => ({ id, fr, what: whyWord(why), how: num(Math.round(score * 100)) + ' %' }));
  const i = Math.min(at, list.length - 1), close = (): void => { joining.value = null; };
  const pick = (one: Candidate | undefined): void => { if (!one) return; close(); join(card, one); };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && list.length) { event.preventDefault(); setAt((i + by + list.length) % list.length); }
    if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); pick(list[i]); }
  };
  return (
    <Modal title={t('mergeTitle', { f: titleOf(card) })} onClose={close}>
      <input data-first class="palq" role="combobox" aria-expanded="true" aria-controls="join" aria-activedescendant={list.length ? 'join' + i : undefined} aria-label={t('filterNames')} placeholder={t('filterNames')}
        autocomplete="off" spellcheck={false} value={q} onInput={event => { setQ(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} />
      <ul id="join" class="pal" role="listbox" aria-label={t('names')}>
        {list.map((one, k) => (
          <li key={one.id} id={'join' + k} role="option" aria-selected={k === i} class={k === i ? 'on' : ''} onClick={() => pick(one)}>
            <small>{one.what}</small><span class="serif" lang="fr">{one.fr}</span><em>{one.how}</em>
          </li>
        ))}
        {!list.length && <li class="quiet" role="option" aria-selected="false"><span>{q.trim() ? t('noMatch') : t('joinHint')}</span></li>}
      </ul>
    </Modal>
  );
}
