import assert from 'node:assert/strict';
import type { CodeReader } from '../../../src/engine/context/code/code-parser.ts';
import { parseCode } from '../../../src/engine/context/code/parse-code.ts';
import { noGit } from '../../../src/engine/context/history/run-git.ts';
import type { Clock } from '../../../src/engine/ports/clock.ts';
import type { IndexProgress } from '../../../src/engine/ports/context-source.ts';
import { systemClock } from '../../../src/node/system-clock.ts';
import type { IndexService } from '../../../src/worker/index-service.ts';
import { openIndexService } from '../../fixtures/worker/open-index-service.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('a first index', () => {
  const FILES = 300;
  const workspace = new TestWorkspace();
  let service: IndexService;
  let progress: IndexProgress | undefined;
  /** Files whose code was given to the reader while texts of others were to be taken in. */
  let along = 0;
  const read: CodeReader = {
    async read(texts) {
      const isText = progress?.phase === undefined && (progress?.done ?? 0) < (progress?.total ?? 0);
      if (isText) along += texts.filter(({ text }) => text !== '').length;
      return texts.map(({ text, language }) => parseCode(text, language));
    },
    rest() {},
  };
  /** Every look at it is some ms later, so that others have their turn every few files. */
  let ms = 0;
  const clock: Clock = { ...systemClock, monotonic: () => (ms += 3) };

  before(() => {
    for (let n = 0; n < FILES; n++) workspace.write(`lib/fruit${n}.ts`, `export const fruit${n} = ${n};\n`);
    service = openIndexService(workspace, {
      git: () => noGit,
      reader: read,
      clock,
      onProgress: (one) => {
        progress = one;
      },
    });
  });
  after(async () => {
    await service.close();
    workspace.remove();
  });

  it('has code read while texts are taken in, and a question waits for that of all files', async () => {
    const agent = { id: 'edison', skills: [] };
    const question = { agent: agent.id, text: 'where is fruit7?' };
    const { ranking } = await service.compress({ question, agent, budget: 4_000 });
    assert.equal(ranking[0], 'lib/fruit7.ts');
    assert.ok(along > 0);
    const { files, unparsed, state } = await service.status();
    assert.deepEqual({ files, unparsed, state }, { files: FILES, unparsed: 0, state: 'ready' });
  });
});
