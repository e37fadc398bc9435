/** Icons, keys, buttons: the smallest parts. */
import type { ComponentChildren, TargetedMouseEvent } from 'preact';

const paths = {
  names: 'M4 17 8.5 6h1L14 17M5.6 13h6.8M15 10.5c.6-1 1.6-1.5 2.7-1.5 1.6 0 2.3 1 2.3 2.4V17m0-3.5c-3 0-5 .5-5 2.1 0 1 .8 1.6 1.9 1.6 1.5 0 3.1-1 3.1-2.7',
  occurrences: 'M3 6h5M16 6h5M3 12h5M16 12h5M3 18h5M16 18h5M10.5 6h3M10.5 12h3M10.5 18h3',
  preview: 'M4 7h9M4 12h5M4 17h7M13 16.5l6-6 2 2-6 6H13z',
  check: 'M5 12.5l4.5 4.5L19 7',
  align: 'M4 6h6v4H4zM14 6h6v4h-6zM4 14h6v4H4zM14 14h6v4h-6zM10 8h4M10 16h4',
  terms: 'M4 5h8l8 8-7 7-9-9zM8 9h.01',
  glossary: 'M5 5.5C5 4.7 5.7 4 6.5 4H19v13H6.5A1.5 1.5 0 0 0 5 18.5m0-13v13m0 0c0 .8.7 1.5 1.5 1.5H19v-3',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  search: 'M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5 20 20',
  journal: 'M12 7v5l3 2M4.5 9A8 8 0 1 1 4 13M4 5v4.5h4.5',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  x: 'M6 6l12 12M18 6 6 18',
  chevron: 'M9 6l6 6-6 6',
  down: 'M6 9l6 6 6-6',
  back: 'M15 6l-6 6 6 6',
  tick: 'M5 12.5l4.5 4.5L19 7',
  link: 'M9 15l6-6M10 7l2-2a4 4 0 0 1 6 6l-2 2M14 17l-2 2a4 4 0 0 1-6-6l2-2',
  theme: 'M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
  system: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  plus: 'M12 5v14M5 12h14',
  save: 'M5 5h11l3 3v11H5zM8 5v4h7V5M8 19v-5h8v5',
  warn: 'M12 4 3 19h18zM12 10v4M12 16.5h.01',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11v5M12 8h.01',
} as const;
export type IconName = keyof typeof paths;

export const Icon = ({ n }: { n: IconName }) => <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={paths[n]} /></svg>;
export const Logo = () => (
  <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" /><path d="M7 11h9a5 5 0 0 1 0 10H7z" /><path class="far" d="M20 8l5 8-5 8" />
  </svg>
);

/** A key that is pressed, shown. */
export const Kbd = ({ k }: { k: string }) => <kbd aria-hidden="true">{k}</kbd>;
/** Several of them («j k»). */
export const Kbds = ({ k }: { k: string }) => <>{k.split(' ').map(one => <kbd key={one}>{one}</kbd>)}</>;

interface BtnProps {
  /** The key that does the same, shown on the button. */
  k?: string;
  /** primary, ghost, tiny, … (style classes). */
  kind?: string;
  icon?: IconName;
  /** The name of a button without words. */
  label?: string;
  title?: string;
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  children?: ComponentChildren;
}
const spoken: Record<string, string> = { '␣': 'Space', '↵': 'Enter' };
export function Btn({ k, kind = '', icon, label, title, onClick, disabled, pressed, expanded, children }: BtnProps) {
  const words = children !== undefined && children !== null && children !== '' && children !== false;
  return (
    <button type="button" class={'btn ' + kind} disabled={disabled} aria-pressed={pressed} aria-expanded={expanded} aria-label={label}
      title={title ?? label} aria-keyshortcuts={k && (spoken[k] ?? k.replace('⇧', 'Shift+'))} onClick={onClick}>
      {icon && <Icon n={icon} />}{words && <span>{children}</span>}{k && <Kbd k={k} />}
    </button>
  );
}

/** Sets a style property that depends on data: the page's Content-Security-Policy forbids style attributes. */
export const styled = (name: string, value: string) => (el: HTMLElement | null): void => { el?.style.setProperty(name, value); };

/** How much of the whole, as a bar; class `low`, `p`, `a`, `b` colour it. */
export const Bar = ({ v, c = '' }: { v: number; c?: string }) => (
  <span class={'bar ' + c} aria-hidden="true"><i ref={styled('width', Math.round(v * 100) + '%')} /></span>
);
/** How occurrences fall on spellings: what is written first, then the others. */
export function Split({ parts }: { parts: readonly (readonly [part: string, n: number])[] }) {
  const sum = parts.reduce((all, [, n]) => all + n, 0) || 1;
  return (
    <span class="splitbar" aria-hidden="true">
      {parts.filter(([, n]) => n > 0).map(([part, n], i) => <i key={i} class={part} ref={styled('flex-grow', String(Math.max(n / sum, 0.04)))} />)}
    </span>
  );
}
