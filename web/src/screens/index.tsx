/** The screens, one line each. */
import type { Screen } from '../api';
import { align } from './align';
import { check } from './check';
import { glossary } from './glossary';
import { names } from './names';
import { occurrences } from './occurrences';
import { preview } from './preview';
import type { ScreenModule } from './screen';
import { terms } from './terms';

export const screens: Record<Screen, ScreenModule> = { names, occurrences, preview, check, align, terms, glossary };
