import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { findLines } from '../text/find-lines.ts';
import { subjectWords } from '../text/subject-words.ts';

interface Pattern {
  readonly what: string;
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  readonly weight: number;
}

/** By the causes that Luo et al. 2014 found behind most flaky tests: waiting for time, then order, network, clock and chance. */
const PATTERNS: readonly Pattern[] = [
  {
    what: 'runs alone and hides every other test: take `only` away',
    pattern: /\b(?:describe|context|it|test|suite)\.only\(|\bfdescribe\(|\bfit\(/,
    weight: 0.85,
  },
  {
    what: 'waits for a time instead of for what it needs: wait for the event or the condition, or use a fake clock',
    pattern:
      /\bawait\s+(?:sleep|delay|wait|setTimeout|timers?\.setTimeout)\(\s*[\d_]+|\bsetTimeout\((?:resolve|r|done|res)\s*,\s*[\d_]+|\btime\.sleep\(|\bThread\.sleep\(|\btime\.Sleep\(|\bthread::sleep\(|(?<!tokio::)\btime::sleep\(/,
    weight: 0.7,
  },
  {
    what: 'asserts how long something took, which depends on the machine: count steps, or use a fake clock',
    pattern:
      /\b(?:expect|assert\w*)\b(?=.*(?:[<>]|[lL]ess|[gG]reater|[bB]elow|[aA]bove|[wW]ithin|[aA]t(?:Most|Least)|[cC]lose)).*(?:\b(?:elapsed|duration|took|time\.Since)\b|\b(?:Date\.now|performance\.now|time\.time)\(\))/,
    weight: 0.75,
  },
  {
    what: 'depends on chance: fix the seed, and print it when it fails',
    pattern:
      /\bMath\.random\(\)|\brandom\.(?:random|randint|choice|shuffle)\(|\brand\.(?:Intn?|Float\d*|Perm)\(|\brand::random\b|\bnew Random\(\)/,
    unless: /port|tmp|temp|name|id\b|suffix|seed/i,
    weight: 0.6,
  },
  {
    what: 'listens on a fixed port, which another process may hold: use port 0 and ask for the one given',
    pattern: /\.listen\(\s*[1-9]\d{2,4}\b|\bport\s*[:=]\s*[1-9]\d{3,4}\s*[,;})]?\s*$|ListenAndServe\(\s*":[1-9]\d+"/,
    weight: 0.55,
  },
  {
    what: 'reaches for a host outside, which may be away: serve it from a local server',
    pattern:
      /\b(?:fetch|get|post|request|axios(?:\.\w+)?|requests\.\w+|http\.Get|urlopen)\(\s*[frub]?["'`]https?:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1|[^/"'`]*\b(?:example|test|invalid|local)\b)[\w.-]+\.\w+/,
    unless: /mock|nock|stub|intercept|responses\.|patch/i,
    weight: 0.6,
  },
];

const PER_PATTERN = 2;
const TOLD = 6;
/** Tests looked through where all of them are meant. */
const FILES = 300;

const TOPICS =
  /\b(?:flak\w*|intermittent\w*|unstable|unreliable|random\w*|sometimes|now and then|timing|races?|sleeps?|slow|(?:depends?|rely|relies) on (?:the )?(?:time|clock|order|network))\b/i;

/** Lines of tests that make them fail now and then: of the chosen ones, of all where the question is about tests at large. */
export const flakyPatterns: Skill = {
  id: 'flaky-patterns',
  title: 'patterns of flaky tests',
  topics: TOPICS,
  looksAt: testsOfQuestion,
  find(input) {
    const asked = TOPICS.test(input.question.text);
    const tests = { ...input, chosen: testsOfQuestion(input) };
    return PATTERNS.flatMap(({ what, pattern, unless, weight }) =>
      findLines(tests, ['test'], pattern, 20)
        .filter(({ text }) => unless?.test(text) !== true)
        .slice(0, PER_PATTERN)
        .map(({ path, line, text }) => ({
          skill: 'flaky-patterns',
          title: `${codeSpan(`${path}:${line}`)} ${what}`,
          detail: codeSpan(text),
          weight: asked ? weight + 0.14 : weight - 0.2,
          sources: [{ path, line }],
        })),
    ).slice(0, TOLD);
  },
};

/** The chosen tests, and all others after them where the question asks for such tests and for no part of the project. */
function testsOfQuestion({ question, view, chosen }: SkillInput): readonly string[] {
  const isTest = (path: string): boolean => view.file(path)?.kind === 'test';
  const own = chosen.filter(isTest);
  const about = [...subjectWords(question.text)].filter(
    (word) => !TOPICS.test(word) && !/^(?:time|clock|order|network)$/.test(word),
  );
  if (!TOPICS.test(question.text) || about.length > 0) return own;
  const all = view.files().flatMap(({ path, kind }) => (kind === 'test' ? [path] : []));
  return [...new Set([...own, ...all])].slice(0, FILES);
}
