/** The spellings of a name: whether they belong, how often they were found, why they stand together, which is written. */
import type { NameCard, Spelling } from '../../api';
import { Bar, Btn, Pick, Side, sideClass } from '../../parts';
import { num, t, whyWord } from '../../strings';
import { isIn, keepsBoth, nextSide, partyOf, setStatus, splitOff, statusOf, titleOf, toggleIn, write, written } from './acts';
import { member } from './list';

const statuses = ['preferred', 'admitted', 'deprecated', 'forbidden'] as const;

export function Members({ card }: { card: NameCard }) {
  const most = Math.max(1, ...card.forms.map(m => m.n)), chosen = card.forms[member.value];
  return (
    <>
      {card.forms.length > 0 && (
        <table class="members"><caption class="sr">{titleOf(card)}</caption>
          <thead><tr><th scope="col"><span class="sr">{t('belongs')}</span></th><th scope="col">{t('spelling')}</th><th scope="col" class="r">{t('found')}</th>
            <th scope="col" class="whycol">{t('why')}</th><th scope="col" class="r">{t('writeThis')}</th></tr></thead>
          <tbody>{card.forms.map((m, i) => <Member key={m.form} card={card} m={m} at={i} most={most} />)}</tbody>
        </table>
      )}
      <div class="underlist">
        {chosen && card.forms.length > 1 && <Btn kind="tiny" k="s" onClick={() => splitOff(card, chosen)}>{t('split')} <b class="serif" lang="fr">{chosen.form}</b></Btn>}
        {chosen && <Btn kind="tiny" k="p" onClick={() => nextSide(card, chosen)}>{t('whose')} <b class="serif" lang="fr">{chosen.form}</b></Btn>}
        {card.unseen.length > 0 && (
          <details><summary>{t('unseen', { n: card.unseen.length })}</summary><p class="serif quiet" lang="fr">{card.unseen.join(' · ')}</p></details>
        )}
      </div>
    </>
  );
}

function Member({ card, m, at, most }: { card: NameCard; m: Spelling; at: number; most: number }) {
  const inside = isIn(card, m), party = partyOf(card, m), kept = party !== null && keepsBoth(card), on = written(card, m.slot) === m.form && !kept;
  return (
    <tr class={(at === member.value ? 'on ' : '') + (inside ? '' : 'out')} onClick={() => { member.value = at; }}>
      <td><label class="tickbox"><input type="checkbox" checked={inside} aria-label={`${t('belongs')}: ${m.form}`} onClick={event => event.stopPropagation()} onChange={() => toggleIn(card, m)} /></label></td>
      <td class="serif" lang="fr">{m.form}</td>
      <td class="r num"><span class="cellbar">{num(m.n)}<Bar v={m.n / most} c={sideClass(party) || (on ? 'p' : '')} /></span></td>
      <td class="whycol">
        {party ? <Side p={party} /> : <span class="quiet">{m.why.code === 'base' && !card.known ? t('r_first') : whyWord(m.why)}{m.why.score !== undefined && m.why.score >= 0.5 && m.why.score < 1 && ` ${num(Math.round(m.why.score * 100))} %`}</span>}
        {kept ? <span class="quiet">{t('asWritten')}</span> : (
          <Pick label={`${t('status')}: ${m.form}`} value={statusOf(card, m)} onPick={to => setStatus(card, m, to)}
            options={[...(m.status === 'candidate' ? ['candidate' as const] : []), ...statuses].map(status => [status, t(`st_${status}`)] as const)} />
        )}
      </td>
      <td class="r">
        <button type="button" aria-pressed={on} class={'radio' + (on ? ' on' : '')} aria-label={`${t('writeAs')} ${m.form}`} disabled={!inside} onClick={event => { event.stopPropagation(); write(card, m); }}>
          {at < 9 && <kbd aria-hidden="true">{at + 1}</kbd>}<i />
        </button>
      </td>
    </tr>
  );
}
