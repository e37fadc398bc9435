/** The keys that act on every screen. */
import { key, type Key } from '../keys';
import { focusSearch } from '../parts';
import { style } from '../prefs';
import { screen } from '../route';
import { screens } from '../screens';
import { project, redo, undo } from '../store';
import { dialog, toggleJournal } from './dialogs';

export function nextStyle(): void {
  const all = project.value?.styles ?? [];
  style.value = all[(all.indexOf(style.value) + 1) % all.length] ?? 'default';
}
export const everywhere: readonly Key[] = [
  key('/', 'kk_search', focusSearch),
  { show: 'u ⇧U', word: 'kk_undo', on: { u: () => void undo(), 'Shift+U': () => void redo() } },
  key('⇧S', 'kk_style', nextStyle),
  key('?', 'keys', () => { dialog.value = 'help'; }),
];
export const journalKey: Key = key('j', 'journal', toggleJournal);
/** The keys of the screen that is shown. */
export const screenKeys = (): readonly Key[] => (screen.value === 'more' ? [] : screens[screen.value].keys);
