// Starts what serves the page: the program that DROGMAN names, else the stand-in of web/dev.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
export const program = process.env.DROGMAN ? resolve(process.env.DROGMAN) : null;

/** A folder of its own with the five articles, a glossary that lacks some of their names, and two translations. */
export function corpus() {
  const dir = mkdtempSync(join(tmpdir(), 'drogman-page-'));
  cpSync(join(root, 'seeds'), join(dir, 'articles'), { recursive: true });
  cpSync(join(fixtures, 'glossary'), join(dir, 'glossary'), { recursive: true });
  cpSync(join(fixtures, 'english'), join(dir, 'english'), { recursive: true });
  return dir;
}
/** An empty folder, for a test that writes what it needs. */
export function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'drogman-page-'));
  for (const name of ['articles', 'glossary']) mkdirSync(join(dir, name));
  return dir;
}

function command({ dir, port, rows }) {
  if (program && !rows) {
    const translations = existsSync(join(dir, 'english')) ? ['--translation', 'english'] : [];
    return [program, ['review', '--no-open', '--port', String(port), '-g', 'glossary', 'articles', ...translations]];
  }
  return [process.execPath, [join(root, 'web/dev/server.mjs'), '--port', String(port), '--rows', String(rows), '--journal', join(dir, 'decisions.jsonl')]];
}

/** A running server. `address` is what a person opens; `rows`: the stand-in, with so many names more. */
export async function start({ dir = corpus(), port = 0, rows = 0 } = {}) {
  const [name, args] = command({ dir, port, rows });
  const child = spawn(name, args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise(done => child.once('exit', done));
  child.stderr.on('data', data => { said += data; });
  const address = await new Promise((found, failed) => {
    child.stdout.on('data', data => { said += data; const m = /http:\/\/\S+#\S+/.exec(said); if (m) found(m[0]); });
    child.once('error', failed);
    child.once('exit', code => failed(new Error(`${name} ${args.join(' ')} ended with ${code}:\n${said}`)));
  });
  const url = new URL(address);
  return {
    dir, address, origin: url.origin, port: Number(url.port), token: url.hash.slice(1), pid: child.pid, said: () => said,
    async kill() { child.kill('SIGKILL'); await ended; },
    async stop() { child.kill('SIGINT'); const timer = setTimeout(() => child.kill('SIGKILL'), 5000); await ended; clearTimeout(timer); rmSync(dir, { recursive: true, force: true }); },
  };
}
