/** Which dialog or aside of the frame is open. */
import { signal } from '@preact/signals';

export const dialog = signal<'palette' | 'help' | 'save' | null>(null);
export const journalOpen = signal(false);
export const closeDialog = (): void => { dialog.value = null; };
export const toggleJournal = (): void => { journalOpen.value = !journalOpen.value; };
