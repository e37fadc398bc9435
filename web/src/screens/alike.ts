/** The rows that are like one: asked for by what they have in common, then compared one by one. */
import { useEffect, useState } from 'preact/hooks';
import type { Rows, View } from '../api';
import { get } from '../client';
import { refreshed } from '../store';

const AT_A_TIME = 500, AT_MOST = 5000;
type Query = Record<string, string | number | readonly string[] | undefined>;

/** All rows of the list that pass `like`. */
export async function allLike<Row>(path: string, query: Query, like: (row: Row) => boolean): Promise<Row[]> {
  const { view, total, rows } = await get<View<Row>>(path, query);
  const found = rows.filter(like);
  for (let from = rows.length; from < Math.min(total, AT_MOST);) {
    const more = await get<Rows<Row>>('views/' + encodeURIComponent(view), { from, limit: AT_A_TIME });
    if (!more.rows.length) break;
    found.push(...more.rows.filter(like));
    from += more.rows.length;
  }
  return found;
}

/** The same for what is chosen: asked for when the choice rests, and again after a decision. `of` names the likeness. */
export function useAlike<Row>(of: string | null, path: string, query: Query, like: (row: Row) => boolean): readonly Row[] {
  const [found, setFound] = useState<{ of: string; rows: Row[] }>({ of: '', rows: [] });
  useEffect(() => {
    if (of === null) return undefined;
    let gone = false;
    const ask = (): Promise<void> => allLike<Row>(path, query, like).then(rows => { if (!gone) setFound({ of, rows }); }, () => undefined);
    const timer = setTimeout(() => void ask(), 120), end = refreshed(ask);
    return () => { gone = true; clearTimeout(timer); end(); };
  }, [of]);
  return found.of === of ? found.rows : [];
}
