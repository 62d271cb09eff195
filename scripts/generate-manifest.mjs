// Writes the generated part of package.json from src/contributes/; with --check, fails if it is not up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { manifest } from '../src/contributes/manifest.ts';

const before = readFileSync('package.json', 'utf8');
const after = `${JSON.stringify({ ...JSON.parse(before), ...manifest() }, null, 2)}\n`;
if (process.argv.includes('--check')) {
  const nls = JSON.parse(readFileSync('package.nls.json', 'utf8'));
  const missing = [...after.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key).filter((key) => !(key in nls));
  if (missing.length > 0) console.error(`package.nls.json lacks: ${missing.join(', ')}`);
  if (before !== after)
    console.error('package.json is not what src/contributes/ generates: run node scripts/generate-manifest.mjs');
  process.exitCode = before === after && missing.length === 0 ? 0 : 1;
} else writeFileSync('package.json', after);
