export interface Workflow {
  readonly name: string;
  /** The events that start it. */
  readonly on: readonly string[];
  readonly jobs: readonly WorkflowJob[];
}

export interface WorkflowJob {
  readonly name: string;
  /** Line that it begins at, from 1. */
  readonly line: number;
  /** What it gives to a shell, and the actions that it uses, a line each, in order. */
  readonly commands: readonly string[];
}

/** Commands of one job that are kept. */
const MOST = 20;
const LENGTH = 160;
/** Actions that every job has. */
const PREPARES = /^[^@]*(?:checkout|setup|cache|artifact|toolchain)/;
/** Keys of a GitLab or CircleCI file that are no jobs. */
const NO_JOB =
  /^(?:stages|variables|default|include|workflow|image|services|cache|before_script|after_script|version|orbs|parameters|name|on|env|permissions|concurrency|defaults|run-name|trigger|pr|pool|steps)$/;

/** A workflow of GitHub or a pipeline of GitLab, read line by line: what is not written as usual is left out. */
export function readWorkflow(lines: readonly string[]): Workflow {
  const own = lines.map((text) => text.replace(/\s+#.*$/, '').trimEnd());
  const top = own.flatMap((text, at) => {
    const key = /^["']?(?<key>[\w.:-]+?)["']?:(?<rest>.*)$/.exec(text)?.groups;
    return key === undefined ? [] : [{ key: key.key ?? '', rest: (key.rest ?? '').trim(), at }];
  });
  const end = (at: number): number => top.find((one) => one.at > at)?.at ?? own.length;
  const section = (key: string) => top.find((one) => one.key === key);
  const on = section('on');
  const jobs = section('jobs');
  const name = section('name')?.rest.replace(/^["']|["']$/g, '') ?? '';
  return {
    name,
    on:
      on === undefined
        ? []
        : on.rest !== ''
          ? on.rest.split(/[[\],\s]+/).filter((one) => one !== '')
          : keysBelow(own, on.at, end(on.at)).map(({ key }) => key),
    jobs:
      jobs !== undefined
        ? keysBelow(own, jobs.at, end(jobs.at)).map(({ key, from, to }) => job(own, key, from, to))
        : top
            .filter(({ key, rest }) => rest === '' && !NO_JOB.test(key))
            .map(({ key, at }) => job(own, key, at, end(at)))
            .filter(({ commands }) => commands.length > 0),
  };
}

/** Keys, or items of a list, one step deeper than the line `at`. */
function keysBelow(lines: readonly string[], at: number, end: number) {
  const indent = indentOf(lines.slice(at + 1, end).find((text) => text.trim() !== '') ?? '');
  const found = lines.slice(at + 1, end).flatMap((text, offset) => {
    const key =
      indentOf(text) === indent ? /^\s+(?:-\s+)?["']?(?<key>[\w.-]+)["']?:?/.exec(text)?.groups?.key : undefined;
    return key === undefined ? [] : [{ key, from: at + 1 + offset }];
  });
  return found.map((one, which) => ({ ...one, to: found[which + 1]?.from ?? end }));
}

function job(lines: readonly string[], name: string, from: number, to: number): WorkflowJob {
  const commands: string[] = [];
  for (let at = from; at < to && commands.length < MOST; at++) {
    const run = /^(?<lead>\s*(?:-\s+)?)(?:run|script|command):\s*(?<rest>.*)$/.exec(lines[at] ?? '')?.groups;
    const action = /^\s*(?:-\s+)?uses:\s*(?<action>\S+)/.exec(lines[at] ?? '')?.groups?.action;
    if (action !== undefined && !PREPARES.test(action)) commands.push(`uses ${action}`);
    if (run === undefined) continue;
    const rest = run.rest ?? '';
    if (rest !== '' && !/^[|>]/.test(rest)) {
      commands.push(rest.replace(/^(["'])(.*)\1$/, '$2'));
      continue;
    }
    const column = (run.lead ?? '').length;
    for (
      at++;
      at < to &&
      ((lines[at] ?? '').trim() === '' || indentOf(lines[at] ?? '') > column || /^\s*-\s/.test(lines[at] ?? ''));
      at++
    ) {
      const text = (lines[at] ?? '').trim().replace(/^-\s+/, '');
      if (/^-\s+(?:name|uses|run):/.test((lines[at] ?? '').trim())) break;
      if (text !== '' && !text.startsWith('#')) commands.push(text);
    }
    at--;
  }
  return { name, line: from + 1, commands: commands.slice(0, MOST).map((text) => text.slice(0, LENGTH)) };
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
