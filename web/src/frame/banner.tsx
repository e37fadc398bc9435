/** What stands in the way: the server is gone, files could not be read. */
import { signal } from '@preact/signals';
import { lost, retry, shut } from '../client';
import { Btn, Icon } from '../parts';
import { read } from '../store';
import { t } from '../strings';

const hidden = signal(0);

export function Banner() {
  if (shut.value) {
    return <div class="banner warn" role="alert"><Icon n="warn" /><div><b>{t('shutTitle')}</b><small>{t('shutText')}</small></div></div>;
  }
  if (lost.value) {
    return (
      <div class="banner warn" role="alert"><Icon n="warn" /><div><b>{t('offText')}</b><small>{t('offRetry')}</small></div>
        <Btn kind="tiny" onClick={() => void retry()}>{t('retry')}</Btn></div>
    );
  }
  const { failed, total } = read.value;
  if (failed.length <= hidden.value) return null;
  return (
    <div class="banner warn" role="alert"><Icon n="warn" />
      <details><summary><b>{t('erText', { n: failed.length, m: total })}</b></summary>
        <ul>{failed.map(({ file, message }) => <li key={file}><b>{file}</b> {message}</li>)}</ul></details>
      <Btn kind="tiny" onClick={() => { hidden.value = failed.length; }}>{t('hide')}</Btn></div>
  );
}
