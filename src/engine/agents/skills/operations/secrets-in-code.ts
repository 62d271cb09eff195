import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { enclosing } from '../text/enclosing.ts';

/** What the view puts in place of a secret: no skill ever sees one. */
const MARK = '[redacted]';
/** Values that only stand for a secret. */
const STAND_IN = /example|sample|dummy|placeholder|changeme|your[_-]/i;
const TOLD = 4;

/** Secrets that stand in the chosen files. */
export const secretsInCode: Skill = {
  id: 'secrets-in-code',
  title: 'secrets in code',
  topics: /\b(?:secrets?|credentials?|passwords?|api ?keys?|keys?|tokens?|secur\w*|insecure|leak\w*|hard-?coded)\b/i,
  looksAt: ['product', 'config', 'example'],
  find({ view, chosen }) {
    return chosen
      .flatMap((path) => {
        const kind = view.file(path)?.kind;
        if (kind !== 'product' && kind !== 'config' && kind !== 'example') return [];
        return (view.read(path) ?? '')
          .split('\n')
          .flatMap((text, at) =>
            text.includes(MARK) && !STAND_IN.test(text) ? [{ path, text, line: at + 1, kind }] : [],
          );
      })
      .slice(0, TOLD)
      .map(({ path, text, line, kind }) => {
        const within = enclosing(view, path, line)?.name;
        return {
          skill: 'secrets-in-code',
          title: `${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`} holds what looks like a secret: read it from the environment, and replace it, since the history keeps it`,
          detail: codeSpan(text),
          weight: kind === 'example' ? 0.5 : 0.9,
          sources: [{ path, line }],
        };
      });
  },
};
