import { roster } from '../../agents/roster.ts';
import { gatherAgents, type UserAgent } from '../../agents/user/gather-agents.ts';
import { redact } from '../../context/redact/redact.ts';
import type { AgentDefinition } from '../../domain/agent.ts';
import type { AgentFault } from '../../domain/agent-file.ts';
import type { AgentFiles } from '../../ports/agent-files.ts';
import type { Log } from '../../ports/log.ts';

export interface AgentLibraryOptions {
  readonly files: AgentFiles;
  readonly log: Log;
  /** Told after the agents or their faults were read anew. */
  readonly onRead: () => void;
}

/** Everybody who can be asked: the seven, and whom the workspace defines. */
export class AgentLibrary {
  readonly #options: AgentLibraryOptions;
  #all: readonly AgentDefinition[] = roster;
  #own: readonly UserAgent[] = [];
  #faults: readonly AgentFault[] = [];
  #told = new Set<string>();
  #reading: Promise<void> | undefined;
  #version = 0;
  #read = false;

  constructor(options: AgentLibraryOptions) {
    this.#options = options;
  }

  /** As of the last reading; the seven before it. */
  get all(): readonly AgentDefinition[] {
    return this.#all;
  }

  get own(): readonly UserAgent[] {
    return this.#own;
  }

  get faults(): readonly AgentFault[] {
    return this.#faults;
  }

  /** Whether what was read is what the files hold, as far as anybody told. */
  get isReady(): boolean {
    return this.#read;
  }

  /** Resolves when the files were read. Never rejects. */
  async ready(): Promise<void> {
    while (!this.#read) {
      this.#reading ??= this.#load();
      await this.#reading;
    }
  }

  /** The files changed: they are read anew at once. */
  reload(): Promise<void> {
    this.#read = false;
    this.#reading = undefined;
    return this.ready();
  }

  async #load(): Promise<void> {
    const { files, log, onRead } = this.#options;
    const version = ++this.#version;
    const found = await files.read();
    const { agents, faults } = await gatherAgents(found.files);
    // Files that changed meanwhile are being read by another.
    if (version !== this.#version) return;
    // What a person put in by mistake is sent to no model, here as in a context.
    this.#own = agents.map(({ agent, path }) => ({
      path,
      agent: { ...agent, instructions: redact(agent.instructions).text },
    }));
    this.#all = [...roster, ...this.#own.map(({ agent }) => agent)];
    this.#faults = [...found.faults, ...faults];
    this.#read = true;
    for (const { path, line, severity, message } of this.#faults) {
      const text = `${path}:${line}: ${message}`;
      if (severity === 'error' && !this.#told.has(text)) log.warn(text);
    }
    this.#told = new Set(this.#faults.map(({ path, line, message }) => `${path}:${line}: ${message}`));
    onRead();
  }
}
