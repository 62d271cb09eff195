import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FILES: Readonly<Record<string, string>> = {
  'package.json':
    '{\n  "name": "teashop",\n  "main": "lib/server.js",\n  "dependencies": { "express": "^5.0.0" },\n  "scripts": { "test": "mocha" }\n}\n',
  'lib/server.js':
    "const express = require('express');\nconst { priceOf } = require('./pricing');\nconst { reserve } = require('./stock');\n\nexports.createServer = function createServer() {\n  const app = express();\n  app.get('/price/:tea', (request, response) => response.json(priceOf(request.params.tea)));\n  app.post('/order/:tea', (request, response) => response.json(reserve(request.params.tea)));\n  return app;\n};\n",
  'lib/pricing.js':
    '// Prices are in cents.\nconst base = { sencha: 450, assam: 390 };\n\n/** Price of a tea with its discount. */\nexports.priceOf = function priceOf(tea) {\n  return applyDiscount(base[tea]);\n};\n\nfunction applyDiscount(cents) {\n  return Math.round(cents * 0.9);\n}\n',
  'lib/stock.js':
    "const shelves = new Map([['sencha', 3]]);\n\nexports.reserve = function reserve(tea) {\n  const left = shelves.get(tea) ?? 0;\n  if (left === 0) throw new Error('sold out');\n  shelves.set(tea, left - 1);\n  return left - 1;\n};\n",
  'test/pricing.test.js':
    "const { priceOf } = require('../lib/pricing');\nit('discounts sencha', () => priceOf('sencha') === 405);\n",
  'notes/holidays.txt': 'The shop is closed in August.\n',
  // There before the editor starts: its watcher may overlook what happens in a folder made a moment ago.
  '.wee/agents/.gitkeep': '',
};

/** A small git project in a temporary folder; returns its path. */
export function createFixtureProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wee-teashop-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Teashop', '-c', 'user.email=tea@shop.example', ...args], { cwd: folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'Open the shop');
  return folder;
}

/** A workspace file `shops.code-workspace` with two folders beside it, the second without git; returns the folder it lies in. */
export function createFixtureWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wee-shops-'));
  renameSync(createFixtureProject(), join(folder, 'teashop'));
  const files = {
    'shops.code-workspace': '{ "folders": [{ "path": "teashop" }, { "path": "bread", "name": "bakery" }] }\n',
    'bread/oven.js': 'exports.oven = { degrees: 230 };\n',
    'bread/hidden/sourdough.js': 'exports.sourdough = 1;\n',
    'bread/.vscode/settings.json': '{ "files.exclude": { "hidden": true } }\n',
    'teashop/hidden/sourdough.js': 'exports.sourdough = 2;\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
