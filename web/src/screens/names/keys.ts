import type { NameCard, NameRow, Spelling } from '../../api';
import { digits, key, type Key } from '../../keys';
import { focusField } from '../../parts';
import { go } from '../../route';
import { accept, acceptShown, keepBoth, nextSide, reject, splitOff, toggleIn, write } from './acts';
import { card } from './cards';
import { joining } from './join';
import { current, member, step } from './list';

const withRow = (act: (row: NameRow) => void) => (): void => { const row = current(); if (row) act(row); };
const withCard = (act: (card: NameCard) => void) => withRow(row => { const there = card(row.id); if (there) act(there); });
const withMember = (act: (card: NameCard, m: Spelling) => void) => withCard(there => { const m = there.forms[member.value]; if (m) act(there, m); });
const moveMember = (by: 1 | -1) => withCard(there => { member.value = Math.max(0, Math.min(there.forms.length - 1, member.value + by)); });
const occurrences = withRow(row => go('occurrences', row.id));

export const keys: readonly Key[] = [
  { show: 'j k', word: 'kk_next', on: { j: () => step(1), k: () => step(-1) }, foot: true },
  { show: 'h l', word: 'kk_member', on: { h: moveMember(-1), l: moveMember(1) }, foot: true },
  digits('1–9', 'kk_pref', n => withCard(there => { const m = there.forms[n - 1]; if (m) write(there, m); })(), true),
  key('␣', 'kk_space', withMember(toggleIn), true),
  key('a', 'acceptNext', withRow(accept), true),
  key('x', 'reject', withRow(reject), true),
  key('s', 'kk_split', withMember(splitOff)),
  key('m', 'kk_merge', withCard(there => { joining.value = there; })),
  key('t', 'kk_type', () => focusField('ntype')),
  key('p', 'kk_party', withMember(nextSide)),
  key('b', 'kk_keep', withCard(keepBoth)),
  key('e', 'kk_en', () => focusField('nen'), true),
  key('↵', 'kk_occ', occurrences, true),
  key('⇧A', 'kk_all', withRow(row => acceptShown(row.kind))),
];
