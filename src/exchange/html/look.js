'use strict';
{
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const main = document.querySelector('main');
  const search = document.getElementById('q');
  const groups = all('[data-group]');
  const shown = document.querySelector('[data-shown]');
  const none = document.querySelector('[data-none]');
  const order = document.querySelector('[data-sort]');
  // Rows stand in lists of a few dozen, so that the browser lays out those in sight alone.
  const lists = groups.map(group => all('[data-rows]', group));
  // The rows of each group in the order of the file.
  const rows = lists.map(parts => parts.flatMap(part => Array.from(part.children)));
  const total = rows.reduce((sum, list) => sum + list.length, 0);
  let texts = null;
  let visible = null;
  // So many rows are laid out at once, for their true height.
  const FEW = 200;

  // Accents, hyphens, apostrophes and capitals do not count.
  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const textOf = row => fold(all(main.dataset.search, row).map(part => part.textContent).join(' | '));

  const chosen = () => all('[data-facet]').map(facet => {
    const values = all('input:checked', facet).map(input => input.value);
    facet.toggleAttribute('data-on', values.length > 0);
    const count = facet.querySelector('[data-chosen]');
    if (count) count.textContent = values.length ? values.length : '';
    return { key: facet.dataset.facet, values };
  }).filter(facet => facet.values.length);

  function filter() {
    const wanted = fold(search.value);
    const facets = chosen();
    const active = wanted !== '' || facets.length > 0;
    if (wanted && !texts) texts = new Map(rows.flat().map(row => [row, textOf(row)]));
    const words = wanted.split(' ');
    const fits = row =>
      facets.every(({ key, values }) => (row.dataset[key] || '').split(' ').some(value => values.includes(value)))
      && (!wanted || words.every(word => texts.get(row).includes(word)));
    let count = 0;
    groups.forEach((group, at) => {
      let left = 0;
      for (const row of rows[at]) {
        const fit = !active || fits(row);
        if (row.hidden === fit) row.hidden = !fit;
        if (fit) left += 1;
      }
      for (const part of lists[at]) part.hidden = part.querySelector(':scope > :not([hidden])') === null;
      count += left;
      group.hidden = active && left === 0;
      group.classList.toggle('few', active && left <= FEW);
      const number = group.querySelector('[data-count]');
      if (number) number.textContent = left.toLocaleString(document.documentElement.lang);
      if (group.matches('details')) unfold(group, active && left > 0, !active);
    });
    shown.textContent = active ? `${count} / ${total} ${shown.dataset.word}` : '';
    none.hidden = !active || count > 0;
    seen();
  }

  // What is folded opens for what is found in it, and folds again.
  function unfold(group, opens, closes) {
    if (opens && !group.open) { group.open = true; group.dataset.folded = ''; }
    if (closes && 'folded' in group.dataset) { group.open = false; delete group.dataset.folded; }
  }

  function seen() {
    visible = null;
  }

  const inSight = () => visible ??= all('[data-rows] > :not([hidden])').filter(row => !row.closest('details:not([open])'));

  function sort() {
    const by = order.value;
    const collator = new Intl.Collator('fr');
    const key = {
      name: row => row.querySelector('h3').textContent,
      english: row => (row.querySelector('.en') || row.querySelector('h3')).textContent,
    }[by];
    lists.forEach((parts, at) => {
      const keyed = rows[at].map(row => [row, key ? key(row) : Number(row.dataset.n)]);
      if (key) keyed.sort((one, other) => collator.compare(one[1], other[1]));
      else if (by) keyed.sort((one, other) => other[1] - one[1]);
      const sizes = parts.map(part => part.children.length);
      let from = 0;
      parts.forEach((part, number) => {
        part.replaceChildren(...keyed.slice(from, from + sizes[number]).map(([row]) => row));
        part.hidden = part.querySelector(':scope > :not([hidden])') === null;
        from += sizes[number];
      });
    });
    for (const letters of all('.letters')) letters.hidden = by !== '' && by !== 'name';
    seen();
  }

  // The first row below the tools.
  function first() {
    const below = part => part.getBoundingClientRect().bottom > 80;
    const part = all('[data-rows]:not([hidden])').find(part => !part.closest('details:not([open])') && below(part));
    return part && Array.from(part.children).find(row => !row.hidden && below(row));
  }

  function move(step) {
    const at = document.activeElement.closest('[data-rows] > *');
    const next = at ? inSight()[inSight().indexOf(at) + step] : first();
    if (!next) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  }

  function clear() {
    search.value = '';
    all('[data-facet] input:checked').forEach(input => { input.checked = false; });
    filter();
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest('input:not([type=checkbox]), select, textarea');
    if (event.key === 'Escape') {
      const open = all('details.facet[open]');
      open.forEach(facet => { facet.open = false; facet.querySelector('summary').focus(); });
      if (!open.length && field === search) { search.value ? (search.value = '', filter()) : search.blur(); }
      return;
    }
    if (field) {
      if (field === search && (event.key === 'Enter' || event.key === 'ArrowDown')) { event.preventDefault(); search.blur(); move(1); }
      return;
    }
    const inRow = event.target.closest('[data-rows] > *') === event.target;
    if (event.key === '/') { event.preventDefault(); search.focus(); search.select(); }
    else if (event.key === 'j' || (inRow && event.key === 'ArrowDown')) { event.preventDefault(); move(1); }
    else if (event.key === 'k' || (inRow && event.key === 'ArrowUp')) { event.preventDefault(); move(-1); }
  }

  // Pointing at a name lights what stands for it on the other side.
  function light(event) {
    all('mark.hot').forEach(name => name.classList.remove('hot'));
    const name = event.target.closest?.('mark[data-c]');
    if (name) all('mark[data-c]', name.closest('.row')).filter(other => other.dataset.c === name.dataset.c).forEach(other => other.classList.add('hot'));
  }

  all('[data-tools]').forEach(tools => { tools.hidden = false; });
  let waiting = 0;
  search.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  all('[data-facet]').forEach(facet => facet.addEventListener('change', filter));
  if (order) order.addEventListener('change', sort);
  document.querySelector('[data-clear]').addEventListener('click', () => { clear(); search.focus(); });
  document.addEventListener('keydown', keys);
  document.addEventListener('mouseover', light);
  document.addEventListener('click', event => {
    all('details.facet[open]').filter(facet => !facet.contains(event.target)).forEach(facet => { facet.open = false; });
    // A place within what is folded is opened to be jumped to.
    const jump = event.target.closest('a[href^="#"]');
    const group = jump && document.getElementById(jump.hash.slice(1))?.closest('details.group');
    if (group) group.open = true;
  });
  groups.filter(group => group.matches('details')).forEach(group => group.addEventListener('toggle', seen));
  const folded = [];
  addEventListener('beforeprint', () => all('details.group:not([open])').forEach(group => { group.open = true; folded.push(group); }));
  addEventListener('afterprint', () => folded.splice(0).forEach(group => { group.open = false; }));
  seen();
}
