import assert from 'node:assert/strict';
import { readWorkflow } from '../../../../../../src/engine/agents/skills/operations/read-workflow.ts';
import { findWith } from '../../../../../fixtures/project-view/find-with.ts';

const CI = `name: CI
on:
  push:
    branches: [main]
  pull_request:
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Lint
        uses: golangci/golangci-lint-action@v9 # pinned elsewhere
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm ci
      - name: Test
        run: |
          echo begin
          npm test -- --bail
      - run: "npm run e2e"
`;
const RELEASE = 'on: [push, workflow_dispatch]\njobs:\n  ship:\n    steps:\n      - run: npm publish\n';
const files = {
  '.github/workflows/release.yml': RELEASE,
  '.github/workflows/ci.yml': CI,
  'lib/a.js': 'exports.a = 1\n',
};

describe('the pipelines of a project', () => {
  it('are told with their events, jobs and commands, the one that checks changes first', () => {
    const [first, second] = findWith('pipeline', files, 'how is CI set up?');
    assert.equal(first?.title, '`.github/workflows/ci.yml` runs on push, pull_request: jobs `lint`, `test`');
    assert.equal(
      first?.excerpt?.text,
      '# lint\nuses golangci/golangci-lint-action@v9\n# test\nnpm ci\nnpm test -- --bail\nnpm run e2e',
    );
    assert.deepEqual(first?.sources, [{ path: '.github/workflows/ci.yml', line: 7 }]);
    assert.equal(
      second?.title,
      '`.github/workflows/release.yml` runs on push, workflow\\_dispatch: job `ship`'.replace('\\_', '_'),
    );
  });

  it('begin with the one that the question names, and are not told to who asks about code', () => {
    assert.match(findWith('pipeline', files, 'how is a release published?')[0]?.title ?? '', /release\.yml/);
    assert.deepEqual(findWith('pipeline', files, 'is parsing slow?'), []);
  });

  it('of GitLab are read too', () => {
    const { jobs } = readWorkflow('stages: [test]\nunit:\n  script:\n    - npm ci\n    - npm test\n'.split('\n'));
    assert.deepEqual(jobs, [{ name: 'unit', line: 2, commands: ['npm ci', 'npm test'] }]);
  });

  it('are read in the end whatever stands there', () => {
    for (const text of ['jobs:\n'.repeat(5_000), '  - run: |\n'.repeat(5_000), 'on: ['.repeat(5_000)])
      assert.ok(readWorkflow(text.split('\n')).jobs.length <= 5_000);
  });
});
