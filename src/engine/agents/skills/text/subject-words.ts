import { questionWords } from './question-words.ts';

/** Words by which a question asks for a kind of answer, or means the project as a whole; what is left is what it is about. */
const KINDS_OF_ANSWER =
  /^(?:secur\w*|insecure|vulnerab\w*|risk\w*|dangerous|perf\w*|slow\w*|fast\w*|speed\w*|laten\w*|throughput|expensive|costly|cheap|memory|cpu|optimi\w*|tests?|tested|testing|untested|cover\w*|flaky|docs?|document\w*|undocumented|docstrings?|jsdoc|javadoc|readme|guides?|manual|tutorials?|changelog|wiki|comments?|lack\w*|stale|outdated|modules?|packages?|crates?|folders?|directories|structur\w*|architect\w*|design\w*|layer\w*|depend\w*|imports?|cycl\w*|circular\w*|coupl\w*|graph|hubs?|big|biggest|large|largest|long|longest|size|oversized|huge|complex\w*|split|refactor\w*|projects?|repo\w*|codebase|base|code|framework|librar\w*|application|program|tours?|overview|summary|start\w*|begin\w*|entry|points?|read\w*|organi[sz]\w*|understand\w*|purpose|newcomer|onboard\w*|good|bad|better|best|well|clear\w*|clean\w*|helpful|understandable|complete\w*|public|private|exported|functions?|class\w*|methods?|types?|errors?|messages?|warnings?|exceptions?|wordings?|accessib\w*|aria|labels?|problems?|issues?|bugs?|faults?|mistakes?|improve\w*|chang\w*|recent\w*|commits?|lately|build\w*|deploy\w*|deliver\w*|releas\w*|publish\w*|pipelines?|workflows?|docker\w*|scripts?|users?|people|step\w*|walk|explain\w*|describe|fits?|together|here|date)$/;

/** What a question is about, beside the kind of answer that it asks for; empty for one about the project as a whole. */
export function subjectWords(text: string): ReadonlySet<string> {
  return new Set([...questionWords(text)].filter((word) => !KINDS_OF_ANSWER.test(word)));
}
