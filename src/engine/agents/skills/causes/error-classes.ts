import type { Finding } from '../../../domain/finding.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { findLines } from '../text/find-lines.ts';

/** Names of errors and codes: `UnfinishedStubbingException`, `ParseError`, `FST_ERR_REP_ALREADY_SENT`. */
const NAMES =
  /\b(?:[A-Z]\w{2,80}(?:Error|Exception|Panic|Warning)|(?:[A-Z]{2,20}_)+ERR(?:_[A-Z\d]{1,40})+|ERR(?:_[A-Z\d]{1,40})+)\b/g;
/** Errors of a language itself are made everywhere. */
const OF_THE_LANGUAGE =
  /^(?:Type|Reference|Range|Syntax|Eval|Runtime|Value|Key|Index|Attribute|Name|OS|IO|Import|Assertion|NullPointer|IllegalArgument|IllegalState|ClassCast)?(?:Error|Exception)$/;
const TOLD = 3;

/** Where the chosen files make an error that the question names, those in functions that name more of the question's words first. */
export function errorClasses(input: SkillInput): readonly Finding[] {
  const names = [...new Set(input.question.text.slice(0, 20_000).match(NAMES) ?? [])].filter(
    (name) => !OF_THE_LANGUAGE.test(name),
  );
  return names.slice(0, 2).flatMap((name) => {
    const made = new RegExp(
      `(?:\\bnew |\\bthrow |\\braise |\\breturn |\\bErr\\()(?:[\\w.:]+[.:])?${name}\\b|(?<!function |class |def |extends )\\b${name}\\(`,
    );
    const told = new RegExp(`['"\`]${name}['"\`]`);
    const lines = findLines(input, ['product'], new RegExp(`${made.source}|${told.source}`), 40).filter(
      // Its own constructor is not where it is made.
      ({ text, within }) =>
        within !== name && !new RegExp(`^(?:public |protected |private )?${name}\\(.*\\{\\s*$`).test(text),
    );
    return lines.slice(0, TOLD).map(({ path, line, text, within }, at) => ({
      skill: 'error-origin',
      title: `${codeSpan(name, 80)} is made at ${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`}`,
      detail: codeSpan(text),
      weight: 0.95 - at * 0.04,
      sources: [{ path, line }],
    }));
  });
}
