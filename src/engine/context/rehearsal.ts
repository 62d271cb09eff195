import { defaultSettings } from '../domain/settings.ts';
import { limits } from '../limits.ts';
import type { CompressRequest } from '../ports/context-source.ts';
import type { ContextMaker } from './context-maker.ts';
import type { History } from './history/history.ts';
import type { FileIndex } from './index/file-index.ts';

interface Parts {
  readonly index: FileIndex;
  readonly history: History;
  readonly maker: ContextMaker;
  /** Who may be asked. */
  readonly agents: readonly CompressRequest['agent'][];
}

/**
 * Makes contexts that nobody asked for, so that the next one that somebody asks for finds ready what it needs of files that are new:
 * those of the last questions, and those that the subjects of the last commits ask for. Nothing of it is kept but in caches, so that
 * a context is the same with it and without.
 */
export class Rehearsal {
  readonly #parts: Parts;
  /** The last questions, the newest first. */
  #asked: CompressRequest[] = [];
  #steps: Generator<void> | undefined;
  /** What the last rehearsal was made over. */
  #edition: number | undefined;
  #commits: unknown;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Remembers a question and how many ms its context took, to be rehearsed when files have changed. */
  note(request: CompressRequest, ms: number): void {
    if (ms > limits.rehearsableMs) return;
    const others = this.#asked.filter(({ question }) => question.text !== request.question.text);
    this.#asked = [request, ...others].slice(0, limits.rehearsedQuestions);
  }

  /** One step of some ms. Returns whether there is more to do. */
  step(): boolean {
    const { index, history } = this.#parts;
    if (this.#edition !== index.edition || this.#commits !== history.commits) {
      this.#steps = this.#rehearse(this.#commits !== history.commits);
      this.#edition = index.edition;
      this.#commits = history.commits;
    }
    if (this.#steps?.next().done !== false) this.#steps = undefined;
    return this.#steps !== undefined;
  }

  *#rehearse(subjects: boolean): Generator<void> {
    const requests = [...this.#asked, ...(subjects ? this.#asking(this.#topics()) : [])];
    yield* this.#parts.index.search.follow();
    for (const request of requests) yield* this.#parts.maker.rehearse(request);
  }

  /** Each is asked of another agent in turn. */
  #asking(texts: readonly string[]): CompressRequest[] {
    const budget = this.#asked[0]?.budget ?? defaultSettings.context.budgetTokens;
    const { agents } = this.#parts;
    return texts.flatMap((text, at) => {
      const agent = agents[at % agents.length];
      return agent === undefined ? [] : [{ question: { agent: agent.id, text }, agent, budget }];
    });
  }

  /** What the last commits were about; without any, the names of some files. */
  #topics(): string[] {
    const { index, history } = this.#parts;
    const isLarge = index.count() >= limits.largeProject;
    const most = isLarge ? limits.rehearsedSubjectsOfLarge : limits.rehearsedSubjects;
    const subjects = history.commits.slice(0, most).map(({ subject }) => subject);
    if (subjects.length > 0) return subjects;
    const product = index.entries().filter(({ kind }) => kind === 'product');
    const apart = Math.max(1, Math.floor(product.length / most));
    return product
      .filter((_, at) => at % apart === 0)
      .slice(0, most)
      .map(({ path }) => path.replace(/\W+/g, ' '));
  }
}
