#!/usr/bin/env node
// The command `wee` of a checkout: what `npx wee` runs. Works before the build too, by saying what is missing.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/cli.js', import.meta.url);
if (existsSync(bundle)) await import(bundle);
else {
  process.stderr.write('wee: This checkout is not built yet.\nRun “npm run build” in it, once.\n');
  process.exitCode = 1;
}
