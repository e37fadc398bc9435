/** The whole card of a concept. */
import type { ConceptCard, Value } from '../../api';
import { Btn, Field, Pick, Seg, Side, styleWord, Text, type Option } from '../../parts';
import { project } from '../../store';
import { coded, t, type Word } from '../../strings';
import { Back, History } from '../shared';
import { TYPES } from '../types';
import { Grammar } from './grammar';
import { Spellings } from './spellings';
import { field, occurrences, set, tab } from './state';

export function Card({ concept }: { concept: ConceptCard }) {
  const shown = tab.value;
  return (
    <article class="card scroll" aria-label={concept.fr}>
      <Back>{t('glossary')}</Back>
      <header class="cardhead">
        <div><h2 class="serif" lang="fr">{field(concept, 'write:default', concept.fr)}</h2>
          <p class="lead">{coded('t_', field(concept, 'type', concept.type))} · <span class="where-file">{concept.file}{concept.line > 0 && `:${concept.line}`}</span>{concept.n > 0 && ' · ' + t('usedIn', { n: concept.n })}</p></div>
        {concept.n > 0 && <Btn kind="ghost" k="o" onClick={occurrences}>{t('occurrences')}</Btn>}
      </header>
      <Seg label={t('card')} value={shown} options={[['card', t('card')], ['history', t('history'), concept.history.length]]} onPick={value => { tab.value = value as 'card' | 'history'; }} />
      {shown === 'history'
        ? concept.history.length ? <History acts={concept.history} /> : <p class="quiet">{t('noHistory')}</p>
        : <Fields concept={concept} />}
    </article>
  );
}
function Fields({ concept }: { concept: ConceptCard }) {
  return (
    <>
      <div class="langs"><French concept={concept} /><English concept={concept} /></div>
      <Grammar concept={concept} />
      <Spellings concept={concept} />
      <section class="sec">
        <Words concept={concept} name="definition" value={concept.definition} word="defined" area />
        <Words concept={concept} name="note" value={concept.note} word="remark" area />
        <div class="fields">
          <Words concept={concept} name="domain" value={concept.domain} word="domain" />
          <Words concept={concept} name="source" value={concept.source} word="sourceRef" />
        </div>
      </section>
    </>
  );
}
function Words({ concept, name, value, word, area = false }: { concept: ConceptCard; name: string; value: string; word: Word; area?: boolean }) {
  const now = field(concept, name, value);
  return <Field label={t(word)}><Text area={area} value={now} label={t(word)} onSave={text => set(concept, name, now, text.trim(), t(word))} /></Field>;
}
function French({ concept }: { concept: ConceptCard }) {
  const fr = field(concept, 'write:default', concept.fr), others = (project.value?.styles ?? []).filter(name => name !== 'default');
  const write = (name: string, from: Value, to: string): void => { set(concept, 'write:' + name, from, to.trim() || fr, styleWord(name)); };
  return (
    <section><h3>{t('fr')}</h3>
      <Field label={t('preferred')}><Text id="concept-fr" serif lang="fr" value={fr} label={`${t('fr')}: ${t('preferred')}`} onSave={text => { if (text.trim()) write('default', fr, text); }} /></Field>
      {others.length > 0 && (
        <details open={others.some(name => concept.write[name] !== undefined)}><summary>{t('byStyle')}</summary>
          <div class="pair">
            {others.map(name => {
              const now = field<string | null>(concept, 'write:' + name, concept.write[name] ?? null);
              return <Field key={name} label={styleWord(name)}><Text serif lang="fr" placeholder={fr} value={now ?? ''} label={`${t('fr')}: ${styleWord(name)}`} onSave={text => write(name, now, text)} /></Field>;
            })}
          </div>
        </details>
      )}
    </section>
  );
}
function English({ concept }: { concept: ConceptCard }) {
  const en = field(concept, 'en', concept.en), type = field(concept, 'type', concept.type);
  const types: Option[] = [...new Set([...TYPES, type])].map((name): Option => [name, coded('t_', name)]);
  const rest = concept.enForms.filter((one, i, all) => one.form !== en && all.findIndex(other => other.form === one.form) === i);
  return (
    <section><h3>{t('en')}</h3>
      <Field label={t('preferred')}><Text lang="en" serif value={en} label={`${t('en')}: ${t('preferred')}`} onSave={text => { if (text.trim()) set(concept, 'en', en, text.trim(), t('english')); }} /></Field>
      {rest.length > 0 && (
        <ul class="enforms" aria-label={t('enOthers')}>
          {rest.map(one => <li key={one.form}><span class="serif" lang="en">{one.form}</span>{one.party ? <Side p={one.party} /> : <small>{coded('st_', one.status)}</small>}</li>)}
        </ul>
      )}
      <Field label={t('typ')}><Pick label={t('typ')} value={type} options={types} onPick={to => set(concept, 'type', type, to, coded('t_', to))} /></Field>
    </section>
  );
}
