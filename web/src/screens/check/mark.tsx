/** A finding where it stands in the text. */
import type { Finding } from '../../api';
import type { Mark } from '../../parts';
import { chosen, stateOf } from './state';

export const markOf = (finding: Finding, here: Finding, index: number): Mark => ({
  ...(stateOf(finding) === 'fixed' && finding.fix ? { s: finding.fix.s, e: finding.fix.e } : { s: finding.s, e: finding.e }),
  draw: text => <Found finding={finding} here={finding.on === here.on} text={text} index={index} />,
});
function Found({ finding, here, text, index }: { finding: Finding; here: boolean; text: string; index: number }) {
  const state = stateOf(finding);
  return (
    <span class={`find ${finding.severity} ${state}${here ? ' here' : ''}`} onClick={() => { chosen.value = index; }}>
      {state === 'fixed' && finding.fix ? <ins>{finding.fix.to}</ins> : text}
    </span>
  );
}
