/** Opening a name from elsewhere: the palette, another screen. */
import type { NameRow } from '../../api';
import { go, openDetail } from '../../route';
import { chooseWhenHere, filter, touched } from './list';

/** Shows a name in its list. `q`: a search that finds it. */
export function showName(name: Pick<NameRow, 'id' | 'fr'>, q: string = name.fr): void {
  filter.clear();
  chooseWhenHere(name.id);
  touched.value = true;
  filter.typed.value = q;
  filter.flush();
  go('names');
  openDetail();
}
