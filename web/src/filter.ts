/** What a list is narrowed to: words searched for and values of facets. Kept while another screen is shown. */
import { signal } from '@preact/signals';
import { Delayed } from './delayed';

export class Filter<Facet extends string = string> {
  /** What stands in the search field. */
  readonly typed = signal('');
  /** What is searched for: `typed`, a moment later. */
  readonly q = signal('');
  readonly chosen = signal<Partial<Record<Facet, readonly string[]>>>({});
  private readonly delayed = new Delayed(90);

  type(text: string): void {
    this.typed.value = text;
    this.delayed.run(() => { this.q.value = text.trim(); });
  }
  /** Searches for what stands in the field, at once. */
  flush(): void {
    this.delayed.stop();
    this.q.value = this.typed.value.trim();
  }
  on(facet: Facet): readonly string[] { return this.chosen.value[facet] ?? []; }
  toggle(facet: Facet, value: string): void {
    const on = this.on(facet);
    this.chosen.value = { ...this.chosen.value, [facet]: on.includes(value) ? on.filter(one => one !== value) : [...on, value] };
  }
  clear(): void {
    this.delayed.stop();
    this.typed.value = '';
    this.q.value = '';
    this.chosen.value = {};
  }
  get active(): boolean { return this.q.value !== '' || Object.values<readonly string[] | undefined>(this.chosen.value).some(values => values?.length); }
  /** As the server wants it. */
  get query(): Record<string, string | readonly string[]> {
    return { q: this.q.value, ...(this.chosen.value as Record<string, readonly string[]>) };
  }
}
