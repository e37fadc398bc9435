/** Saving: shows what would change in the glossary's files, and writes exactly that. */
import { useEffect, useState } from 'preact/hooks';
import type { Save, Saved } from '../api';
import { get, post, Refused } from '../client';
import { Btn, Modal } from '../parts';
import { project, saved } from '../store';
import { t } from '../strings';
import { say } from '../toast';
import { closeDialog } from './dialogs';

export function SaveDialog() {
  const [plan, setPlan] = useState<Save | null>(null), [problem, setProblem] = useState(''), [busy, setBusy] = useState(false);
  const fetchPlan = (): Promise<void> => get<Save>('save').then(setPlan, (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  useEffect(() => { void fetchPlan(); }, []);
  const write = async (): Promise<void> => {
    if (!plan || busy) return;
    setBusy(true);
    try {
      await post<Saved>('save', { last: plan.last });
      closeDialog();
      say(t('wrDone'));
      await saved();
    } catch (error) {
      if (error instanceof Refused && error.status === 409) { setProblem(t('wrStale')); await fetchPlan(); }
      else setProblem(t('refusedText', { m: error instanceof Error ? error.message : String(error) }));
      setBusy(false);
    }
  };
  const nowhere = project.value?.glossary.file === null;
  return (
    <Modal wide title={t('wrTitle')} onClose={closeDialog}>
      <p class="lead">{nowhere ? t('wrNowhere') : t('wrText')}</p>
      {problem && <p class="note warn" role="alert">{problem}</p>}
      {!plan && !problem && <p class="quiet" role="status">{t('loading')}</p>}
      {plan && <Plan plan={plan} />}
      <footer class="dfoot"><Btn onClick={closeDialog}>{t('cancel')}</Btn>
        <Btn kind="primary" icon="save" disabled={!plan?.files.length || busy} onClick={() => void write()}>{plan ? t('writeN', { n: plan.acts }) : t('wrGo')}</Btn></footer>
    </Modal>
  );
}
function Plan({ plan }: { plan: Save }) {
  return (
    <div class="changes" tabIndex={0} role="group" aria-label={t('wrTitle')}>
      {!plan.files.length && <p class="quiet">{t('wrNone')}</p>}
      {plan.files.map(({ file, diff }) => (
        <section key={file}><h3>{file}</h3><pre tabIndex={0} class="unified">{diff.split('\n').map((line, i) => <Changed key={i} line={line} />)}</pre></section>
      ))}
      {plan.refused.length > 0 && <section><h3>{t('wrRefused')}</h3><ul>{plan.refused.map(({ act, why }) => <li key={act}>{why}</li>)}</ul></section>}
    </div>
  );
}
function Changed({ line }: { line: string }) {
  if (/^(\+\+\+|---)/.test(line)) return null;
  if (line.startsWith('+')) return <ins>{line}</ins>;
  if (line.startsWith('-')) return <del>{line}</del>;
  return <span class={line.startsWith('@@') ? 'quiet' : ''}>{line}</span>;
}
