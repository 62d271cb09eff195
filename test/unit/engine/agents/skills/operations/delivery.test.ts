import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

/** As a workflow writes it. */
const value = (name: string): string => `\${{ ${name} }}`;

describe('risks of delivery', () => {
  const find = (files: Readonly<Record<string, string>>) => findWith('delivery', files, 'is the pipeline safe?');

  it('are strangers’ text in a shell command, floating actions, and what the network sends', () => {
    const workflow = [
      'on:',
      '  pull_request:',
      'concurrency:',
      `  group: ${value('github.head_ref')}`,
      'jobs:',
      '  a:',
      '    steps:',
      '      - uses: someone/action@main',
      '      - uses: actions/checkout@v4',
      `      - run: echo "${value('github.event.issue.title')}"`,
      '      - run: |',
      '          curl -s https://example.org/install.sh | sh',
      '        env:',
      `          TITLE: ${value('github.event.issue.title')}`,
    ].join('\n');
    const path = '.github/workflows/ci.yml';
    assert.deepEqual(placesOf(find({ [path]: workflow })), [`${path}:10`, `${path}:12`, `${path}:8`]);
  });

  it('are `npm install` only where there is a lock file to ignore', () => {
    const workflow = 'jobs:\n  a:\n    steps:\n      - run: npm install\n';
    assert.deepEqual(find({ '.github/workflows/ci.yml': workflow }), []);
    assert.equal(find({ '.github/workflows/ci.yml': workflow, 'package-lock.json': '{}' }).length, 1);
  });

  it('are images without a version and secrets in an image, but not its own stages', () => {
    const file = 'FROM node AS build\nENV API_TOKEN=abc\nFROM node:24.1\nFROM build\nFROM scratch\n';
    assert.deepEqual(placesOf(find({ Dockerfile: file })), ['Dockerfile:2', 'Dockerfile:1']);
  });
});
