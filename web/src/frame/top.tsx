/** The bar above: what is reviewed, the house style, search, journal, saving. */
import { Btn, Icon, Kbd, Pick, styled, styleWord } from '../parts';
import { style } from '../prefs';
import { acts, project, read, unsaved } from '../store';
import { num, t } from '../strings';
import { dialog, journalOpen, toggleJournal } from './dialogs';

export function Top() {
  const { done, total, finished, occurrences } = read.value, n = unsaved.value, styles = project.value?.styles ?? [];
  const words = n ? t('writeN', { n }) : t('saved');
  return (
    <header class="top">
      <div class="where">
        <b>{project.value?.name || t('unnamed')}</b>
        <small>{finished ? t('corpus', { d: total, n: occurrences }) : t('reading', { a: done, b: total })}</small>
      </div>
      {styles.length > 1 && (
        <label class="style"><span>{t('style')}</span><Pick label={t('style')} value={style.value} options={styles.map(name => [name, styleWord(name)] as const)} onPick={name => { style.value = name; }} /></label>
      )}
      <button type="button" class="palbtn" aria-label={t('search')} aria-keyshortcuts="Control+K" onClick={() => { dialog.value = 'palette'; }}>
        <Icon n="search" /><span>{t('search')}</span><Kbd k="Ctrl K" />
      </button>
      <Btn kind="ghost" icon="journal" label={t('journal')} pressed={journalOpen.value} onClick={toggleJournal}>{acts.value.total ? num(acts.value.total) : ''}</Btn>
      <Btn kind={n ? 'primary save' : 'save'} disabled={!n} icon="save" label={words} onClick={() => { dialog.value = 'save'; }}>
        <span class="wide">{words}</span><span class="short">{n ? num(n) : '✓'}</span>
      </Btn>
      {!finished && total > 0 && <div class="reading"><i ref={styled('width', (100 * done) / total + '%')} /></div>}
    </header>
  );
}
