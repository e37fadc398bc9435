/** What the check knows: the findings, the one chosen, and what is decided of them. */
import { signal } from '@preact/signals';
import type { Finding, Findings, Set as Setting } from '../../api';
import { Filter } from '../../filter';
import { Listing } from '../../listing';
import { decide, now } from '../../store';
import { allLike } from '../alike';
import { fromTheTop } from '../choosing';

export const filter = new Filter<'rule' | 'doc'>();
export const list = new Listing<Finding, Findings>();
/** The index of the chosen finding. */
export const chosen = signal(0);
fromTheTop(chosen, filter);
/** Whether the why of the rule is shown. */
export const explained = signal(true);

export type State = Finding['state'];
export function stateOf(finding: Finding): State {
  const state = now<State>(finding.on, 'state', finding.state);
  return state === 'open' && finding.everywhere && now<boolean>(finding.everywhere, 'on', false) ? 'ignored' : state;
}
const current = (): Finding | undefined => list.at(chosen.value);
export const step = (by: number): void => { chosen.value = Math.max(0, Math.min(list.total - 1, chosen.value + by)); };
export function next(): void {
  for (let i = chosen.value + 1; i < list.total; i += 1) {
    const finding = list.at(i);
    if (!finding || stateOf(finding) === 'open') { chosen.value = i; return; }
  }
  step(1);
}
/** What a finding is about, short enough for a line. */
export const brief = ({ form }: Finding, most = 80): string => (form.length > most ? form.slice(0, most - 2).trimEnd() + '…' : form);
const setting = (finding: Finding, to: State): Setting => ({ on: finding.on, field: 'state', from: now<State>(finding.on, 'state', finding.state), to });

/** Fixes or ignores the chosen finding and goes on. */
function mark(to: 'fixed' | 'ignored'): void {
  const finding = current();
  if (!finding || (to === 'fixed' && !finding.fix)) return;
  void decide('check', ['finding-' + to, brief(finding), finding.fix?.to ?? ''], [setting(finding, to)]);
  next();
}
export const fix = (): void => mark('fixed');
export const ignore = (): void => mark('ignored');

/** The same slip with the same fix. */
export const isLike = (finding: Finding) => (other: Finding): boolean =>
  other.rule === finding.rule && other.form === finding.form && other.fix?.to === finding.fix?.to && !!other.fix && stateOf(other) === 'open';
export const likeQuery = (finding: Finding) => ({ ...filter.query, rule: [finding.rule], q: filter.q.value || finding.form.slice(0, 80) });
export async function fixAlike(): Promise<void> {
  const finding = current();
  if (!finding?.fix) return;
  const alike = await allLike<Finding>('findings', likeQuery(finding), isLike(finding)).catch(() => []);
  if (!alike.length) return;
  next();
  await decide('check', ['findings-fixed', brief(finding), finding.fix.to, String(alike.length)], alike.map(other => setting(other, 'fixed')));
}
/** Passes over this spelling in every article. */
export function ignoreEverywhere(): void {
  const finding = current();
  if (!finding?.everywhere) return;
  void decide('check', ['ignore-everywhere', brief(finding)], [{ on: finding.everywhere, field: 'on', from: false, to: true }]);
  next();
}
export const acceptOrNext = (): void => { if (current()?.fix && stateOf(current()!) === 'open') fix(); else next(); };
