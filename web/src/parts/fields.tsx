/** Fields: choosing, typing, searching. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Filter } from '../filter';
import { num } from '../strings';
import { Icon, Kbd } from './basic';

export type Option = readonly [value: string, word: string, n?: number | null];

export const Field = ({ label, hint, children }: { label: string; hint?: string; children: ComponentChildren }) => (
  <label class="field"><span>{label}</span>{children}{hint && <small>{hint}</small>}</label>
);

interface PickProps { value: string; options: readonly Option[]; onPick: (value: string) => void; label: string; id?: string; lang?: string }
export const Pick = ({ value, options, onPick, label, id, lang }: PickProps) => (
  <select id={id} lang={lang} aria-label={label} value={value} onChange={event => onPick(event.currentTarget.value)}>
    {options.map(([v, word]) => <option key={v} value={v} selected={v === value}>{word}</option>)}
  </select>
);

interface SegProps { label: string; value: string; options: readonly Option[]; onPick: (value: string) => void; small?: boolean }
/** A choice of one among few, side by side; the arrows move it. */
export function Seg({ label, value, options, onPick, small = false }: SegProps) {
  return (
    <div class={'seg' + (small ? ' small' : '')} role="radiogroup" aria-label={label} onKeyDown={moveRadio}>
      {options.map(([v, word, n]) => (
        <button key={v} type="button" role="radio" aria-checked={v === value} tabIndex={v === value ? 0 : -1} class={v === value ? 'on' : ''} onClick={() => onPick(v)}>
          {word}{n !== undefined && n !== null && <> <em>{num(n)}</em></>}
        </button>
      ))}
    </div>
  );
}
interface RadiosProps { label: string; value: string; options: readonly { value: string; word: ComponentChildren; k?: string }[]; onPick: (value: string) => void }
/** The same, one below the other. */
export function Radios({ label, value, options, onPick }: RadiosProps) {
  const known = options.some(option => option.value === value);
  return (
    <div class="radios" role="radiogroup" aria-label={label} onKeyDown={moveRadio}>
      {options.map((option, i) => (
        <button key={option.value} type="button" role="radio" aria-checked={option.value === value} tabIndex={option.value === value || (!known && i === 0) ? 0 : -1}
          class={'radioline' + (option.value === value ? ' on' : '')} onClick={() => onPick(option.value)}>
          <i />{option.word}{option.k && <Kbd k={option.k} />}
        </button>
      ))}
    </div>
  );
}
/** In a group of radios the arrows go to the next one and choose it. */
function moveRadio(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
  const next = all[(all.indexOf(document.activeElement as HTMLElement) + step + all.length) % all.length];
  event.preventDefault();
  next?.focus();
  next?.click();
}

interface TextProps {
  value: string; onSave: (value: string) => void; label?: string; id?: string; placeholder?: string;
  serif?: boolean; area?: boolean; lang?: string; readOnly?: boolean;
}
/** A text field that speaks once: when it is left, or Enter is pressed. Esc gives back what stood there. */
export function Text({ value, onSave, label, id, placeholder, serif, area, lang, readOnly }: TextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  // What was typed is kept when the field goes away before it is left.
  const latest = useRef({ draft, value, onSave });
  latest.current = { draft, value, onSave };
  const keep = (): void => {
    const { draft: text, value: before, onSave: save } = latest.current;
    latest.current = { ...latest.current, draft: null };
    setDraft(null);
    if (text !== null && text !== before) save(text);
  };
  useEffect(() => () => { const { draft: text, value: before, onSave: save } = latest.current; if (text !== null && text !== before) save(text); }, []);
  const common = {
    id, lang, placeholder, readOnly, class: serif ? 'serif' : '', 'aria-label': label, value: draft ?? value, spellcheck: false, autocomplete: 'off',
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => setDraft(event.currentTarget.value),
    onBlur: keep,
    onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && (!area || !event.shiftKey) && !event.isComposing) {
        event.preventDefault();
        event.currentTarget.blur();
      } else if (event.key === 'Escape') {
        latest.current = { ...latest.current, draft: null };
        setDraft(null);
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.blur();
      }
    },
  };
  return area ? <textarea rows={2} {...common} /> : <input type="text" {...common} />;
}

/** The search field of a list: `/` goes there, Enter and Esc leave it. */
export function Search({ filter, label, onLeave }: { filter: Filter; label: string; onLeave?: () => void }) {
  return (
    <div class="search">
      <Icon n="search" />
      <input id="q" type="search" aria-label={label} placeholder={label} value={filter.typed.value} spellcheck={false} autocomplete="off"
        onInput={event => filter.type(event.currentTarget.value)}
        onKeyDown={event => {
          if ((event.key !== 'Escape' && event.key !== 'Enter') || event.isComposing || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          event.stopPropagation();
          filter.flush();
          event.currentTarget.blur();
          onLeave?.();
        }} />
      <Kbd k="/" />
    </div>
  );
}
export const focusSearch = (): void => { const field = document.getElementById('q') as HTMLInputElement | null; field?.focus(); field?.select(); };
/** Puts the cursor into a field and selects what stands in it. */
export function focusField(id: string): void {
  const field = document.getElementById(id);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

interface FacetProps<F extends string> { filter: Filter<F>; id: F; label: string; options: readonly Option[] }
/** A facet: its values with their counts, several may be chosen. */
export function Facet<F extends string>({ filter, id, label, options }: FacetProps<F>) {
  const [open, setOpen] = useState(false), box = useRef<HTMLDivElement>(null), on = filter.on(id);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event): void => { if (!box.current?.contains(event.target as Node)) setOpen(false); };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    box.current?.querySelector('input')?.focus();
    return () => { document.removeEventListener('pointerdown', outside); document.removeEventListener('focusin', outside); };
  }, [open]);
  const close = (event: KeyboardEvent): void => {
    if (!open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = [...(box.current?.querySelectorAll('input') ?? [])];
      all[(all.indexOf(document.activeElement as HTMLInputElement) + step + all.length) % all.length]?.focus();
      event.preventDefault();
    } else if (event.key === 'Escape' || event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      box.current?.querySelector('button')?.focus();
    }
  };
  const all = [...options, ...on.filter(value => !options.some(option => option[0] === value)).map((value): Option => [value, value, 0])];
  const chosen = on.map(value => all.find(option => option[0] === value)?.[1] ?? value).join(', ');
  return (
    <div class="facet" ref={box} onKeyDown={close}>
      <button type="button" class={'chip' + (on.length ? ' on' : '')} aria-expanded={open} aria-haspopup="true" onClick={() => setOpen(!open)}>
        {label}{on.length > 0 && <>: <b>{chosen}</b></>}<Icon n="down" />
      </button>
      {open && (
        <fieldset class="menu"><legend class="sr">{label}</legend>
          {all.map(([value, word, n]) => (
            <label key={value}><input type="checkbox" checked={on.includes(value)} onChange={() => filter.toggle(id, value)} /><span>{word}</span>{n !== undefined && n !== null && <em>{num(n)}</em>}</label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
