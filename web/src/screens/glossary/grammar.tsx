/** The grammar of a name, with what drogman writes of it. */
import type { ConceptCard, Value } from '../../api';
import { Field, Pick, type Option } from '../../parts';
import { t, type Word } from '../../strings';
import { field, set } from './state';

type Name = 'gender' | 'number' | 'article' | 'locative';
const WORDS: Record<Name, [word: Word, values: readonly (readonly [value: string, word: Word | null])[]]> = {
  article: ['article', [['', null], ['le', null], ['la', null], ["l'", null], ['les', null]]],
  locative: ['locative', ['', 'à', 'au', 'aux', 'en', 'à la', "à l'", 'dans le', 'dans la', "dans l'", 'dans les'].map(value => [value, null] as const)],
  gender: ['gender', [['', null], ['m', 'masc'], ['f', 'fem']]],
  number: ['number', [['', null], ['singular', 'sing'], ['plural', 'plur']]],
};

export function Grammar({ concept }: { concept: ConceptCard }) {
  return (
    <section class="sec gram" aria-label={t('grammar')}><h3>{t('grammar')}</h3>
      <div class="four five">
        {(['article', 'locative'] as const).map(name => <Choice key={name} concept={concept} name={name} />)}
        <Elision concept={concept} />
        {(['gender', 'number'] as const).map(name => <Choice key={name} concept={concept} name={name} />)}
      </div>
      {concept.samples.length > 0 && (
        <p class="writes" aria-live="polite"><span>{t('drogmanWrites')}</span><span class="serif" lang="fr">{concept.samples.join(' · ')}</span></p>
      )}
    </section>
  );
}
function Choice({ concept, name }: { concept: ConceptCard; name: Name }) {
  const now = field<string | null>(concept, name, concept[name]), [word, values] = WORDS[name];
  const options: Option[] = values.map(([value, said]) => [value, said ? t(said) : value.replace("'", '’') || '–']);
  // What the file says and this list does not know stays as it is.
  const same = (now ?? '').replace('’', "'");
  if (!options.some(([value]) => value === same)) options.push([same, same]);
  return (
    <Field label={t(word)}>
      <Pick label={t(word)} value={same} options={options} onPick={to => set(concept, name, now, to || null, t(word))} />
    </Field>
  );
}
function Elision({ concept }: { concept: ConceptCard }) {
  const now = field<Value>(concept, 'elides', concept.elides), value = now === null ? '' : String(now);
  return (
    <Field label={t('elides')}>
      <Pick label={t('elides')} value={value} options={[['', t('auto')], ['true', t('yes')], ['false', t('no')]]}
        onPick={to => set(concept, 'elides', now, to === '' ? null : to === 'true', t('elides'))} />
    </Field>
  );
}
