// Drives the page as a person does who has no mouse, and says what stands on it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Shows this file in the place of the page that the program has in it. */
const other = process.env.PAGE;

let browser;
export async function close() { await browser?.close(); browser = undefined; }
export async function launch() {
  return browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
}

/** Asks until the answer is true, for so many seconds at most. */
export async function until(ask, what, seconds = 10) {
  for (let i = 0; i < seconds * 20; i++) {
    if (await ask()) return;
    await new Promise(r => setTimeout(r, 50));
  }
  assert.fail(`it did not come about: ${what}`);
}

export class Page {
  /** Opens the address of a server in a context of its own (or in that of another page: a second tab). */
  static async open(server, { screen = 'names', lang = 'en', scheme = 'light', width = 1400, height = 900, beside } = {}) {
    const context = beside?.context ?? await (await launch()).newContext({ viewport: { width, height }, locale: lang === 'fr' ? 'fr-FR' : 'en-GB', colorScheme: scheme, reducedMotion: 'reduce', acceptDownloads: true });
    if (other && !beside) await context.route(url => url.pathname === '/', route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: readFileSync(other) }));
    const self = new Page(server, context, await context.newPage());
    context.setDefaultTimeout(10_000);
    await self.go(beside ? `${server.origin}/` : server.address);
    if (screen !== 'names') await self.screen(screen);
    return self;
  }
  constructor(server, context, page) {
    Object.assign(this, { server, context, page, faults: [], outside: [], pending: new Set() });
    page.on('pageerror', e => this.faults.push(e.message));
    page.on('console', m => { if (m.type() === 'error') this.faults.push(m.text()); });
    page.on('request', r => {
      if (!/^(blob|data):/.test(r.url()) && new URL(r.url()).origin !== this.server.origin) this.outside.push(r.url());
      if (!r.url().endsWith('/api/events')) this.pending.add(r);
    });
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, r => this.pending.delete(r));
  }
  async go(address) {
    await this.page.goto(address);
    await this.page.locator('main [role=row][aria-selected=true], main .none').first().waitFor();
    await this.settled();
  }
  /** Nothing was logged as an error, and nothing was asked of anybody else. `but`: what may be logged. */
  async done(but) {
    const faults = this.faults.filter(f => !but?.test(f));
    await this.page.close();
    if (!this.context.pages().length) await this.context.close();
    assert.deepEqual(faults, [], 'errors in the console');
    assert.deepEqual(this.outside, [], 'requests elsewhere');
  }
  /** Everything that was asked is answered and drawn. */
  async settled() {
    for (let quiet = 0; quiet < 2;) {
      await this.page.evaluate(() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r))));
      quiet = this.pending.size ? 0 : quiet + 1;
      if (this.pending.size) await new Promise(r => setTimeout(r, 10));
    }
  }
  async press(...keys) {
    await this.page.bringToFront();
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.settled();
    }
  }
  async type(text) {
    await this.page.keyboard.type(text);
    await this.settled();
  }
  /** Presses Tab until this has the focus. */
  async tabTo(locator, back = false) {
    for (let i = 0; i < 150; i++) {
      if (await locator.evaluateAll(all => all.includes(document.activeElement))) return;
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    }
    assert.fail(`Tab does not reach ${locator}`);
  }
  async screen(name) {
    await this.press('g', { names: 'n', occurrences: 'o', preview: 'p', check: 'c', align: 'a', terms: 't', glossary: 'g' }[name]);
    await this.page.locator('main [role=row][aria-selected=true], main .none:not([role=status])').first().waitFor();
    await this.settled();
  }
  /** Filters the list. */
  async find(text) {
    await this.press('/', 'Control+A');
    await this.page.keyboard.type(text);
    await this.press('Enter');
  }
  text(selector) { return this.page.locator(selector).first().innerText(); }
  count(selector) { return this.page.locator(selector).count(); }
  /** What the rail says is left to decide on a screen. */
  async left(screen) {
    const em = this.page.locator(`.rail a[href="#/${screen}"] em`);
    return await em.count() ? Number((await em.innerText()).replace(/\D/g, '')) : 0;
  }
  async lessLeft(screen, before, n) {
    await until(async () => await this.left(screen) === before - n, `${n} less left on ${screen} than ${before}: ${await this.left(screen)}`);
  }
  /** The articles are read, and what is left to decide is counted and shown. */
  async read() {
    await until(async () => {
      const { read, left } = await this.page.evaluate(async () => (await fetch('/api/project')).json());
      const isCounted = ['names', 'edits', 'findings', 'terms'].every(list => left[list] !== null);
      return read.finished && isCounted && left.names === await this.left('names');
    }, 'everything is read and counted');
    await this.settled();
  }
  title() { return this.text('.card h2'); }
  selected() { return this.page.locator('[role=row][aria-selected=true]'); }
  /** Moves to the row whose text fits, down to the end of the list and then up. */
  async moveTo(pattern, text = () => this.selected().innerText()) {
    for (const key of ['j', 'k']) {
      for (let row = null; ;) {
        if (pattern.test(await text())) return;
        const now = await this.selected().getAttribute('aria-rowindex');
        if (now === row) break;
        row = now;
        await this.press(key);
      }
    }
    assert.fail(`no row fits ${pattern}`);
  }
}
