/** What a person chose for the page itself: language, scheme, house style, keys. Remembered in this browser. */
import { effect, signal, type Signal } from '@preact/signals';

function remembered<T extends string>(name: string, usual: T, fits: (value: string) => value is T): Signal<T> {
  let start = usual;
  try {
    const kept = localStorage.getItem('drogman.' + name);
    if (kept !== null && fits(kept)) start = kept;
  } catch { /* no storage: the choice holds for this page */ }
  const value = signal(start);
  value.subscribe(now => {
    try { localStorage.setItem('drogman.' + name, now); } catch { /* as above */ }
  });
  return value;
}
const oneOf = <T extends string>(...all: T[]) => (value: string): value is T => (all as string[]).includes(value);

export type Ui = 'en' | 'fr';
export type Theme = 'auto' | 'light' | 'dark';
export const ui = remembered<Ui>('language', navigator.language.startsWith('fr') ? 'fr' : 'en', oneOf('en', 'fr'));
export const theme = remembered<Theme>('theme', 'auto', oneOf('auto', 'light', 'dark'));
/** The house style that lists, cards and counts are for. */
export const style = remembered<string>('style', 'default', (value): value is string => value !== '');
/** Whether single keys act (WCAG 2.1.4). */
export const singleKeys = remembered<'on' | 'off'>('keys', 'on', oneOf('on', 'off'));

effect(() => { document.documentElement.lang = ui.value; });
effect(() => { document.documentElement.dataset.theme = theme.value; });

export const nextTheme = (): void => {
  theme.value = theme.value === 'auto' ? 'light' : theme.value === 'light' ? 'dark' : 'auto';
};
export const otherLanguage = (): void => { ui.value = ui.value === 'fr' ? 'en' : 'fr'; };

const media = (query: string): Signal<boolean> => {
  const list = matchMedia(query), value = signal(list.matches);
  list.addEventListener('change', () => { value.value = list.matches; });
  return value;
};
/** One column: the list, then the card with «back». */
export const phone = media('(max-width: 760px)');
/** How much larger than usual the person's type is: heights of rows grow with it. */
export const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
