/** The screens, one line each. */
import type { Screen } from '../api';
import { names } from './names';
import { occurrences } from './occurrences';
import type { ScreenModule } from './screen';

const later: ScreenModule = { View: () => null, keys: [] };

export const screens: Record<Screen, ScreenModule> = {
  names,
  occurrences,
  preview: { ...later, left: 'edits' },
  check: { ...later, left: 'findings' },
  align: { ...later, left: 'pairs' },
  terms: { ...later, left: 'terms' },
  glossary: later,
};
