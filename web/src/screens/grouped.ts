/** Rows that belong to documents, with a head before those of each: what stands at which place of the list. */
import type { Group } from '../api';

export class Grouped {
  /** The place of each head. */
  private readonly heads: number[] = [];
  readonly count: number;

  constructor(readonly groups: readonly Group[], rows: number) {
    let place = 0;
    for (const group of groups) { this.heads.push(place); place += group.n + 1; }
    // A list that does not say its documents has no heads.
    this.count = groups.length ? place : rows;
  }
  /** The group that a place belongs to; -1: there are none. */
  private of(place: number): number {
    let low = 0, high = this.heads.length;
    while (low < high) { const middle = (low + high) >> 1; if ((this.heads[middle] ?? 0) <= place) low = middle + 1; else high = middle; }
    return low - 1;
  }
  isHead(place: number): boolean { return this.heads[this.of(place)] === place; }
  headOf(place: number): number { return this.heads[this.of(place)] ?? -1; }
  group(place: number): Group | undefined { return this.groups[this.of(place)]; }
  /** The index among the rows of what stands at a place that is no head. */
  row(place: number): number { return place - this.of(place) - 1; }
  /** Where a row stands. */
  place(row: number): number {
    let low = 0, high = this.heads.length;
    while (low < high) { const middle = (low + high) >> 1; if ((this.heads[middle] ?? 0) - middle <= row) low = middle + 1; else high = middle; }
    return row + low;
  }
}
/** The documents of a list; of an answer that does not say them, what its facet tells when it tells of all rows. */
export function groupsOf(answer: { docs?: Group[]; total: number; facets: Record<string, [value: string, n: number, title?: string][]> } | null): readonly Group[] {
  if (!answer) return [];
  if (answer.docs) return answer.docs;
  const docs = (answer.facets['doc'] ?? []).filter(([, n]) => n > 0).map(([doc, n, title]) => ({ doc, title: title ?? doc, n }));
  return docs.reduce((all, { n }) => all + n, 0) === answer.total ? docs : [];
}

/** So many rows before and after the chosen one are marked in the text: no more than two windows of a list. */
const NEAR = 100;
/** The rows around one, as far as they are here, with their indexes. */
export function around<Row>(list: { at(index: number): Row | undefined; total: number }, index: number): [number, Row][] {
  const rows: [number, Row][] = [];
  for (let i = Math.max(0, index - NEAR); i < Math.min(list.total, index + NEAR); i += 1) { const row = list.at(i); if (row) rows.push([i, row]); }
  list.at(index);
  return rows;
}
