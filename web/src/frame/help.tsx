import type { Key } from '../keys';
import { Kbds, Modal } from '../parts';
import { singleKeys } from '../prefs';
import { letters, order, screen } from '../route';
import { t, type Word } from '../strings';
import { closeDialog } from './dialogs';
import { everywhere, screenKeys } from './keys';

const Line = ({ k, word }: { k: string; word: Word }) => <div><dt><Kbds k={k} /></dt><dd>{t(word)}</dd></div>;
const Lines = ({ keys }: { keys: readonly Key[] }) => <>{keys.map(entry => <Line key={entry.show} k={entry.show} word={entry.word} />)}</>;

/** The keys, and the switch for those who need them off. */
export function Help() {
  const on = singleKeys.value === 'on';
  return (
    <Modal wide title={t('keys')} onClose={closeDialog}>
      <div class="helpgrid">
        {screen.value !== 'more' && <section><h3>{t(screen.value)}</h3><dl><Lines keys={screenKeys()} /></dl></section>}
        <section><h3>{t('h_go')}</h3><dl>{order.map(name => <Line key={name} k={'g ' + letters[name]} word={name} />)}<Line k="g j" word="journal" /></dl></section>
        <section><h3>{t('h_all')}</h3><dl><Lines keys={everywhere} /><Line k="Ctrl+K" word="kk_palette2" /><Line k="Ctrl+↵" word="kk_accept" /><Line k="Esc" word="kk_esc" /></dl></section>
      </div>
      <p class="lead">{t('h_esc')}</p>
      <label class="check"><input type="checkbox" checked={on} onChange={() => { singleKeys.value = on ? 'off' : 'on'; }} /><span>{t('singleKeys')} <small>{t('singleKeysHint')}</small></span></label>
    </Modal>
  );
}
