/** How the page speaks to the server: JSON, one header on writes, a cookie got once for the token of the address. */
import { signal } from '@preact/signals';

/** The server said no, or (status 0) nothing at all. */
export class Refused extends Error {
  constructor(readonly status: number, readonly body: unknown) {
    super(said(status, body));
  }
}
function said(status: number, body: unknown): string {
  if (typeof body === 'string' && body) return body;
  if (typeof body === 'object' && body !== null) {
    const { message, error } = body as { message?: unknown; error?: unknown };
    if (typeof message === 'string') return message;
    if (typeof error === 'string') return error;
  }
  return status ? `HTTP ${status}` : '';
}

/** The server does not answer. Decisions that were answered are on disk; the page tries again by itself. */
export const lost = signal(false);
/** The server does not know this page: its address was used before, or another run printed it. */
export const shut = signal(false);

type Query = Record<string, string | number | readonly string[] | undefined>;
/** `/api/PATH?…`; lists repeat their key. */
export function url(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value as readonly string[]) search.append(key, one);
    else if (value !== undefined && value !== '') search.append(key, String(value));
  }
  const text = search.toString();
  return '/api/' + path + (text ? '?' + text : '');
}

async function call<T>(address: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch {
    loseServer();
    throw new Refused(0, null);
  }
  const text = await answer.text().catch(() => '');
  let body: unknown = text;
  try { body = text ? JSON.parse(text) : null; } catch { /* a plain message */ }
  if (answer.ok) {
    shut.value = false;
    return body as T;
  }
  if (answer.status === 401 || answer.status === 403) shut.value = true;
  throw new Refused(answer.status, body);
}
export const get = <T>(path: string, query: Query = {}): Promise<T> => call<T>(url(path, query), {});
export const post = <T>(path: string, body: unknown): Promise<T> =>
  call<T>('/api/' + path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Drogman': '1' }, body: JSON.stringify(body) });

/** Exchanges the token of the address («#TOKEN») for the cookie and takes it out of the address. */
export async function claim(): Promise<void> {
  const token = location.hash.slice(1);
  if (!token || token.startsWith('/')) return;
  history.replaceState(null, '', location.pathname + '#/names');
  try { await post('session', { token }); } catch { shut.value = false; /* a cookie of before may still be good */ }
}

const back = new Set<() => void>();
/** What to do when the server answers again. */
export const onBack = (act: () => void): void => { back.add(act); };
let trying = 0;
/** Says that the server is gone and asks every two seconds whether it is back. */
export function loseServer(): void {
  lost.value = true;
  if (!trying) trying = window.setInterval(() => void retry(), 2000);
}
export async function retry(): Promise<void> {
  try {
    const answer = await fetch('/api/project', { credentials: 'same-origin', cache: 'no-store' });
    if (answer.status === 401 || answer.status === 403) shut.value = true;
    else if (!answer.ok) return;
  } catch { return; }
  clearInterval(trying);
  trying = 0;
  lost.value = false;
  listen();
  back.forEach(act => act());
}

export interface Events { read: unknown; names: unknown; left: unknown; journal: unknown; bye: unknown }
const heard: Partial<Record<keyof Events, (data: unknown) => void>> = {};
let stream: EventSource | undefined;
export function on<T>(event: keyof Events, act: (data: T) => void): void { heard[event] = act as (data: unknown) => void; }
/** Opens the stream of events (again). */
export function listen(): void {
  stream?.close();
  const source = new EventSource('/api/events');
  stream = source;
  for (const name of ['read', 'names', 'left', 'journal', 'bye'] as const) {
    source.addEventListener(name, event => heard[name]?.(JSON.parse((event as MessageEvent<string>).data || '{}')));
  }
  source.addEventListener('bye', loseServer);
  source.addEventListener('error', () => {
    if (stream !== source) return;
    source.close();
    void ask();
  });
}
/** The stream broke: is the server gone, or only the stream? */
async function ask(): Promise<void> {
  try { await get('project'); setTimeout(listen, 1000); } catch { /* `call` has said so */ }
}

/** Fetches a file that the server made and hands it to the browser's downloads. */
export async function download(file: { id: string; name: string }): Promise<void> {
  const answer = await fetch(url('files/' + encodeURIComponent(file.id)), { credentials: 'same-origin' });
  if (!answer.ok) throw new Refused(answer.status, await answer.text());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
