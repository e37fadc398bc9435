/** Importing a list: what each column is, and each row that says something else than the glossary. */
import { useState } from 'preact/hooks';
import type { Acted, Import, ImportChoice } from '../../api';
import { post } from '../../client';
import { Btn, Icon, Modal, Pick, Seg, type Option } from '../../parts';
import { project, refreshSoon } from '../../store';
import { coded, hasWord, t } from '../../strings';
import { say } from '../../toast';
import { importing, list } from './state';

/** More does not go over the wire at once. */
const AT_MOST = 20e6;
const FIELDS = ['fr', 'en', 'concept', 'type', 'status', 'party', 'gender', 'domain', 'definition', 'note', 'reference', 'example', '-'];
const close = (): void => { importing.value = false; };
const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function ImportDialog() {
  const [read, setRead] = useState<Import | null>(null);
  return read ? <Choose read={read} /> : <ChooseFile onRead={setRead} />;
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
function ChooseFile({ onRead }: { onRead: (read: Import) => void }) {
  const [over, setOver] = useState(false), [note, setNote] = useState(''), [busy, setBusy] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > AT_MOST) { setNote(t('impTooBig')); return; }
    setBusy(true);
    setNote('');
    try { onRead(await post<Import>('import', { name: file.name, base64: await base64(file) })); } catch (error) { setNote(t('impFailed', { f: file.name, m: said(error) })); }
    setBusy(false);
  };
  return (
    <Modal title={t('impChoose')} onClose={close}>
      <div class={'drop' + (over ? ' over' : '')} onDragOver={event => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
        onDrop={event => { event.preventDefault(); setOver(false); void take(event.dataTransfer?.files[0]); }}>
        <p>{t('impDrop')}</p>
        <label class="btn primary filebtn"><Icon n="plus" /><span>{t('impFile')}</span>
          <input type="file" class="sr" data-first accept=".xlsx,.csv,.tsv,.txt,.tbx,.xml,.tmx,.xliff,.xlf,.json,.utf8,.ttl,.skos,.utx" onChange={event => void take(event.currentTarget.files?.[0])} />
        </label>
        <small>{t('impFormats')}</small>
      </div>
      {busy && <p role="status">{t('loading')}</p>}
      {note && <p class="note warntext" role="alert">{note}</p>}
      <footer class="dfoot"><Btn onClick={close}>{t('cancel')}</Btn></footer>
    </Modal>
  );
}

function Choose({ read }: { read: Import }) {
  const [columns, setColumns] = useState(read.columns.map(column => column.field || '-')), [busy, setBusy] = useState(false), [note, setNote] = useState('');
  const [choices, setChoices] = useState<ImportChoice['choices']>(Object.fromEntries(read.conflicts.map(({ id }) => [id, 'ours'])));
  const bring = async (): Promise<void> => {
    setBusy(true);
    try {
      await post<Acted>('import/' + encodeURIComponent(read.id), { columns, choices } satisfies ImportChoice);
      close();
      say(t('impDone', { f: read.name }), { takeBack: true });
      refreshSoon();
      void list.again();
    } catch (error) { setNote(t('impFailed', { f: read.name, m: said(error) })); setBusy(false); }
  };
  const lacks = !columns.length || columns.includes('fr') || columns.includes('form') ? '' : t('impNoFrench');
  // What of the list is new, and what of it the person prefers.
  const taken = Object.values(choices).filter(choice => choice === 'theirs').length, changed = columns.some((now, i) => now !== (read.columns[i]?.field || '-'));
  const nothing = !read.concepts && !taken && !changed ? t('impNothing') : '';
  return (
    <Modal wide title={t('impTitle', { f: read.name })} onClose={close}>
      <p class="lead">{t('impStep', { n: read.rows })} {t('layer', { n: project.value?.glossary.concepts ?? 0 })}.</p>
      {read.columns.length > 0 && <Columns read={read} columns={columns} onPick={(i, to) => setColumns(columns.map((now, k) => (k === i ? to : now)))} />}
      {read.conflicts.length > 0 && <Conflicts read={read} choices={choices} onPick={setChoices} />}
      {read.notes.length > 0 && <section class="sec"><h3>{t('impNotes')}</h3><ul class="remarks">{read.notes.map(one => <li key={one}>{one}</li>)}</ul></section>}
      {(note || lacks || nothing) && <p class="note warntext" role="alert">{note || lacks || nothing}</p>}
      <footer class="dfoot"><Btn onClick={close}>{t('cancel')}</Btn><Btn kind="primary" disabled={busy || !!lacks || !!nothing} onClick={() => void bring()}>{read.concepts && !changed ? t('impGo', { n: read.concepts }) : t('impJust')}</Btn></footer>
    </Modal>
  );
}
const fieldWord = (name: string): string => (hasWord('if_' + name) ? coded('if_', name) : name);
function Columns({ read, columns, onPick }: { read: Import; columns: string[]; onPick: (index: number, to: string) => void }) {
  const rows = Math.min(3, Math.max(0, ...read.columns.map(column => column.sample.length)));
  return (
    <div class="scrollx imp" tabIndex={0} role="region" aria-label={t('impColumns')}>
      <table class="plain">
        <thead><tr>{read.columns.map((column, i) => {
          const now = columns[i] ?? '-', options: Option[] = [...new Set([...FIELDS, now])].map((name): Option => [name, fieldWord(name)]);
          const heading = column.heading || t('impColumn', { n: i + 1 });
          return <th key={i} scope="col">{heading}<Pick label={heading} value={now} options={options} onPick={to => onPick(i, to)} /></th>;
        })}</tr></thead>
        <tbody>{Array.from({ length: rows }, (_, row) => <tr key={row}>{read.columns.map((column, i) => <td key={i}>{column.sample[row] ?? ''}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
function Conflicts({ read, choices, onPick }: { read: Import; choices: ImportChoice['choices']; onPick: (choices: ImportChoice['choices']) => void }) {
  const all = (to: 'ours' | 'theirs'): void => onPick(Object.fromEntries(read.conflicts.map(({ id }) => [id, to])));
  const options: Option[] = [['ours', t('keepOurs')], ['theirs', t('takeTheirs')]];
  return (
    <section class="sec">
      <div class="titleline"><h3>{t('impConf', { n: read.conflicts.length })}</h3><span class="grow" />
        {read.conflicts.length > 1 && <><Btn kind="tiny" onClick={() => all('ours')}>{t('allOurs')}</Btn><Btn kind="tiny" onClick={() => all('theirs')}>{t('allTheirs')}</Btn></>}
      </div>
      <div class="conflicts" tabIndex={0} role="region" aria-label={t('impConf', { n: read.conflicts.length })}>
        <table class="plain conf">
          <thead class="sr"><tr><th scope="col">{t('term')}</th><th scope="col">{t('ours')}</th><th scope="col">{t('theirs')}</th><th scope="col">{t('decision')}</th></tr></thead>
          <tbody>{read.conflicts.slice(0, 500).map(({ id, term, ours, theirs }) => (
            <tr key={id}><td class="serif" lang="fr">{term}</td><td>{ours}</td><td>{theirs}</td>
              <td><Seg small label={term} value={choices[id] ?? 'ours'} options={options} onPick={to => onPick({ ...choices, [id]: to as 'ours' | 'theirs' })} /></td></tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  );
}
