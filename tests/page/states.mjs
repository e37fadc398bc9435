// Every screen and dialog of the page, one after the other.
const phone = page => page.page.viewportSize().width <= 640;

/** Opens a dialog with a button if there is one. */
async function byButton(page, name) {
  const button = page.page.getByRole('button', { name }).first();
  if (!await button.count() || !await button.isVisible() || !await button.isEnabled()) return false;
  await button.focus();
  await page.press('Enter');
  return true;
}
/** Yields the name of each state when the page shows it. */
export async function* states(page) {
  for (const screen of ['names', 'occurrences', 'preview', 'check', 'align', 'terms', 'glossary']) {
    if (screen === 'occurrences') { await page.screen('names'); await page.press('Enter'); } else await page.screen(screen);
    yield screen;
    if (phone(page) && screen !== 'align') {
      await page.page.locator('main [role=row][aria-selected]').first().click();
      await page.settled();
      yield `${screen}-card`;
      await page.press('Escape');
    }
    if (screen === 'names') {
      await page.find('stepanakert');
      yield 'names-sides';
      await page.find('zzzz');
      yield 'names-none';
      await page.find(' ');
      await page.press('m');
      yield 'join';
      await page.press('Escape', 'a', 'x');
    }
    if (screen === 'preview' && await byButton(page, /^Write/)) { yield 'write-articles'; await page.press('Escape'); }
    if (screen === 'glossary') {
      if (await byButton(page, /^Import/)) { yield 'import'; await page.press('Escape'); }
      if (await byButton(page, /^History/)) yield 'history';
    }
  }
  await page.screen('names');
  for (const [name, keys] of [['keys', ['?']], ['palette', ['Control+k']], ['journal', ['g', 'j']]]) {
    await page.press(...keys);
    yield name;
    await page.press('Escape');
  }
  if (await byButton(page, /^Save/)) { yield 'save'; await page.press('Escape'); }
}
