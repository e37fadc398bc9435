/** The card of a name: everything one looks at before accepting it. */
import type { NameCard, NameRow } from '../../api';
import { Btn, Diff, Field, Icon, styleWord, Text } from '../../parts';
import { style, ui } from '../../prefs';
import { go } from '../../route';
import { now } from '../../store';
import { coded, date, num, t, whyWord } from '../../strings';
import { Back } from '../shared';
import { accept, join, keepsBoth, reject, reopen, rowTitle, setEnglish, setType, thing, titleOf } from './acts';
import { joining } from './join';
import { isGone, stateOf } from './list';
import { Members } from './members';
import { Sides } from './sides';
import { TYPES } from '../types';


export function Card({ row, card }: { row: NameRow; card: NameCard | undefined }) {
  if (isGone(row)) return <Gone row={row} />;
  return (
    <article class="card scroll" aria-label={card ? titleOf(card) : rowTitle(row)} aria-busy={!card} tabIndex={-1}>
      <Back>{t('names')}</Back>
      <header class="cardhead">
        <div><h2 class="serif" lang="fr">{card ? titleOf(card) : rowTitle(row)}</h2>{row.note && <p class="lead" lang="fr">{row.note}</p>}</div>
        <Pill row={row} />
      </header>
      {card ? <Body card={card} /> : <p class="quiet" role="status">{t('loading')}</p>}
      <footer class="actions">
        <Btn kind="primary" k="a" icon="tick" onClick={() => accept(row)}>{row.known ? t('acceptNext') : t('addNew')}</Btn>
        <Btn k="x" onClick={() => reject(row)}>{t('reject')}</Btn>
        <Btn k="m" disabled={!card} onClick={() => { joining.value = card ?? null; }}>{t('merge')}</Btn>
        {stateOf(row) !== 'open' && row.kind !== 'known' && <Btn kind="ghost" onClick={() => reopen(row)}>{t('s_open')}</Btn>}
      </footer>
    </article>
  );
}
/** A name that was joined to another. */
const Gone = ({ row }: { row: NameRow }) => (
  <article class="card scroll"><Back>{t('names')}</Back>
    <header class="cardhead"><h2 class="serif" lang="fr">{rowTitle(row)}</h2></header>
    <p class="note"><Icon n="info" />{t('gone')}</p></article>
);
function Pill({ row }: { row: NameRow }) {
  const state = stateOf(row), word = state !== 'open' ? t(`one_${state}`) : !row.known ? t('newName') : row.kind === 'known' ? t('in_yes') : t('s_open');
  return <span class={'pill ' + state}>{word}</span>;
}

function Body({ card }: { card: NameCard }) {
  const type = now(thing(card), 'type', card.type), en = now(thing(card), 'en', card.en), all = TYPES.includes(type) ? TYPES : [type, ...TYPES];
  return (
    <>
      <div class="fields">
        <Field label={t('typ')}>
          <select id="ntype" value={type} onChange={event => setType(card, event.currentTarget.value)}>{all.map(one => <option key={one} value={one} selected={one === type}>{coded('t_', one)}</option>)}</select>
        </Field>
        <Field label={t('english')}><Text id="nen" lang="en" value={en} readOnly={card.kind === 'sides' && keepsBoth(card)} onSave={value => setEnglish(card, value.trim())} /></Field>
      </div>
      <Sides card={card} />
      <Members card={card} />
      <Near card={card} />
      <Changes card={card} />
      <Examples card={card} />
    </>
  );
}
/** A name that the glossary does not have: what it looks like. */
function Near({ card }: { card: NameCard }) {
  if (card.known) return null;
  if (!card.near.length) return <p class="note"><Icon n="info" />{t('nearest')}</p>;
  return (
    <p class="note near"><Icon n="info" /><span>{t('looksLike')}</span>
      {card.near.slice(0, 3).map(([id, fr, score, why]) => (
        <Btn key={id} kind="tiny" icon="link" label={`${t('merge')} ${fr}`} title={whyWord(why)} onClick={() => join(card, { id, fr })}><span class="serif" lang="fr">{fr}</span> <em>{num(Math.round(score * 100))} %</em></Btn>
      ))}
    </p>
  );
}
function Changes({ card }: { card: NameCard }) {
  const { pairs, total } = card.edits, shown = pairs.slice(0, 6);
  return (
    <section class="sec"><h3>{t('willChange')} <small>{t('pair', { a: t('style'), b: styleWord(style.value) })}</small></h3>
      {pairs.length ? (
        <ul class="pairs">
          {shown.map(([from, to, n, sure]) => <li key={from + '→' + to + String(sure)} lang="fr"><Diff from={from} to={to} /><em>× {num(n)}</em>{!sure && <span class="warnchip" lang={ui.value}>{t('unsure')}</span>}</li>)}
          {pairs.length > shown.length && <li class="quiet small">{t('changesMore', { n: total - shown.reduce((sum, pair) => sum + pair[2], 0) })}</li>}
        </ul>
      ) : <p class="quiet">{t('noChange')}</p>}
    </section>
  );
}
function Examples({ card }: { card: NameCard }) {
  if (!card.n) return null;
  return (
    <section class="sec"><h3>{t('inContext')}</h3>
      <ul class="egs" lang="fr">
        {card.examples.map((example, i) => <li key={i}>{example.left}<mark>{example.key}</mark>{example.right}<small>{example.title}{example.date && ` · ${date(example.date)}`}</small></li>)}
      </ul>
      <Btn kind="ghost" k="↵" onClick={() => go('occurrences', card.id)}>{t('allOcc', { n: card.n })}</Btn>
    </section>
  );
}
