import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { commands } from '../../src/contributes/ids.ts';
import { manifest } from '../../src/contributes/manifest.ts';

const step = v.object({
  id: v.string(),
  description: v.string(),
  media: v.object({ svg: v.string() }),
  completionEvents: v.pipe(v.array(v.string()), v.minLength(1)),
});
const contributed = v.object({
  contributes: v.object({ walkthroughs: v.tuple([v.object({ steps: v.array(step) })]) }),
});

describe('the walkthrough', () => {
  const { steps } = v.parse(contributed, manifest()).contributes.walkthroughs[0];
  const texts = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync('package.nls.json', 'utf8')));
  const known = new Set<string>(Object.values(commands));

  for (const { id, description, media, completionEvents } of steps) {
    it(`has a picture in the colours of the theme for “${id}”`, () => {
      assert.ok(existsSync(media.svg));
      const svg = readFileSync(media.svg, 'utf8');
      assert.match(svg, /var\(--vscode-/);
      assert.doesNotMatch(svg, /#[0-9a-f]{3,6}\b|<script|href/i);
    });

    it(`links to commands that there are in “${id}”, and is completed by what there is`, () => {
      const text = texts[description.slice(1, -1)] ?? '';
      const linked = [...text.matchAll(/command:(wee\.\w+)/g)].map(([, command = '']) => command);
      const completing = completionEvents.flatMap((event) => /^onCommand:(wee\.\w+)/.exec(event)?.[1] ?? []);
      for (const command of [...linked, ...completing]) assert.ok(known.has(command), command);
      assert.match(text, /\]\(command:/);
    });
  }
});
