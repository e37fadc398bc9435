/** The line that says what was just done, with its way back. */
import { signal } from '@preact/signals';

export interface Toast { text: string; takeBack?: boolean; restore?: boolean; serial: number }
export const toast = signal<Toast | null>(null);
let timer = 0, serial = 0;
/** Says something for eight seconds. The journal keeps what can be taken back for good. */
export function say(text: string, way: { takeBack?: boolean; restore?: boolean } = {}): void {
  clearTimeout(timer);
  serial += 1;
  toast.value = { text, ...way, serial };
  timer = window.setTimeout(() => { toast.value = null; }, 8000);
}
