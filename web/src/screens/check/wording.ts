/** What a finding says, in the words of the page. The server says it in English, with what it speaks of in «»: the page
 * knows the sentence by its shape and says it in its own language. A sentence it does not know stays as it is. */
import type { Finding } from '../../api';
import { coded, t, type Word } from '../../strings';

/** By rule: how the server says it, and which words of the page say the same. */
const SHAPES: Record<string, [shape: string, word: Word][]> = {
  'non-preferred': [
    ['style {0} writes «{1}», not «{2}»', 'w_style'],
    ['«{0}» is a misspelling of «{1}»', 'w_misspelt'],
    ['«{0}» is in use {1}, and the document is of {2}: write «{3}»', 'w_outdated'],
    ['«{0}» is in use {1}, and the document is of {2}: the glossary has no other form for then', 'w_outdated-none'],
    ['«{0}» is not wanted in style {1}, and the glossary prefers nothing instead', 'w_unwanted'],
  ],
  forbidden: [
    ['«{0}» must not be written in style {1}: write «{2}»', 'w_forbidden'],
    ['«{0}» is not wanted in style {1}, and the glossary prefers nothing instead', 'w_unwanted'],
  ],
  mixed: [
    ['«{0}» and «{1}» are one name in this document: keep to «{2}»', 'w_mixed'],
    ['«{0}» stands in this document with other accents too: write it one way', 'w_mixed-accents'],
  ],
  'probable-variant': [['«{0}» is not in the glossary; it looks like «{1}»: write «{2}»?', 'w_variant']],
  'inconsistent-spelling': [['«{0}» is written «{1}» elsewhere in this text: write one of them', 'w_inconsistent']],
  'ambiguous-name': [['«{0}» may be {1}: name one of them in full first', 'w_ambiguous']],
  'missing-equivalent': [['the translation has no equivalent of «{0}»: write «{1}»', 'w_missing']],
  'wrong-equivalent': [
    ['«{0}» is the French form: write «{1}»', 'w_french'],
    ['«{0}» is the English form: write «{1}»', 'w_english'],
    ['«{0}» and «{1}» are not the same side’s names: write «{2}»', 'w_other-side'],
  ],
  'unused-ignore': [['this comment covers no finding: remove it', 'w_unused']],
};
/** By rule, what it speaks of: how many arguments its words (`m_RULE`) want. */
const ARGUMENTS: Record<string, number> = {
  'omitted-segment': 0, 'added-segment': 0, 'number-mismatch': 2, 'date-mismatch': 2, untranslated: 0, 'repeated-word': 1,
  'non-preferred': 2, mixed: 3, 'missing-equivalent': 2,
};

const patterns = new Map<string, RegExp>();
function pattern(shape: string): RegExp {
  let found = patterns.get(shape);
  if (!found) {
    const literal = shape.split(/\{\d\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    patterns.set(shape, (found = new RegExp('^' + literal.join('(.+?)') + '$', 'su')));
  }
  return found;
}

/** The finding in one sentence, without a full stop. */
export function wording({ rule, message, args }: Finding): string {
  for (const [shape, word] of SHAPES[rule] ?? []) {
    const found = pattern(shape).exec(message);
    if (found) return t(word, found.slice(1));
  }
  const wanted = ARGUMENTS[rule];
  return wanted !== undefined && args.length === wanted ? coded('m_', rule, args) : message;
}
