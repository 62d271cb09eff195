import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { AgentFault, AgentFile } from '../engine/domain/agent-file.ts';
import { limits } from '../engine/limits.ts';
import type { AgentFiles, AgentFilesFound } from '../engine/ports/agent-files.ts';

/** Where agents of a workspace are looked for: the editor's own place, and WEE's. */
const FOLDERS = ['.github/agents', '.wee/agents'];

/** The `*.agent.md` of a folder; `undefined` where nothing may be read. */
export function createAgentFiles(folder: string | undefined): AgentFiles {
  return {
    async read() {
      if (folder === undefined) return { files: [], faults: [] };
      const paths = (await Promise.all(FOLDERS.map((place) => listed(folder, place)))).flat();
      const found = await Promise.all(paths.slice(0, limits.agentFiles).map((path) => readOne(folder, path)));
      const more = paths
        .slice(limits.agentFiles)
        .map((path) => fault(path, `It is left out: ${limits.agentFiles} agents are the most.`));
      return {
        files: found.flatMap((one) => ('text' in one ? [one] : [])),
        faults: [...found.flatMap((one) => ('text' in one ? [] : [one])), ...more],
      } satisfies AgentFilesFound;
    },
  };
}

/** Paths within one of the folders, in order; none where it is missing, or is a way out of the workspace. */
async function listed(folder: string, place: string): Promise<string[]> {
  try {
    const real = await realpath(join(folder, place));
    if (!real.startsWith((await realpath(folder)) + sep)) return [];
    const names = await readdir(real);
    return names
      .filter((name) => /^[^.].*\.agent\.md$/i.test(name))
      .sort()
      .map((name) => `${place}/${name}`);
  } catch {
    return [];
  }
}

async function readOne(folder: string, path: string): Promise<AgentFile | AgentFault> {
  const place = join(folder, path);
  try {
    const stat = await lstat(place);
    if (!stat.isFile()) return fault(path, 'It is not a file of its own; links and folders are not followed.');
    if (stat.size > limits.agentFileBytes)
      return fault(path, `It has more than ${limits.agentFileBytes / 1024} KB. Shorten it.`);
    const bytes = await readFile(place);
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not UTF-8' : (error as NodeJS.ErrnoException).code;
    return fault(path, `It cannot be read: ${why}.`);
  }
}

function fault(path: string, message: string): AgentFault {
  return { path, line: 1, severity: 'error', message };
}
