// Holds that every text of the extension can be translated, and is: texts in the source, the bundles in l10n/, package.nls*.json.
// node scripts/check-l10n.mjs [--write]: --write renews the English bundle, l10n/bundle.l10n.json.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { manifest } from '../src/contributes/manifest.ts';
import { roster } from '../src/engine/agents/roster.ts';

const ENGLISH = 'l10n/bundle.l10n.json';
/** Attributes that are read to people. */
const SPOKEN = new Set(['aria-label', 'title', 'placeholder', 'alt']);
/** What the page may say in every language. */
const NAMES = /^(?:WEE|p\d\d|n|ms|s)$/;

/** The texts that one file hands to `vscode.l10n.t` or `t`, and what is wrong with how it does so. */
export function textsOf(file, source) {
  const texts = [];
  const faults = [];
  new Visitor({
    CallExpression({ callee, arguments: [text] }) {
      const called = source.slice(callee.start, callee.end);
      if (called !== 'vscode.l10n.t' && called !== 't') return;
      if (text?.type === 'Literal' && typeof text.value === 'string') texts.push(text.value);
      else if (!isKnownList(source.slice(text?.start, text?.end))) {
        faults.push(`${file}: ${source.slice(callee.start, text?.end)} … is no fixed text, so nobody can translate it`);
      }
    },
    JSXAttribute({ name, value }) {
      if (SPOKEN.has(name.name) && value?.type === 'Literal')
        faults.push(`${file}: ${name.name}="${value.value}" is not handed to t()`);
    },
    JSXText({ value }) {
      const words = value.match(/\p{L}+\d*/gu) ?? [];
      if (!words.every((word) => NAMES.test(word))) faults.push(`${file}: “${value.trim()}” is not handed to t()`);
    },
  }).visit(parseSync(file, source).program);
  return { texts, faults };
}

/** What differs between the texts that are used and a bundle of translations. */
export function compare(name, used, bundle) {
  const places = (text) => (text.match(/\{\d+\}/g) ?? []).sort().join();
  return [
    ...used.filter((text) => !(text in bundle)).map((text) => `${name} lacks “${text}”`),
    ...Object.keys(bundle)
      .filter((text) => !used.includes(text))
      .map((text) => `${name} translates “${text}”, which nothing uses`),
    ...Object.entries(bundle)
      .filter(([text, translation]) => used.includes(text) && places(text) !== places(translation))
      .map(([text]) => `${name}: the translation of “${text}” has other places for arguments`),
  ];
}

/** What an agent leads is said in lists: the texts are those of the roster. */
function isKnownList(argument) {
  return /\bleads$/.test(argument);
}

/** What differs between package.nls.json, the manifest that uses it, and its translations. */
function manifestFaults() {
  const english = read('package.nls.json');
  const used = [...new Set([...JSON.stringify(manifest()).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key))];
  const faults = compare('package.nls.json', used, english);
  for (const { id, leads } of roster) {
    if (english[`participant.${id}`] !== leads)
      faults.push(`package.nls.json: participant.${id} is not what ${id} leads`);
  }
  for (const path of globSync('package.nls.*.json')) {
    const translated = read(path);
    faults.push(...compare(path, Object.keys(english), translated));
    const commands = (text) => (text.match(/command:[\w.]+/g) ?? []).join();
    for (const [key, text] of Object.entries(english)) {
      if (commands(text) !== commands(translated[key] ?? text))
        faults.push(`${path}: “${key}” links to other commands`);
    }
  }
  return faults;
}

function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

if (import.meta.main) {
  const files = globSync('src/{extension.ts,vscode/**/*.ts,dashboard/**/*.{ts,tsx}}').map((path) =>
    path.replaceAll('\\', '/'),
  );
  const found = files.sort().map((file) => textsOf(file, readFileSync(file, 'utf8')));
  const used = [...new Set([...roster.map(({ leads }) => leads), ...found.flatMap(({ texts }) => texts)])].sort();
  if (process.argv.includes('--write')) {
    writeFileSync(ENGLISH, `${JSON.stringify(Object.fromEntries(used.map((text) => [text, text])), null, 2)}\n`);
  }
  const faults = [
    ...found.flatMap(({ faults: inFile }) => inFile),
    ...globSync('l10n/*.json').flatMap((path) => compare(path.replaceAll('\\', '/'), used, read(path))),
    ...manifestFaults(),
  ];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
