import type { Exported, Occurrence } from '../../api';
import { download, post } from '../../client';
import { decide } from '../../store';
import { t } from '../../strings';
import { say } from '../../toast';
import { id, isOut } from './state';

/** A namesake, not this name: its edit leaves the preview. Again: it is this name after all. */
export function toggleOut(row: Occurrence): void {
  const out = isOut(row);
  void decide('occurrences', [out ? 'include' : 'exclude', row.key], [{ on: row.on, field: 'out', from: out, to: !out }]);
}
export async function exportTsv(): Promise<void> {
  try {
    const { file } = await post<Exported>('export', { format: 'tsv', what: 'occurrences', name: id.value });
    await download(file);
    say(t('exported', { f: file.name }));
  } catch (error) { say(t('refusedText', { m: error instanceof Error ? error.message : String(error) })); }
}
