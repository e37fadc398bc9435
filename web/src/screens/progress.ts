/** How far the deciding of names is. */
import { computed, signal } from '@preact/signals';
import { left } from '../store';

/** How many names need a decision, decided or not; 0 while no whole list was seen. */
export const needing = signal(0);
export const namesLeft = computed(() => {
  const open = left.value.names ?? 0;
  return { open, all: needing.value ? Math.max(needing.value, open) : 0 };
});
