import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../strings';
import { Btn } from './basic';

/** A dialog over the page; Esc and a click beside it close it, and the focus goes back to where it was. */
export function Modal({ title, onClose, wide = false, children }: { title: string; onClose: () => void; wide?: boolean; children: ComponentChildren }) {
  const ref = useRef<HTMLDialogElement>(null), close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const dialog = ref.current, before = document.activeElement;
    if (!dialog) return undefined;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
    const cancel = (event: Event): void => { event.preventDefault(); close.current(); };
    dialog.addEventListener('cancel', cancel);
    return () => {
      dialog.removeEventListener('cancel', cancel);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog ref={ref} class={wide ? 'wide' : ''} aria-label={title} onClick={event => { if (event.target === ref.current) onClose(); }}>
      <div class="dbox">
        <header><h2>{title}</h2><Btn kind="ghost" icon="x" label={t('close')} onClick={onClose} /></header>
        {children}
      </div>
    </dialog>
  );
}
