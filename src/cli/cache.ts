import type { Engine } from '../engine/coordinator/engine.ts';
import { AUTO_AGENT } from '../engine/domain/agent.ts';
import type { CacheDetail, CacheEntry, CacheFilter } from '../engine/domain/cache-entry.ts';
import { WeeError } from '../engine/errors.ts';
import { createAnswerOutput } from './answer-output.ts';
import { age, size, table } from './format-figures.ts';
import { type CliOptions, UsageError } from './options.ts';

/** `wee cache …`: looks into the cached answers of a folder. Resolves to the exit code. */
export async function cache(engine: Engine, options: CliOptions, signal: AbortSignal): Promise<number> {
  const [what = 'ls', ...words] = options.words;
  const command = commands[what];
  if (command === undefined) throw new UsageError(`cache: “${what}” is none of ${Object.keys(commands).join(', ')}.`);
  return command(engine, options, words, signal);
}

type Command = (engine: Engine, options: CliOptions, words: readonly string[], signal: AbortSignal) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  async ls({ answers }, { json, filter, limit }, words) {
    const entries = await answers.list(withWords(filter, words), limit);
    if (json) for (const entry of entries) out(JSON.stringify(entry));
    else if (entries.length === 0) out('There are no cached answers here.');
    else out(table(['digest', 'agent', 'age', 'size', 'hits', 'saved', 'question'], entries.map(row)));
    return 0;
  },
  async show({ answers }, { json }, words) {
    const { entry, answer } = await one(answers, words);
    const now = await answers.standing(entry.digest);
    if (json) out(JSON.stringify({ ...entry, now, text: answer.text, sources: answer.sources, tokens: answer.tokens }));
    else {
      const output = createAnswerOutput();
      output.note(`${facts(entry)}\n${now.standing}: ${now.reason}\n`);
      output.write(`${answer.text}\n`);
      output.end();
    }
    return 0;
  },
  async why({ answers }, { json, focus }, words) {
    const text = words.join(' ');
    if (text.trim() === '') throw new UsageError('cache why: there is no question.');
    const why = await answers.why({ agent: AUTO_AGENT, text, ...(focus !== undefined && { focus }) });
    if (json) out(JSON.stringify(why));
    else {
      const { tier, reason, last, files, digest, agent } = why;
      out(`${tier === 'none' ? 'A miss' : `A hit (${tier})`}: ${reason}`);
      out(`agent ${agent} · prompt ${digest.slice(0, 12)} · rests on ${files.join(', ') || 'no file'}`);
      if (last !== undefined)
        out(`asked ${last.times} times, last ${age(last.askedAt)} ago with prompt ${last.digest.slice(0, 12)}`);
    }
    return 0;
  },
  async evict(engine, { json }, words) {
    const { entry } = await one(engine.answers, words);
    engine.evict(entry.digest);
    out(json ? JSON.stringify({ removed: 1, digest: entry.digest }) : `Removed: ${entry.question}`);
    return 0;
  },
  async clear({ answers }, { json, filter }, words) {
    const some = withWords(filter, words);
    const removed = await answers.clear(Object.keys(some).length === 0 ? undefined : some);
    out(json ? JSON.stringify({ removed }) : `Removed ${removed} answers.`);
    return 0;
  },
  async stats(engine, { json }) {
    const entries = await engine.answers.list({}, 100_000);
    const { tiers, notices } = engine.snapshot();
    const store = engine.answers.store();
    const sum = (of: (entry: CacheEntry) => number): number => entries.reduce((total, entry) => total + of(entry), 0);
    const hits = sum((entry) => entry.hits);
    const savedMs = sum((entry) => entry.savedMs);
    const savedTokens = sum((entry) => entry.savedTokens);
    if (json) out(JSON.stringify({ entries: entries.length, hits, savedMs, savedTokens, store, tiers, notices }));
    else {
      out(
        `${entries.length} answers, served ${hits} times; saved ${(savedMs / 1000).toFixed(1)} s and ${savedTokens} tokens`,
      );
      out(`on disk: ${size(store.bytes)}${store.path === undefined ? '' : ` in ${store.path}`}`);
      for (const notice of notices) out(notice);
    }
    return 0;
  },
  async verify({ answers }, { json }) {
    const report = await answers.verify();
    if (json) out(JSON.stringify(report));
    else {
      out(
        `${report.checked} answers read, ${report.damaged.length} damaged and removed; SQLite says: ${report.integrity}`,
      );
    }
    return report.ok ? 0 : 1;
  },
  async warm({ answers }, { json }, words, signal) {
    const report = await answers.warm(words, {}, signal);
    if (json) out(JSON.stringify(report));
    else
      out(`${report.answered} answered, ${report.fresh} were at hand, ${report.failed} failed; ended: ${report.ended}`);
    return report.failed === 0 ? 0 : 1;
  },
};

/** Words behind the command are looked for in questions and paths. */
function withWords(filter: CacheFilter, words: readonly string[]): CacheFilter {
  return words.length === 0 ? filter : { ...filter, text: words.join(' ') };
}

function row({ digest, agent, createdAt, bytes, hits, savedMs, question }: CacheEntry): string[] {
  return [
    digest.slice(0, 12),
    agent,
    age(createdAt),
    size(bytes),
    String(hits),
    `${(savedMs / 1000).toFixed(1)} s`,
    question,
  ];
}

function facts(entry: CacheEntry): string {
  const { digest, question, agent, backend, files, createdAt, bytes, hits, savedMs, savedTokens, tiers } = entry;
  return [
    question,
    `${agent} · ${backend} · made ${age(createdAt)} ago · ${size(bytes)} · ${tiers.map((tier) => (tier === 'disk' ? 'on disk' : `in ${tier}`)).join(' and ')}`,
    `served ${hits} times; saved ${(savedMs / 1000).toFixed(1)} s and ${savedTokens} tokens`,
    `files: ${files.join(', ') || 'none'}`,
    digest,
  ].join('\n');
}

async function one(answers: Engine['answers'], [digest = '']: readonly string[]): Promise<CacheDetail> {
  if (!/^[0-9a-f]{4,64}$/.test(digest))
    throw new UsageError('cache: name an answer by the first digits of its digest, four at least.');
  const found = await answers.show(digest);
  if (found !== undefined) return found;
  throw new WeeError('no-answer', `No one answer begins with ${digest}.`, 'See “wee cache ls”, and give more digits.');
}

function out(text: string): void {
  process.stdout.write(`${text}\n`);
}
