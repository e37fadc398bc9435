/** Which dialog or aside of the frame is open. */
import { signal } from '@preact/signals';
import { toast } from '../toast';

export const dialog = signal<'palette' | 'help' | 'save' | null>(null);
export const journalOpen = signal(false);
export const closeDialog = (): void => { dialog.value = null; };
/** Opens the journal, or closes it; the line of what was done last stands in it, too. */
export function toggleJournal(): void {
  journalOpen.value = !journalOpen.value;
  if (journalOpen.value) toast.value = null;
}
