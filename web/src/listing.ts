/** A list of the server as it was when it was asked for, read by index in windows. What others decide shows in the rows in
 * place; order and members stay until the filter changes. */
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Rows, View } from './api';
import { get, Refused, url } from './client';
import { refreshed, refreshes } from './store';

const SIZE = 200;
type Query = Record<string, string | number | readonly string[] | undefined>;

export class Listing<Row, Answer extends View<Row> = View<Row>> {
  /** Counts what arrived. Whoever reads anything of the list is drawn again when it changes. */
  readonly version = signal(0);
  readonly state = signal<'loading' | 'ready' | 'failed'>('loading');
  private kept: Answer | null = null;
  /** Whether the counts of its groups are those of now, else those of when it was asked for. */
  counted = false;
  /** Why there is no list. */
  failure = '';
  private windows = new Map<number, Row[]>();
  private asking = new Map<number, Promise<void>>();
  /** The windows read last: those are fetched again after a decision. */
  private near: number[] = [];
  private address = '';
  /** {@link refreshes} when it was fetched last. */
  private round = 0;
  private turn = 0;

  /** Asks for the list unless it is there. The rows of before stay until the answer comes. */
  ask(path: string, query: Query): Promise<void> {
    const address = url(path, query);
    return address === this.address ? Promise.resolve() : this.load(address);
  }
  /** Asks again: a new view, with what has been added since. */
  again(): Promise<void> { return this.load(this.address); }

  private async load(address: string): Promise<void> {
    const turn = ++this.turn;
    this.address = address;
    this.state.value = 'loading';
    this.round = refreshes();
    try {
      const answer = await get<Answer>(address.slice('/api/'.length));
      if (turn !== this.turn) return;
      this.kept = answer;
      this.windows = new Map();
      this.asking = new Map();
      this.near = [0];
      for (let from = 0; from < answer.rows.length; from += SIZE) this.windows.set(from / SIZE, answer.rows.slice(from, from + SIZE));
      this.state.value = 'ready';
    } catch (error) {
      if (turn !== this.turn) return;
      this.failure = error instanceof Error ? error.message : String(error);
      this.state.value = 'failed';
    }
    this.version.value += 1;
  }

  /** What the server said of the list; null before its first answer. */
  get answer(): Answer | null {
    void this.version.value;
    return this.kept;
  }
  /** What was asked for: two views of one address differ by what was added meanwhile. */
  get asked(): string { return this.address; }
  /** Whether something was decided since it was fetched. */
  get old(): boolean { return this.round !== refreshes(); }
  get total(): number { return this.answer?.total ?? 0; }
  get view(): string { return this.answer?.view ?? ''; }

  /** The row at an index; undefined while its window is being fetched. */
  at(index: number): Row | undefined {
    if (index < 0 || index >= this.total) return undefined;
    const window = Math.floor(index / SIZE), rows = this.windows.get(window);
    if (this.near[0] !== window) this.near = [window, ...this.near.filter(other => other !== window)].slice(0, 2);
    if (!rows) void this.fetch(window);
    return rows?.[index - window * SIZE];
  }
  /** The rows that are here, with their indexes. */
  *here(): Iterable<[index: number, row: Row]> {
    void this.version.value;
    for (const [window, rows] of this.windows) for (const [i, row] of rows.entries()) yield [window * SIZE + i, row];
  }

  private fetch(window: number): Promise<void> {
    const asked = this.asking.get(window);
    if (asked) return asked;
    const view = this.view, turn = this.turn;
    const answer = get<Rows<Row>>('views/' + encodeURIComponent(view), { from: window * SIZE, limit: SIZE })
      .then(got => {
        if (turn !== this.turn) return;
        this.windows.set(window, got.rows);
        this.counted = got.groups !== undefined;
        if (got.groups && this.kept) this.kept = { ...this.kept, groups: got.groups };
        this.version.value += 1;
      })
      .catch((error: unknown) => {
        if (error instanceof Refused && error.status === 410 && turn === this.turn) return this.again();
        return undefined;
      })
      .finally(() => { if (this.asking.get(window) === answer) this.asking.delete(window); });
    this.asking.set(window, answer);
    return answer;
  }
  /** Fetches the windows in sight again and forgets the others: a decision may have changed any row. */
  async refresh(): Promise<void> {
    this.round = refreshes();
    if (!this.kept || this.state.value !== 'ready') return;
    const keep = new Set(this.near);
    for (const window of [...this.windows.keys()]) if (!keep.has(window)) this.windows.delete(window);
    this.asking.clear();
    await Promise.all([...keep].map(window => this.fetch(window)));
  }
}

/** Uses a list while a component is shown: asks for it, and fetches it again after a decision. */
export function useListing<Row, Answer extends View<Row>>(list: Listing<Row, Answer>, path: string, query: Query): Listing<Row, Answer> {
  const address = url(path, query);
  // At once, not after the paint: the answer is what one waits for.
  useLayoutEffect(() => { void list.ask(path, query); }, [address]);
  useEffect(() => {
    if (list.old) void list.refresh();
    return refreshed(() => list.refresh());
  }, [list]);
  return list;
}
