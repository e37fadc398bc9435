// Pictures of every screen at three widths in both schemes, for people to look at.
//   node screenshots.mjs FOLDER [WIDTH…]      node screenshots.mjs --docs (docs/images/review.png alone)
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Page, close } from './driver.mjs';
import { start } from './program.mjs';
import { states } from './states.mjs';

const [where = 'shots', ...widths] = process.argv.slice(2);
const server = await start();
if (where === '--docs') {
  const file = fileURLToPath(new URL('../../docs/images/review.png', import.meta.url));
  mkdirSync(join(file, '..'), { recursive: true });
  const page = await Page.open(server, { height: 740 });
  await page.page.screenshot({ path: file });
  console.log(`${file}: ${statSync(file).size} bytes`);
  await page.done();
} else {
  mkdirSync(where, { recursive: true });
  for (const width of widths.length ? widths.map(Number) : [1400, 1000, 400]) {
    for (const scheme of ['light', 'dark']) {
      const page = await Page.open(server, { width, scheme, height: width < 600 ? 820 : 900 });
      for await (const name of states(page)) await page.page.screenshot({ path: join(where, `${name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`) });
      await page.done().catch(e => console.error(`${width} ${scheme}: ${e.message}`));
    }
  }
}
await close();
await server.stop();
