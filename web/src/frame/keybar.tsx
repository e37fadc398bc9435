import { going } from '../keys';
import { Kbds } from '../parts';
import { singleKeys } from '../prefs';
import { letters, order } from '../route';
import { t } from '../strings';
import { dialog } from './dialogs';
import { screenKeys } from './keys';

/** The keys of the screen, at its foot. */
export function KeyBar() {
  if (going.value) {
    return (
      <footer class="keybar"><div aria-hidden="true"><span>{t('h_go')}</span>
        {order.map(name => <span key={name}><kbd>{letters[name]}</kbd> {t(name)}</span>)}<span><kbd>j</kbd> {t('journal')}</span></div></footer>
    );
  }
  return (
    <footer class="keybar">
      <div aria-hidden="true">{singleKeys.value === 'on' && screenKeys().filter(entry => entry.foot).map(entry => <span key={entry.show}><Kbds k={entry.show} /> {t(entry.word)}</span>)}
        {singleKeys.value === 'on' && <span><kbd>u</kbd> {t('undo')}</span>}</div>
      <button type="button" onClick={() => { dialog.value = 'help'; }}><kbd aria-hidden="true">?</kbd> {t('keys')}</button>
    </footer>
  );
}
