// What a finding says, in the page's words. The server says it in English, with what it speaks of in «»: by its shape
// the page knows the sentence and words it in its own language. A sentence it does not know stays as it is.
import type { Finding } from '../../api';

type Words = [shape: string, en: string, fr: string];

/** By rule: how the server says it, and how the page does; `{0}` and so on stand for what it speaks of. */
const SHAPES: Record<string, Words[]> = {
  'non-preferred': [
    ['style {0} writes «{1}», not «{2}»', 'write “{1}”, not “{2}”', 'écrire « {1} » et non « {2} »'],
    ['«{0}» is a misspelling of «{1}»', '“{0}” is a misspelling of “{1}”', '« {0} » est une faute pour « {1} »'],
    ['«{0}» is in use {1}, and the document is of {2}: write «{3}»', '“{0}” is used {1}, the article is of {2}: write “{3}”', '« {0} » s’emploie {1}, l’article est du {2} : écrire « {3} »'],
    ['«{0}» is in use {1}, and the document is of {2}: the glossary has no other form for then', '“{0}” is used {1}, the article is of {2}: the glossary has no name for then', '« {0} » s’emploie {1}, l’article est du {2} : le glossaire n’a pas de nom pour cette date'],
    ['«{0}» is not wanted in style {1}, and the glossary prefers nothing instead', 'this style does not want “{0}”, and the glossary has nothing instead: look for another word', 'ce style ne veut pas de « {0} », et le glossaire n’a rien à la place : chercher un autre mot'],
  ],
  forbidden: [['«{0}» must not be written in style {1}: write «{2}»', '“{0}” is forbidden: write “{2}”', '« {0} » est interdit : écrire « {2} »']],
  mixed: [
    ['«{0}» and «{1}» are one name in this document: keep to «{2}»', '“{0}” and “{1}” are one name in this article: keep to “{2}”', '« {0} » et « {1} » sont un même nom dans cet article : s’en tenir à « {2} »'],
    ['«{0}» stands in this document with other accents too: write it one way', '“{0}” stands in this article with other accents too: write it one way', '« {0} » paraît aussi avec d’autres accents dans cet article : l’écrire d’une seule façon'],
  ],
  'probable-variant': [['«{0}» is not in the glossary; it looks like «{1}»: write «{2}»?', '“{0}” is not in the glossary but looks like “{1}”: write “{2}”?', '« {0} » n’est pas au glossaire mais ressemble à « {1} » : écrire « {2} » ?']],
  'inconsistent-spelling': [['«{0}» is written «{1}» elsewhere in this text: write one of them', '“{0}” is written “{1}” elsewhere in this article: write one of the two', '« {0} » s’écrit « {1} » ailleurs dans cet article : choisir l’une des deux']],
  'ambiguous-name': [['«{0}» may be {1}: name one of them in full first', '“{0}” may be {1}: name the one meant in full first', '« {0} » peut être {1} : nommer d’abord en entier celui dont il s’agit']],
  'missing-equivalent': [['the translation has no equivalent of «{0}»: write «{1}»', 'the translation does not have “{0}”; expected “{1}”', 'la traduction n’a pas « {0} » ; on attend « {1} »']],
  'wrong-equivalent': [
    ['«{0}» is the French form: write «{1}»', '“{0}” is the French name: write “{1}”', '« {0} » est le nom français : écrire « {1} »'],
    ['«{0}» is the English form: write «{1}»', '“{0}” is the English name: write “{1}”', '« {0} » est le nom anglais : écrire « {1} »'],
    ['«{0}» and «{1}» are not the same side’s names: write «{2}»', '“{0}” and “{1}” are not the same side’s names: write “{2}”', '« {0} » et « {1} » ne sont pas les noms du même camp : écrire « {2} »'],
  ],
  'unused-ignore': [['this comment covers no finding: remove it', 'this comment no longer covers anything: remove it', 'ce commentaire ne couvre plus rien : le retirer']],
};

/** By rule, where the rule and what it speaks of say it all. */
const RULES: Record<string, [en: string, fr: string]> = {
  'omitted-segment': ['this sentence has no counterpart in the translation', 'cette phrase n’a pas de contrepartie dans la traduction'],
  'added-segment': ['this sentence has no counterpart in the source', 'cette phrase n’a pas de contrepartie dans la source'],
  'number-mismatch': ['the source has {0}, the translation {1}', 'la source dit {0}, la traduction {1}'],
  'date-mismatch': ['the source has {0}, the translation {1}', 'la source dit {0}, la traduction {1}'],
  untranslated: ['this was left as it stands in the source', 'ceci est resté comme dans la source'],
  'repeated-word': ['“{0}” stands here twice', '« {0} » est écrit deux fois'],
};

const patterns = new Map<string, RegExp>();
function pattern(shape: string): RegExp {
  let found = patterns.get(shape);
  if (!found) {
    const escaped = shape.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    patterns.set(shape, (found = new RegExp('^' + escaped.join('(.+?)') + '$', 'su')));
  }
  return found;
}
const filled = (words: string, args: string[]): string => words.replace(/\{(\d)\}/g, (_, at: string) => args[Number(at)] ?? '');
const wants = (words: string): number => Math.max(0, ...[...words.matchAll(/\{(\d)\}/g)].map((found) => Number(found[1]) + 1));

/** The finding in one sentence, without a full stop. */
export function wording(finding: Finding, language: 'fr' | 'en'): string {
  for (const [shape, en, fr] of SHAPES[finding.rule] ?? []) {
    const found = pattern(shape).exec(finding.message);
    if (found) return filled(language === 'fr' ? fr : en, found.slice(1));
  }
  const own = RULES[finding.rule];
  if (own && finding.args.length >= wants(own[0])) return filled(own[language === 'fr' ? 1 : 0], finding.args);
  return finding.message;
}
