// The page says what a finding says in its own words, and knows it by the shape of the program's sentence: every sentence
// of a rule has its shape there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = name => readFileSync(new URL(name, root), 'utf8');
/** What stands for something else is all one. */
const shape = text => text.replace(/\{\w*\}/g, '{}');

test('every sentence of the rules is known to the page', () => {
  const known = new Set([...read('web/src/screens/check/wording.ts').matchAll(/^\s*\[+'([^']*)', 'w_/gm), ...read('web/src/screens/check/wording.ts').matchAll(/: \[\['([^']*)', 'w_/g)].map(m => shape(m[1])));
  const said = readdirSync(new URL('src/check/rules/', root)).filter(name => name !== 'mod.rs').flatMap(name => {
    const code = read(`src/check/rules/${name}`);
    return [...code.matchAll(/format!\(\s*"([^"]*«[^"]*)"/g)].map(m => m[1]);
  }).filter(text => !/^«\{\}» is the name that|^write «|is the name that/.test(shape(text)));
  assert.ok(said.length > 10, 'the sentences of the rules were found');
  // What is wanted of a name of another time is put in at the end.
  const whole = said.flatMap(text => /\{wanted\}$/.test(text) ? [text.replace('{wanted}', 'write «{preferred}»')] : [text])
    .flatMap(text => /\{(source|other)\} form/.test(text) ? ['French', 'English'].map(name => text.replace(/\{(source|other)\}/, name)) : [text]);
  assert.deepEqual(whole.map(shape).filter(text => !known.has(text)), []);
});
