/** What the format of an export could not carry. */
import { Btn, Modal } from '../parts';
import { coded, hasWord, num, t } from '../strings';
import { leftOut } from './files';

const close = (): void => { leftOut.value = null; };
export function LeftOut() {
  const made = leftOut.value;
  if (!made) return null;
  return (
    <Modal title={t('exported', { f: made.file.name })} onClose={close}>
      <p class="lead">{t('exportDropped')}</p>
      <ul class="written">{made.dropped.map(([what, n]) => {
        // Some say themselves how often: «articles (66 terms)».
        const [, plain = what, often] = /^(.*) \((\d+) terms?\)$/.exec(what) ?? [];
        return <li key={what}><span>{hasWord('dr_' + plain) ? coded('dr_', plain) : plain}</span><em>{num(often ? Number(often) : n)}</em></li>;
      })}</ul>
      <footer class="dfoot"><Btn kind="primary" onClick={close}>{t('close')}</Btn></footer>
    </Modal>
  );
}
