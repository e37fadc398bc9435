import { Btn } from '../parts';
import { redo, undo } from '../store';
import { t } from '../strings';
import { toast } from '../toast';

/** What was just done, and its way back. */
export function Toasts() {
  const said = toast.value;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {said && (
        <div class="toast" key={said.serial}><span>{said.text}</span>
          {said.takeBack && <Btn kind="tiny" k="u" onClick={() => void undo()}>{t('undo')}</Btn>}
          {said.restore && <Btn kind="tiny" k="⇧U" onClick={() => void redo()}>{t('redo')}</Btn>}
        </div>
      )}
    </div>
  );
}
