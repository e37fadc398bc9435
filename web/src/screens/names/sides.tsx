/** A name that each side writes in its own way: equal columns, alphabetical, nothing preselected but what articles write. */
import type { NameCard } from '../../api';
import { partyWord, Radios, sideClass } from '../../parts';
import { t } from '../../strings';
import { keepBoth, keepsBoth, writeSide, written } from './acts';

export function Sides({ card }: { card: NameCard }) {
  if (!card.sides.length) return null;
  const names = [...new Set(card.sides.map(side => side.fr).filter(Boolean))], form = written(card, 'full');
  return (
    <section class="sides" aria-label={t('sidesTitle')}>
      <div class="sidecols">
        {card.sides.map(side => (
          <div key={side.party} class={'sidecol ' + sideClass(side.party)}><h3>{partyWord(side.party)}</h3>
            {side.fr
              ? <><b class="serif" lang="fr">{side.fr}</b><small>{side.en && <><span lang="en">{side.en}</span> · </>}{side.n ? t('times', { n: side.n }) : t('notHere')}</small></>
              : <><b>–</b><small>{t('ownNone')}</small></>}
          </div>
        ))}
      </div>
      <Radios label={t('sidesTitle')} value={keepsBoth(card) ? 'keep' : 'write:' + (form ?? '')} onPick={value => (value === 'keep' ? keepBoth(card) : writeSide(card, value.slice(6)))}
        options={[{ value: 'keep', word: t('keepBoth'), k: 'b' }, ...names.map(fr => ({ value: 'write:' + fr, word: <Written fr={fr} /> }))]} />
      <p class="quiet small">{t('sidesText')}</p>
    </section>
  );
}
/** «Write X», with X in its language. */
function Written({ fr }: { fr: string }) {
  const [before = '', after = ''] = t('write1', { f: '\u0000' }).split('\u0000');
  return <span>{before}<span class="serif" lang="fr">{fr}</span>{after}</span>;
}
