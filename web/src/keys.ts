/** The keys. A screen declares its keys once, as data; the dispatcher, the foot, the help and the palette read that table. */
import { signal } from '@preact/signals';
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';
import { singleKeys } from './prefs';
import { go, letters, order, screen } from './route';
import type { Word } from './strings';

/** One line of the help: what is shown («j k»), what it says, and what each key does. */
export interface Key {
  show: string;
  word: Word;
  /** By key: `a`, `Shift+A`, `Space`, `Enter`, `[`, `1`… A screen's act returns nothing. */
  on: Record<string, () => void>;
  /** Stands at the foot of the page, too. */
  foot?: boolean;
}
/** A key that does one thing. */
export const key = (show: string, word: Word, act: () => void, foot = false): Key => ({ show, word, on: { [binding(show)]: act }, foot });
/** 1 to 9 (the digit row, shifted or not: on French keyboards digits are shifted). */
export const digits = (show: string, word: Word, act: (n: number) => void, foot = false): Key =>
  ({ show, word, foot, on: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [String(i + 1), () => act(i + 1)])) });
const binding = (show: string): string =>
  ({ '␣': 'Space', '↵': 'Enter' })[show] ?? (show.startsWith('⇧') ? 'Shift+' + show.slice(1) : show);

const arrows: Record<string, string> = { ArrowDown: 'j', ArrowUp: 'k', ArrowLeft: 'h', ArrowRight: 'l' };
const letter = /^\p{L}$/u;

/** Signs and digits are compared as written, whatever is held to write them on this keyboard. */
function pressed(event: KeyboardEvent, wanted: string): boolean {
  if (wanted.length === 1 && !letter.test(wanted)) {
    if (event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph'))) return false;
    return event.key === wanted || (/\d/.test(wanted) && event.code === 'Digit' + wanted && !event.shiftKey && !event.altKey);
  }
  const [press] = parseKeybinding(wanted);
  return press !== undefined && matchKeyBindingPress(event, press);
}
function find(event: KeyboardEvent, tables: readonly (readonly Key[])[]): (() => void) | undefined {
  for (const table of tables) for (const entry of table) for (const [wanted, act] of Object.entries(entry.on)) if (pressed(event, wanted)) return act;
  return undefined;
}

/** Where keys write text or choose by themselves. */
const typing = (el: Element): boolean =>
  /^(TEXTAREA|SELECT)$/.test(el.tagName) || (el instanceof HTMLInputElement && !/^(checkbox|radio|button)$/.test(el.type));

let tables: () => readonly (readonly Key[])[] = () => [];
let leave: () => boolean = () => false;
let palette: () => void = () => undefined;
/** `g` was pressed, and the next key names a screen; the foot says which. */
export const going = signal(false);
let gone = 0;
function wait(on: boolean): void {
  clearTimeout(gone);
  going.value = on;
  if (on) gone = window.setTimeout(() => { going.value = false; }, 2500);
}

/** Starts listening. `keys`: the tables now in force; `escape`: closes what is open; `open`: the palette. */
export function listenForKeys(keys: () => readonly (readonly Key[])[], escape: () => boolean, open: () => void): void {
  tables = keys;
  leave = escape;
  palette = open;
  addEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const act = action(event, event.target instanceof Element ? event.target : document.body);
  if (!act) return;
  event.preventDefault();
  act();
}
function action(event: KeyboardEvent, el: Element): (() => void) | undefined {
  const mod = event.ctrlKey || event.metaKey, graph = event.getModifierState('AltGraph');
  if (mod && !graph && !event.shiftKey && event.key.toLowerCase() === 'k') return palette;
  if (document.querySelector('dialog[open]')) return undefined;
  if (mod && event.key === 'Enter') return () => acceptFrom(el);
  if (typing(el)) return event.key === 'Escape' ? () => (el as HTMLElement).blur() : undefined;
  if (event.key === 'Escape' && going.value) return () => wait(false);
  if (event.key === 'Escape') return leave() ? () => undefined : undefined;
  if (event.key === 'Enter' || event.key === ' ') {
    if (el.closest('button, a, summary, [role=radio]') || (event.key === ' ' && el instanceof HTMLInputElement)) return undefined;
  }
  // A key that is held moves on; it does not decide again and again.
  if (event.repeat && !/^(Arrow(Up|Down|Left|Right)|[jkhl])$/.test(event.key)) return () => undefined;
  const arrow = arrows[event.key];
  if (arrow) return el.closest('[role=radiogroup], [role=tablist]') || mod || event.altKey || event.shiftKey ? undefined : named(arrow);
  if (singleKeys.value === 'off' && event.key.length === 1) return undefined;
  return sequence(event) ?? find(event, tables());
}
/** `g` and a letter; a letter that names nothing does nothing, not what it would do alone. */
function sequence(event: KeyboardEvent): (() => void) | undefined {
  if (/^(Shift|Control|Alt|AltGraph|Meta)$/.test(event.key)) return undefined;
  if (going.value) {
    wait(false);
    const to = order.find(name => letters[name] === event.key);
    return to ? () => go(to) : find(event, [afterG]) ?? (() => undefined);
  }
  if (event.key !== 'g' || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return () => wait(true);
}
/** What follows `g` besides the screens. */
export const afterG: Key[] = [];

/** The act of a key by its name. */
export function named(wanted: string): (() => void) | undefined {
  for (const table of tables()) for (const entry of table) { const act = entry.on[wanted]; if (act) return act; }
  return undefined;
}
/** Ctrl+Enter: what the field holds is kept, then the screen accepts. */
function acceptFrom(el: Element): void {
  if (typing(el)) (el as HTMLElement).blur();
  named('a')?.();
}
/** Whether the page shows a list whose keys act. */
export const onScreen = (): boolean => screen.value !== 'more';
