/** Opening a name from elsewhere: the palette, another screen. */
import type { NameRow } from '../../api';
import { go } from '../../route';
export function showName(_row: Pick<NameRow, 'id' | 'fr'>): void { go('names'); }
