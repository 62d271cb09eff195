import assert from 'node:assert/strict';
import { marie } from '../../../../../../src/engine/agents/seven/marie.ts';
import { SharedContext } from '../../../../../../src/engine/coordinator/session/steps/shared-context.ts';
import { emptyContext } from '../../../../../../src/engine/domain/context/empty-context.ts';
import { sealContext } from '../../../../../../src/engine/domain/context/seal-context.ts';
import { FakeEngine } from '../../../../../fixtures/ports/fake-engine.ts';

describe('the part of a shared context', () => {
  it('has of each skill what earlier steps cited first, and leaves the order of skills alone', async () => {
    const { parts } = new FakeEngine();
    const finding = (skill: string, path: string) => ({ skill, title: path, weight: 1, sources: [{ path, line: 1 }] });
    const findings = [
      finding('test-map', 'a.test.ts'),
      finding('callers', 'cited.ts'),
      finding('untested-sources', 'other.ts'),
      finding('test-map', 'b.test.ts'),
      finding('untested-sources', 'cited.ts'),
    ];
    const whole = sealContext({ ...emptyContext(100), findings });
    const shared = new SharedContext({
      source: { ...parts.context, compress: async () => whole },
      workspace: parts.workspace,
      question: { agent: 'auto', text: 'why?' },
      team: [marie],
      budget: 100,
      signal: new AbortController().signal,
    });
    const part = await shared.part(marie, new Set(['cited.ts'])).make({});
    assert.deepEqual(
      part.findings.map(({ skill, title }) => `${skill} ${title}`),
      ['test-map a.test.ts', 'untested-sources cited.ts', 'test-map b.test.ts', 'untested-sources other.ts'],
    );
  });
});
