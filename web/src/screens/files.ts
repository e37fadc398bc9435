/** Files that the server makes for a person: exports, and what a format could not carry. */
import { signal } from '@preact/signals';
import type { Export, Exported } from '../api';
import { download, post } from '../client';
import { t } from '../strings';
import { say } from '../toast';

/** What the last export left out, for the dialog that says so. */
export const leftOut = signal<Exported | null>(null);
/** Has a file made and hands it to the browser. */
export async function exportFile(what: Export): Promise<void> {
  try {
    const made = await post<Exported>('export', what);
    await download(made.file);
    if (made.dropped.length) leftOut.value = made;
    else say(t('exported', { f: made.file.name }));
  } catch (error) { say(t('exportFailed', { m: error instanceof Error ? error.message : String(error) })); }
}
