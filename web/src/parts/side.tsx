/** Whose name it is: always with the side's word, in colours of equal weight. */
import { project } from '../store';
import { capital, coded, hasWord } from '../strings';

/** The colour class of a side: `a`, `b`; sides beyond the second have none. */
export function sideClass(party: string | null): string {
  const at = party ? (project.value?.parties ?? []).indexOf(party) : -1;
  return at === 0 ? 'a' : at === 1 ? 'b' : '';
}
export const partyWord = (party: string): string => (hasWord('p_' + party) ? coded('p_', party) : capital(party));
export const styleWord = (name: string): string => coded('st_', name);
export const Side = ({ p }: { p: string | null }) => (p ? <span class={'side ' + sideClass(p)}>{partyWord(p)}</span> : null);
