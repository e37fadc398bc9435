// Decisions outlive tabs, reloads and the server; what others wrote shows as text.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Page, close, until } from './driver.mjs';
import { corpus, folder, program, start } from './program.mjs';

after(close);
const accepted = page => page.count('.namerow.accepted');

test('two tabs agree', async t => {
  const server = await start();
  t.after(() => server.stop());
  const one = await Page.open(server), two = await Page.open(server, { beside: one });
  const n = await two.left('names');
  await one.press('a');
  await two.lessLeft('names', n, 1);
  await until(async () => await accepted(two) === 1, 'the other tab shows the decision in its row');
  await two.press('u');
  await one.lessLeft('names', n, 0);
  await until(async () => await accepted(one) === 0, 'the first tab shows that it was taken back');
  await one.screen('check');
  const left = await one.left('check');
  await one.press('i');
  await two.lessLeft('check', left, 1);
  await two.done();
  await one.done();
});

test('a reload keeps everything', async t => {
  const server = await start();
  t.after(() => server.stop());
  const page = await Page.open(server);
  const n = await page.left('names');
  await page.press('a', 'x', 'a', 'u');
  await page.lessLeft('names', n, 2);
  await page.page.reload();
  await page.settled();
  await page.lessLeft('names', n, 2);
  await until(async () => await accepted(page) === 1 && await page.count('.namerow.rejected') === 1, 'the rows say what was decided');
  await page.press('g', 'j');
  assert.equal(await page.count('.journal li'), 3);
  assert.equal(await page.count('.journal li.off'), 1);
  await page.done();
});

test('the server is killed', async t => {
  const dir = corpus();
  let server = await start({ dir });
  t.after(() => server.stop());
  const page = await Page.open(server);
  const n = await page.left('names');
  await page.press('a', 'x', 'a', 'a');
  await page.lessLeft('names', n, 4);
  await server.kill();
  await until(async () => /drogman has stopped/i.test(await page.page.locator('[role=alert]').allInnerTexts().then(all => all.join())), 'a banner says that the server is gone');
  server = await start({ dir, port: server.port });
  page.server = server;
  await page.go('about:blank').catch(() => {});
  await page.go(server.address);
  await page.lessLeft('names', n, 4);
  await page.press('g', 'j');
  assert.equal(await page.count('.journal li'), 4);
  await page.done(/ERR_|Failed to load resource|EventSource/);
});

test('script in names, titles and glossary fields is text', { skip: program ? false : 'the stand-in has its own names' }, async t => {
  const dir = folder(), mark = '<img src=x onerror="owned=1">', script = '<script>owned=1</script>';
  const quoted = JSON.stringify(`${script} ${mark}`);
  writeFileSync(join(dir, 'glossary/names.yaml'), `version: 1
languages: {source: fr, target: en}
styles: [afp]
concepts:
  ville:
    type: city
    note: ${quoted}
    definition: ${quoted}
    domain: ${quoted}
    source: ${quoted}
    fr: {preferred: Yevlakh, variants: [Ievlakh, ${JSON.stringify(`Evlakh${mark}`)}]}
    en: {preferred: ${quoted}}
`);
  const title = `${script} Pourparlers à Ievlakh ${mark}`;
  writeFileSync(join(dir, `articles/${'<img src=x onerror=owned=1>'}.txt`), `${title}\n\nLa ville d’Ievlakh, ${mark}, près d’Evlakh${mark} et de Yevlakh. ${script} Monsieur ${mark} Dupont est venu à Ievlakh.\n`);
  const server = await start({ dir });
  t.after(() => server.stop());
  const page = await Page.open(server);
  await page.find('evlakh');
  assert.ok((await page.text('.card')).includes('onerror'), 'the note stands on the card as text');
  await page.press('Enter');
  for (const screen of ['preview', 'check', 'terms', 'glossary']) {
    await page.screen(screen);
    await page.press('j', 'Enter');
  }
  assert.equal(await page.page.evaluate(() => globalThis.owned), undefined);
  assert.equal(await page.page.locator('img[src=x]').count(), 0);
  await page.done();
});

test('saving writes the glossary and keeps its comments', { skip: program ? false : 'the stand-in writes nothing' }, async t => {
  const server = await start();
  t.after(() => server.stop());
  const file = join(server.dir, 'glossary/places.yaml'), before = readFileSync(file, 'utf8');
  const page = await Page.open(server);
  await page.find('evlakh');
  const forms = await page.page.locator('.members tbody tr [lang=fr]').allInnerTexts();
  await page.press(String(forms.findIndex(form => form.trim() === 'Evlakh') + 1));
  await page.tabTo(page.page.getByRole('button', { name: /^Save/ }));
  await page.press('Enter');
  await page.tabTo(page.page.locator('dialog .primary'));
  await page.press('Enter');
  await until(() => readFileSync(file, 'utf8') !== before, 'the file is written');
  const now = readFileSync(file, 'utf8');
  assert.match(now, /preferred: Evlakh/);
  assert.equal(now.split('\n')[0], before.split('\n')[0]);
  assert.ok(existsSync(join(server.dir, '.drogman/decisions.jsonl')) || existsSync(join(server.dir, 'glossary/.drogman/decisions.jsonl')), 'the journal is there');
  await page.done();
});
