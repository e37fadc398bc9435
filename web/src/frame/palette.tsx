/** Ctrl K: names of the articles, screens, acts. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { NameRow, Names } from '../api';
import { get } from '../client';
import { Delayed } from '../delayed';
import type { Key } from '../keys';
import { Kbds, Modal, styleWord } from '../parts';
import { nextTheme, otherLanguage, style } from '../prefs';
import { go, letters, order, screen } from '../route';
import { showName } from '../screens/names/open';
import { project } from '../store';
import { num, t } from '../strings';
import { closeDialog, dialog, toggleJournal } from './dialogs';
import { everywhere, screenKeys } from './keys';

interface Entry { what: string; word: string; act: () => void; keys?: string; en?: string; lang?: string }
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What the keys do, as entries; keys in pairs and digits are left out. */
const ofKeys = (keys: readonly Key[], what: string): Entry[] =>
  keys.flatMap(({ show, word, on }) => { const [act, more] = Object.values(on); return act && !more ? [{ what, word: t(word), act, keys: show }] : []; });

function entries(): Entry[] {
  const doing = t('palDo');
  return [
    ...order.map(name => ({ what: t('palGo'), word: t(name), act: () => go(name), keys: 'g ' + letters[name] })),
    { what: doing, word: t('journal'), act: toggleJournal, keys: 'g j' },
    ...(screen.value === 'more' ? [] : ofKeys(screenKeys(), t(screen.value))),
    ...ofKeys(everywhere, doing),
    { what: doing, word: t('wrTitle'), act: () => { dialog.value = 'save'; } },
    { what: doing, word: t('theme'), act: nextTheme },
    { what: doing, word: t('language'), act: otherLanguage },
    ...(project.value?.styles ?? []).map(name => ({ what: t('style'), word: styleWord(name), act: () => { style.value = name; } })),
  ];
}
const delayed = new Delayed(80);

export function Palette() {
  const [q, setQ] = useState(''), [at, setAt] = useState(0), [found, setFound] = useState<NameRow[]>([]), all = useMemo(entries, []);
  useEffect(() => {
    let current = true;
    delayed.run(() => {
      if (!q.trim()) { setFound([]); return; }
      void get<Names>('names', { q: q.trim(), style: style.value }).then(answer => { if (current) setFound(answer.rows.slice(0, 8)); }, () => undefined);
    });
    return () => { current = false; };
  }, [q]);
  const wanted = plain(q.trim());
  const names = wanted ? found.map((row): Entry => ({ what: t('palNames'), word: row.fr, act: () => showName(row, q.trim()), keys: num(row.n), en: row.en, lang: 'fr' })) : [];
  const list = [...names, ...all.filter(entry => !wanted || plain(entry.what + ' ' + entry.word).includes(wanted))].slice(0, 14);
  const i = Math.max(0, Math.min(at, list.length - 1));
  const run = (entry: Entry | undefined): void => { closeDialog(); if (entry) setTimeout(entry.act); };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); setAt((i + step + list.length) % Math.max(1, list.length)); }
    if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); run(list[i]); }
  };
  return (
    <Modal title={t('search')} onClose={closeDialog}>
      <input data-first class="palq" role="combobox" aria-label={t('palHint')} aria-expanded="true" aria-controls="pal" aria-activedescendant={list.length ? 'pal' + i : undefined} placeholder={t('palHint')} value={q}
        autocomplete="off" spellcheck={false} onInput={event => { setQ(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} />
      <ul id="pal" role="listbox" aria-label={t('suggestions')} class="pal">
        {list.map((entry, k) => (
          <li key={k} id={'pal' + k} role="option" aria-selected={k === i} class={k === i ? 'on' : ''} onClick={() => run(entry)}>
            <small>{entry.what}</small>
            <span class={entry.lang ? 'serif' : ''} lang={entry.lang}>{entry.word}{entry.en && entry.en !== entry.word && <> <i lang="en">{entry.en}</i></>}</span>
            {entry.keys && <span class="k"><Kbds k={entry.keys} /></span>}
          </li>
        ))}
        {!list.length && <li class="quiet" role="option" aria-selected="false"><span>{t('noMatch')}</span></li>}
      </ul>
    </Modal>
  );
}
