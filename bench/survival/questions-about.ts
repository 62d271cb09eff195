import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Asked {
  readonly agent: string;
  readonly text: string;
}

const WANTED = 30;
/** Words that a developer would ask with, each with the agent that leads in it. */
const TEMPLATES: readonly (readonly [agent: string, text: (name: string) => string])[] = [
  ['sherlock', (name) => `why does ${name} fail?`],
  ['leonardo', (name) => `how is ${name} structured and what depends on it?`],
  ['edison', (name) => `where would I extend ${name} with a new option?`],
  ['maya', (name) => `what does ${name} do and how is it documented?`],
  ['vince', (name) => `is ${name} slow or risky?`],
  ['marie', (name) => `which tests cover ${name}?`],
  ['alex', (name) => `how does ${name} work?`],
];

/** Questions about functions and classes of product code, spread over its files; the same for the same checkout. */
export function questionsAbout(folder: string, paths: readonly string[]): Asked[] {
  const sources = paths.filter(
    (path) =>
      /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt)$/.test(path) &&
      !/(?:^|\/)(?:test|tests|example|examples|docs|integration|build)\//.test(path),
  );
  const names = [...new Set(sources.flatMap((path) => namesIn(readFileSync(join(folder, path), 'utf8')).slice(0, 3)))];
  const step = Math.max(1, names.length / WANTED);
  return Array.from({ length: Math.min(WANTED, names.length) }, (_, n) => {
    const [agent, text] = TEMPLATES[n % TEMPLATES.length] ?? ['alex', (name: string) => `how does ${name} work?`];
    return { agent, text: text(names[Math.floor(n * step)] ?? '') };
  });
}

function namesIn(text: string): string[] {
  return [
    ...text.matchAll(/^(?:export )?(?:async )?(?:function\*?|class|def|func|fn|pub fn)\s+(?:\([^)]*\)\s*)?(\w{4,})/gm),
  ].map(([, name = '']) => name);
}
