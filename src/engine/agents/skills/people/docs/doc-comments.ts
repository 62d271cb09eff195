import type { Definition } from '../../../../domain/project-view.ts';
import type { Skill } from '../../../../domain/skill.ts';
import { inertText } from '../../../../text/inert-text.ts';
import { codeSpan } from '../../text/code-span.ts';
import { definitionFits } from '../../text/definition-fits.ts';
import { linesOf } from '../../text/lines-of.ts';
import { asProse } from './as-prose.ts';

const TOLD = 2;
const QUOTED = 300;
/** Lines of a comment. */
const MOST = 80;
/** What asks for comments before documents. */
const COMMENTS = /\b(?:documented|docstrings?|jsdoc|javadoc|comments?)\b/i;

/** What the comment of a definition that the question names says, or that there is none. */
export const docComments: Skill = {
  id: 'doc-comments',
  title: 'comments of what is named',
  topics:
    /\b(?:docs?|documentation|documented|docstrings?|jsdoc|javadoc|comments?)\b|\bhow (?:do|can|should) (?:i|we|you|one)\b/i,
  find(input) {
    const fits = definitionFits(input).filter(({ name, product }) => product && name >= 1);
    // `send` is a part of `sendFile`, and not what is asked.
    const written = new Set(input.question.text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
    const meant = fits.filter(({ definition }) => written.has(definition.name));
    return (meant.length > 0 ? meant : fits).slice(0, TOLD).map(({ definition }, at) => {
      const { name, kind, path, line, endLine, signature } = definition;
      const doc = commentOf(linesOf(input.view, path).texts(), definition);
      const says = doc === undefined ? 'has no comment that says what it is for' : 'says of itself';
      return {
        skill: 'doc-comments',
        title: `${codeSpan(name, 80)} (${kind}) in ${codeSpan(path)} ${says}`,
        detail: doc === undefined ? codeSpan(signature) : `${inertText(doc, QUOTED)}\n${codeSpan(signature)}`,
        weight: (COMMENTS.test(input.question.text) ? 0.99 : 0.95) - at * 0.001,
        sources: [{ path, line, endLine }],
      };
    });
  },
};

/** Its doc comment up to the parameters; also one with an empty line below it, as Express has them. */
function commentOf(lines: readonly string[], { doc, line }: Definition): string | undefined {
  const text = doc ?? blockAbove(lines, line);
  const prose = asProse([
    (text ?? '').split(
      /(?:^|\s)(?:Examples?:|@(?:param|returns?|throws|since|public|api)\b|:(?:param|returns?)\b)/,
    )[0] ?? '',
  ]);
  return prose === '' ? undefined : prose;
}

/** The words of a block comment that ends one empty line above. */
function blockAbove(lines: readonly string[], line: number): string | undefined {
  const end = line - 3;
  if ((lines[line - 2] ?? '').trim() !== '' || !/\*\/\s*$/.test(lines[end] ?? '')) return undefined;
  const start = lines.findLastIndex((text, at) => at <= end && at > end - MOST && /^\s*\/\*\*/.test(text));
  if (start < 0) return undefined;
  const words = lines.slice(start, end + 1).map((text) => text.replace(/^\s*\/?\*+\/?|\*+\/\s*$/g, '').trim());
  return words.join(' ');
}
