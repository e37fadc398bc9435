/** What is written when: a bar a day, or a month, or a year when there are many. */
import type { Occurrences } from '../../api';
import { styled } from '../../parts';
import { ui } from '../../prefs';
import { date, num, t } from '../../strings';
import { colour, list, spellings } from './state';

type Day = Occurrences['dates'][number];
interface Bin { key: string; word: string; titles: string[]; forms: Map<string, number>; n: number }
const MOST = 24, GAP = 6e9;

const locale = (): string => (ui.value === 'fr' ? 'fr-FR' : 'en-GB');
const month = (key: string): string => new Date(key + '-15T12:00').toLocaleDateString(locale(), { month: 'short', year: 'numeric' });

function binned(days: readonly Day[], key: (day: Day) => string, word: (key: string, day: Day) => string): Bin[] {
  const bins = new Map<string, Bin>();
  for (const day of days) {
    const name = day.date ? key(day) : '';
    const bin = bins.get(name) ?? { key: name, word: name ? word(name, day) : t('undated'), titles: [], forms: new Map<string, number>(), n: 0 };
    bin.titles.push(day.title);
    for (const [form, n] of Object.entries(day.forms)) { bin.forms.set(form, (bin.forms.get(form) ?? 0) + n); bin.n += n; }
    bins.set(name, bin);
  }
  return [...bins.values()].sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : a.key < b.key ? -1 : 1));
}
/** As fine as there is room for. */
function bins(days: readonly Day[]): Bin[] {
  const ways: [(day: Day) => string, (key: string, day: Day) => string][] = [
    [day => day.date + day.doc, (_, day) => date(day.date)], [day => day.date ?? '', key => date(key)], [day => (day.date ?? '').slice(0, 7), month], [day => (day.date ?? '').slice(0, 4), key => key],
  ];
  for (const [key, word] of ways) { const all = binned(days, key, word); if (all.length <= MOST) return all; }
  return binned(days, day => (day.date ?? '').slice(0, 3), key => key + '0–').slice(-MOST);
}
const far = (a: string, b: string): boolean => a.length >= 10 && b.length >= 10 && +new Date(b.slice(0, 10)) - +new Date(a.slice(0, 10)) > GAP;

export function Timeline() {
  const all = bins(list.answer?.dates ?? []), most = Math.max(1, ...all.map(bin => bin.n));
  if (all.length < 2) return null;
  return (
    <figure class="timeline" aria-label={t('timeline')}>
      {all.map((bin, i) => {
        const before = all[i - 1];
        return (
          <>
            {before && far(before.key, bin.key) && <span class="gap" aria-hidden="true">⋯</span>}
            <div class="tick" title={bin.titles.slice(0, 5).join('\n')}>
              <div class="stack" aria-hidden="true">
                {spellings.value.map(([form]) => { const n = bin.forms.get(form); return n ? <i key={form} class={colour(form)} title={`${form} ${n}`} ref={styled('height', Math.max(4, (44 * n) / most) + 'px')} /> : null; })}
              </div>
              <small>{bin.word}</small>
              <span class="sr">{[...bin.forms].map(([form, n]) => `${form} ${num(n)}`).join(', ')}</span>
            </div>
          </>
        );
      })}
    </figure>
  );
}
