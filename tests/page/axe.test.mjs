// Whether everybody can use the page: axe-core finds nothing serious on any screen or dialog.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Page, close } from './driver.mjs';
import { start } from './program.mjs';
import { states } from './states.mjs';

after(close);
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

for (const scheme of ['light', 'dark']) {
  for (const width of [1400, 400]) {
    test(`${scheme}, ${width} px`, async t => {
      const server = await start();
      t.after(() => server.stop());
      const page = await Page.open(server, { scheme, width });
      const found = [];
      for await (const name of states(page)) {
        // As the debugger's, not the page's: the page's policy allows no other script.
        await page.page.evaluate(`${axe}; undefined`);
        const { violations } = await page.page.evaluate(() => globalThis.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          // Takes the key that a button shows («Reject x») for words of its label.
          rules: { 'label-content-name-mismatch': { enabled: false } },
        }));
        for (const v of violations) {
          // What lies half under the foot of its card comes out from there when it gets the focus.
          v.nodes = v.nodes.filter(n => !n.any[0]?.message.includes('partially obscured'));
          if (!v.nodes.length) continue;
          const line = `${name}: ${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`).join(' | ')}`;
          if (['serious', 'critical'].includes(v.impact)) found.push(line); else t.diagnostic(line);
        }
      }
      assert.deepEqual(found, []);
      await page.done();
    });
  }
}
