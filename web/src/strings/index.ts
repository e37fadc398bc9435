/** Texts, numbers and dates in the language of the page. */
import type { Coded } from '../api';
import { ui } from '../prefs';
import { en, type Word } from './en';
import { fr as french } from './fr';

export type { Word } from './en';
type Fill = Record<string, string | number> | readonly (string | number)[];

/** French wants an unbreakable space before high punctuation and inside guillemets. */
const spaced = (text: string): string =>
  text.replace(/ ([;!?])/g, '\u202f$1').replace(/ ([:»])/g, '\u00a0$1').replace(/« /g, '«\u00a0');
const fr = Object.fromEntries(Object.entries(french).map(([word, text]) => [word, spaced(text)])) as Record<Word, string>;
const table = (): Record<Word, string> => (ui.value === 'fr' ? fr : en);

function filled(text: string, fill: Fill): string {
  const values = fill as Record<string, string | number>;
  if (text.includes('|')) {
    const [one = '', many = ''] = text.split('|'), n = values['n'];
    text = n === 1 || (n === 0 && ui.value === 'fr') ? one : many;
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => num(values[name] ?? ''));
}
/** A text, with what goes into its braces. */
export const t = (word: Word, fill: Fill = {}): string => filled(table()[word], fill);
/** The text of a code that comes from the server («t_» + «city»); the code itself when the page has no word for it. */
export function coded(prefix: string, code: string, fill: Fill = {}): string {
  const word = prefix + code;
  return word in en ? filled(table()[word as Word], fill) : code;
}
/** Why two spellings stand together, or two names look alike. */
export const whyWord = ({ code, args = [] }: Coded): string => (code === 'letters' && args.length < 2 ? t('r_alike') : coded('r_', code, args));
export const hasWord = (word: string): word is Word => word in en;
/** What the journal says of a decision: a code and its arguments. Arguments that are codes themselves («st:preferred»,
 * «t:city», «p:armenia») are worded, too. */
export function labelled(label: readonly string[]): string {
  const [code = '', ...args] = label;
  const said = args.map(arg => {
    const m = /^(st|t|p|s|k):(.*)$/.exec(arg);
    return m ? (m[2] ? coded(m[1] + '_', m[2]) : t('nobody')) : arg;
  });
  return hasWord('l_' + code) ? coded('l_', code, said) : [code, ...said].filter(Boolean).join(' · ');
}

const locale = (): string => (ui.value === 'fr' ? 'fr-FR' : 'en-GB');
const numbers = { en: new Intl.NumberFormat('en-GB'), fr: new Intl.NumberFormat('fr-FR') };
export const num = (n: string | number): string => (typeof n === 'number' ? numbers[ui.value].format(n) : n);
/** A day («2023-09-20») as people write it. */
export function date(day: string | null): string {
  if (!day) return '–';
  const when = new Date(day.length === 10 ? day + 'T12:00' : day);
  return Number.isNaN(+when) ? day : when.toLocaleDateString(locale(), { day: 'numeric', month: 'short', year: 'numeric' });
}
/** When something was decided: the hour for today, else the day too. */
export function moment(time: string): string {
  const when = new Date(time), hour: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  if (Number.isNaN(+when)) return time;
  return when.toDateString() === new Date().toDateString()
    ? when.toLocaleTimeString(locale(), hour)
    : when.toLocaleString(locale(), { ...hour, day: 'numeric', month: 'short' });
}
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
