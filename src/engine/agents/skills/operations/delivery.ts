import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';
import { subjectWords } from '../text/subject-words.ts';

interface Fault {
  readonly what: string;
  readonly pattern: RegExp;
  readonly weight: number;
  /** Only in the shell commands of a workflow. */
  readonly shell?: true;
  /** Only where there is a lock file of npm. */
  readonly locked?: true;
}

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.\w+)?$|\.dockerfile$/i;
const SCRIPT = /\.(?:sh|bash)$|(?:^|\/)\.gitlab-ci\.yml$|(?:^|\/)\.circleci\/config\.yml$/;
const TOPICS =
  /\b(?:ci|pipelines?|workflows?|deploy\w*|deliver\w*|releas\w*|publish\w*|docker\w*|containers?|builds?|scripts?|actions|supply chain)\b/i;
const BROADLY = /^(?!.*\b(?:dependenc\w*|packages?|librar\w*)\b).*\b(?:secur\w*|risk\w*|attack\w*|vulnerab\w*)\b/is;

const PIPED: Fault = {
  what: 'runs what the network sends, unchecked: download it, compare its checksum, then run it',
  pattern: /\b(?:curl|wget)\b[^|\n]*\|\s*(?:sudo\s+)?(?:ba|z)?sh\b/,
  weight: 0.8,
};

const RULES: readonly (readonly [file: RegExp, faults: readonly Fault[]])[] = [
  [
    WORKFLOW,
    [
      {
        what: 'puts text that a stranger can write into a shell command: pass it through `env` instead',
        pattern:
          /\$\{\{\s*github\.(?:event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.ref|head\.label)|comment\.body|review\.body|head_commit\.message|commits)|head_ref)/,
        weight: 0.9,
        shell: true,
      },
      {
        what: 'gives code of a pull request from anywhere the rights of this repository: use `pull_request`, or never check out its head here',
        pattern: /^\s*(?:-\s*)?pull_request_target\b/,
        weight: 0.75,
      },
      {
        what: 'runs whatever a branch holds today: pin the action to a commit',
        pattern: /\buses:\s*[\w.-]+\/[\w./-]+@(?:main|master|latest|develop|HEAD)\s*(?:#.*)?$/,
        weight: 0.75,
      },
      {
        what: 'installs other versions than the lock file names: use `npm ci`',
        pattern: /\bnpm (?:install|i)\s*(?:$|&&|--(?!global))/,
        weight: 0.55,
        shell: true,
        locked: true,
      },
      PIPED,
    ],
  ],
  [
    DOCKERFILE,
    [
      {
        what: 'takes whatever the tag means today: name a version, or a digest',
        pattern: /^\s*FROM\s+(?!scratch\b)(?:--\S+\s+)?(?:[^\s:@]+(?:\/[^\s:@]+)*|\S+:latest)(?:\s+AS\s+\S+)?\s*$/i,
        weight: 0.65,
      },
      {
        what: 'puts a secret into the image, where everybody finds it: mount it as a build secret',
        pattern: /^\s*(?:ENV|ARG)\s+\w*(?:SECRET|PASSWORD|TOKEN|API_?KEY)\w*[= ]\S/i,
        weight: 0.85,
      },
      PIPED,
    ],
  ],
  [SCRIPT, [PIPED]],
];

const FILES = 40;
const TOLD = 5;

/** What breaks a delivery or opens it to others: workflows, container files and scripts; all of the project where the question is about them. */
export const delivery: Skill = {
  id: 'delivery',
  title: 'risks in workflows, container files and scripts',
  topics: TOPICS,
  broadly: BROADLY,
  looksAt: pathsOf,
  find(input) {
    const { view } = input;
    const hasLock = ['package-lock.json', 'npm-shrinkwrap.json'].some((path) => view.file(path) !== undefined);
    return pathsOf(input)
      .flatMap((path) => RULES.filter(([file]) => file.test(path)).map(([, faults]) => ({ path, faults })))
      .flatMap(({ path, faults }) => {
        const lines = linesOf(view, path).texts();
        const stages = new Set(lines.map((text) => /^\s*FROM\s.*\sAS\s+(\S+)/i.exec(text)?.[1]?.toLowerCase()));
        const shell = WORKFLOW.test(path) ? shellLines(lines) : undefined;
        return lines.flatMap((text, at) => {
          if (/^\s*#/.test(text) || text.length > 1_000) return [];
          const fault = faults.find(
            (one) =>
              one.pattern.test(text) && (one.shell !== true || shell?.has(at)) && (one.locked !== true || hasLock),
          );
          const from = /^\s*FROM\s+(?:--\S+\s+)?(\S+)/i.exec(text)?.[1]?.toLowerCase();
          const known = from !== undefined && stages.has(from);
          return fault === undefined || known ? [] : [{ path, line: at + 1, text, fault }];
        });
      })
      .sort((a, b) => b.fault.weight - a.fault.weight)
      .slice(0, TOLD)
      .map(({ path, line, text, fault }) => ({
        skill: 'delivery',
        title: `${codeSpan(`${path}:${line}`)} ${fault.what}`,
        detail: codeSpan(text),
        weight: fault.weight,
        sources: [{ path, line }],
      }));
  },
};

/** Places of the lines that a workflow gives to a shell: `run: …`, and the block below `run: |`. */
function shellLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let block: number | undefined;
  for (const [at, text] of lines.entries()) {
    const indent = text.length - text.trimStart().length;
    if (block !== undefined && (text.trim() === '' || indent > block)) {
      found.add(at);
      continue;
    }
    block = undefined;
    const run = /^(?<lead>\s*(?:-\s+)?)run:\s*(?<rest>.*)$/.exec(text)?.groups;
    if (run === undefined) continue;
    if (/^[|>]/.test(run.rest ?? '')) block = (run.lead ?? '').length;
    else found.add(at);
  }
  return found;
}

/** The files of delivery among the chosen ones; all of the project where the question is about them. */
function pathsOf({ question, view, chosen }: SkillInput): readonly string[] {
  const asked = TOPICS.test(question.text) || (BROADLY.test(question.text) && subjectWords(question.text).size === 0);
  const paths = asked ? view.files().map(({ path }) => path) : chosen;
  return paths.filter((path) => RULES.some(([file]) => file.test(path))).slice(0, FILES);
}
