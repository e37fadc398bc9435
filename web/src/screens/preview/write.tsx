/** Writing the articles: copies beside them, the articles themselves, or a patch. */
import { useState } from 'preact/hooks';
import type { WriteArticles, WrittenArticles } from '../../api';
import { download, post, Refused } from '../../client';
import { Btn, Modal, Radios, styleWord } from '../../parts';
import { style } from '../../prefs';
import { refreshSoon } from '../../store';
import { num, t } from '../../strings';
import { forget } from '../documents';
import { countAll, writing } from './state';

type How = WriteArticles['how'];
const close = (): void => { writing.value = false; };

export function WriteDialog({ first }: { first: number }) {
  const [how, setHow] = useState<How>('copies'), [n, setN] = useState(first), [busy, setBusy] = useState(false);
  const [note, setNote] = useState(''), [done, setDone] = useState<WrittenArticles | null>(null);
  const write = async (): Promise<void> => {
    setBusy(true);
    setNote('');
    try {
      const answer = await post<WrittenArticles>('articles', { style: style.value, how, accepted: n } satisfies WriteArticles);
      if (answer.file) await download(answer.file);
      setDone(answer);
      if (how === 'inplace') forget();
      refreshSoon();
    } catch (error) {
      const now = error instanceof Refused && error.status === 409 ? (error.body as { now?: number } | null)?.now : undefined;
      if (now !== undefined) {
        setNote(t('wfStale', { a: n, n: now }));
        setN(now);
        void countAll().catch(() => undefined);
      } else setNote(t('wfFailed', { m: error instanceof Error ? error.message : String(error) }));
    } finally { setBusy(false); }
  };
  if (done) return <Written done={done} />;
  return (
    <Modal title={t('wfTitle')} onClose={close}>
      <p class="lead">{t('wfText', { n })} {t('style')}: {styleWord(style.value)}.</p>
      <Radios label={t('wfTitle')} value={how} onPick={value => setHow(value as How)} options={[
        { value: 'copies', word: t('toFolder') }, { value: 'inplace', word: t('inPlace') }, { value: 'patch', word: t('patch') },
      ]} />
      {note && <p class="note warntext" role="alert">{note}</p>}
      <footer class="dfoot">
        <Btn onClick={close}>{t('cancel')}</Btn>
        <Btn kind="primary" icon="save" disabled={busy || !n} onClick={() => void write()}>{t('wfGo', { n })}</Btn>
      </footer>
    </Modal>
  );
}
/** What was written, and what could not be. */
function Written({ done }: { done: WrittenArticles }) {
  const n = done.written.reduce((all, [, count]) => all + count, 0);
  return (
    <Modal title={t('wfTitle')} onClose={close}>
      <p role="status">{t('wfDone', { n, d: t('articlesN', { n: done.written.length }) })}{done.where && <> <code>{done.where}</code></>}</p>
      {done.failed.length > 0 && (
        <div class="note warntext" role="alert"><ul>{done.failed.map(([title, message]) => <li key={title}><b>{title}</b>: {message}</li>)}</ul></div>
      )}
      <ul class="written" tabIndex={0} aria-label={t('wfTitle')}>{done.written.map(([title, count], i) => <li key={i}><span>{title}</span><em>{num(count)}</em></li>)}</ul>
      <footer class="dfoot"><Btn kind="primary" onClick={close}>{t('close')}</Btn></footer>
    </Modal>
  );
}
