// 100,000 names of the stand-in, and 10,000 that the program finds: how many rows stand in the page, and how long a key takes. The times are printed, not judged.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Page, close, until } from './driver.mjs';
import { folder, program, start } from './program.mjs';

after(close);

/** A glossary of as many names, and articles in which each stands once in one of two spellings. */
function corpus(rows) {
  const dir = folder(), a = ['Akh', 'Bar', 'Che', 'Dja', 'Erz', 'Gor', 'Kha', 'Lor', 'Mar', 'Nor', 'Sar', 'Tav', 'Vaj', 'Zan'];
  const b = ['a', 'i', 'ou', 'e', 'o'], c = ['khian', 'lyan', 'berd', 'dev', 'tchour', 'kert', 'zour', 'ghian', 'dara', 'lakh'];
  const word = i => { let s = a[i % 14]; for (let k = Math.floor(i / 14); ; k = Math.floor(k / 50)) { s += b[k % 5] + c[Math.floor(k / 5) % 10]; if (k < 50) return s; } };
  const concepts = [], texts = [];
  for (let i = 0; i < rows; i++) {
    const name = word(i);
    concepts.push(`  n${i}: {type: city, fr: {preferred: ${name}, variants: [${name}h]}, en: ${name}}`);
    if (i % 500 === 0) texts.push('');
    texts[texts.length - 1] += `La ville de ${name}${i % 3 ? '' : 'h'} est calme.${i % 10 === 9 ? '\n\n' : ' '}`;
  }
  writeFileSync(join(dir, 'glossary/names.yaml'), `version: 1\nlanguages: {source: fr, target: en}\nconcepts:\n${concepts.join('\n')}\n`);
  texts.forEach((text, i) => writeFileSync(join(dir, `articles/${String(i).padStart(4, '0')}.txt`), text));
  return dir;
}
/** Milliseconds from a key until the page has changed, and until that is painted. */
async function time(page, key) {
  await page.page.evaluate(() => {
    const now = () => document.querySelector('[role=row][aria-selected=true]')?.textContent + document.querySelector('.card h2')?.textContent;
    globalThis.painted = new Promise(done => addEventListener('keydown', e => {
      const before = now();
      let changed = 0;
      const watch = new MutationObserver(() => { if (!changed && now() !== before) changed = performance.now() - e.timeStamp; });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      const frame = () => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const ms = performance.now() - e.timeStamp;
          if (!changed && ms < 5000) return frame();
          watch.disconnect();
          return done([changed || ms, ms]);
        };
        port2.postMessage(0);
      });
      frame();
    }, { capture: true, once: true }));
  });
  await page.page.keyboard.press(key);
  return page.page.evaluate(() => globalThis.painted);
}
const at = (times, share) => Math.round(times.toSorted((x, y) => x - y)[Math.min(times.length - 1, Math.floor(times.length * share))]);

for (const [who, rows] of [['the stand-in', 100_000], ['the program', Number(process.env.ROWS ?? 10_000)]]) test(`${rows} names of ${who}`, { skip: who === 'the program' && !program && 'DROGMAN names no program' }, async t => {
  const began = performance.now();
  const server = await start(who === 'the program' ? { dir: corpus(rows) } : { rows });
  t.after(() => server.stop());
  const opened = performance.now();
  const page = await Page.open(server);
  await page.page.locator('.vrow').first().waitFor();
  t.diagnostic(`load of the machine: ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`);
  t.diagnostic(`address after ${Math.round(opened - began)} ms, first rows ${Math.round(performance.now() - opened)} ms later`);
  const grid = page.page.locator('main [role=grid]').first();
  await until(async () => await page.left('names') >= rows * 0.3 && !await page.count('.reading'), 'the names are read', 600);
  t.diagnostic(`all read after ${Math.round(performance.now() - opened)} ms`);
  // The list grows when it is asked for again.
  await page.page.reload();
  await page.page.locator('.vrow').first().waitFor();
  await page.settled();
  const few = async () => { const n = await page.count('main [role=grid] [role=row]'); assert.ok(n > 5 && n <= 60, `${n} rows stand in the page`); };
  await few();
  for (const [key, n] of [['j', 60], ['k', 30], ['a', 30], ['x', 10]]) {
    const times = [];
    for (let i = 0; i < n; i++) times.push(await time(page, key));
    const [changed, painted] = [0, 1].map(k => times.map(pair => pair[k]));
    t.diagnostic(`${key}: painted after ${at(painted, 0.5)} ms (median), ${at(painted, 0.95)} ms (p95), ${at(painted, 1)} ms (most); the page changed after ${at(changed, 0.5)} ms, ${at(changed, 0.95)} ms`);
    await page.settled();
    await few();
  }
  await page.tabTo(grid);
  for (const key of ['End', 'Home', 'PageDown']) await page.press(key);
  await few();
  const before = performance.now();
  await page.find('lakh');
  t.diagnostic(`filtered in ${Math.round(performance.now() - before)} ms`);
  await few();
  await page.done();
});
