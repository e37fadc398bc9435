/** The other spellings of a name: how each is treated and whose it is. */
import { useState } from 'preact/hooks';
import type { ConceptCard } from '../../api';
import { Btn, Field, partyWord, Pick, type Option } from '../../parts';
import { project } from '../../store';
import { coded, num, t } from '../../strings';
import { addForm, field, ofForm, setForm } from './state';

const STATUSES = ['preferred', 'admitted', 'deprecated', 'forbidden'];
const statuses = (): Option[] => STATUSES.map((status): Option => [status, coded('st_', status)]);

export function Spellings({ concept }: { concept: ConceptCard }) {
  const fr = field(concept, 'write:default', concept.fr), rest = concept.forms.filter(one => one.form !== fr);
  return (
    <section class="sec"><h3>{t('otherSpellings')}</h3>
      {rest.length > 0 && (
        <table class="members spell">
          <thead><tr><th scope="col">{t('spelling')}</th><th scope="col">{t('status')}</th><th scope="col">{t('relation')}</th><th scope="col">{t('side')}</th><th scope="col" class="r">{t('found')}</th></tr></thead>
          <tbody>{rest.map(one => <Line key={one.slot + one.form} concept={concept} one={one} />)}</tbody>
        </table>
      )}
      <AddForm concept={concept} />
    </section>
  );
}
function Line({ concept, one }: { concept: ConceptCard; one: ConceptCard['forms'][number] }) {
  const status = ofForm(concept, one.form, 'status', one.status), party = ofForm<string | null>(concept, one.form, 'party', one.party);
  const parties = [...new Set([...(project.value?.parties ?? []), ...(party ? [party] : [])])];
  const options = statuses();
  if (!STATUSES.includes(status)) options.unshift([status, coded('st_', status)]);
  const why = one.relation ?? (one.slot === 'full' ? '' : one.slot);
  return (
    <tr>
      <td class="serif" lang="fr">{one.form}</td>
      <td><Pick label={`${t('status')}: ${one.form}`} value={status} options={options} onPick={to => setForm(concept, one.form, 'status', status, to)} /></td>
      <td class="quiet">{why && coded('r_', why)}</td>
      <td><Pick label={`${t('side')}: ${one.form}`} value={party ?? ''} options={[['', t('nobody')], ...parties.map((name): Option => [name, partyWord(name)])]}
        onPick={to => setForm(concept, one.form, 'party', party, to || null)} /></td>
      <td class="r num">{num(one.n)}</td>
    </tr>
  );
}
function AddForm({ concept }: { concept: ConceptCard }) {
  const [open, setOpen] = useState(false), [form, setForm_] = useState(''), [status, setStatus] = useState('deprecated');
  const known = concept.forms.some(one => one.form === form.trim());
  const add = async (): Promise<void> => {
    if (form.trim() && !known && await addForm(concept, form.trim(), status)) { setForm_(''); setOpen(false); }
  };
  if (!open) return <Btn kind="ghost" icon="plus" onClick={() => setOpen(true)}>{t('addSpelling')}</Btn>;
  return (
    <form class="addform" onSubmit={event => { event.preventDefault(); void add(); }}>
      <Field label={t('spelling')} hint={known ? t('formKnown') : undefined}>
        <input type="text" class="serif" lang="fr" value={form} autocomplete="off" spellcheck={false} ref={el => { if (el && !form) el.focus(); }}
          onInput={event => setForm_(event.currentTarget.value)}
          onKeyDown={event => { if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); setOpen(false); } else if (event.key === 'Enter') { event.preventDefault(); void add(); } }} />
      </Field>
      <Field label={t('status')}><Pick label={t('status')} value={status} options={statuses()} onPick={setStatus} /></Field>
      <Btn kind="primary" disabled={!form.trim() || known} onClick={() => void add()}>{t('add')}</Btn>
      <Btn onClick={() => setOpen(false)}>{t('cancel')}</Btn>
    </form>
  );
}
