import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { AgentFault, AgentFile } from '../engine/domain/agent-file.ts';
import type { PlacedFolder } from '../engine/domain/workspace-folders.ts';
import { limits } from '../engine/limits.ts';
import type { AgentFiles, AgentFilesFound } from '../engine/ports/agent-files.ts';

/** Where agents of a workspace are looked for: the editor's own place, and WEE's. */
const FOLDERS = ['.github/agents', '.wee/agents'];

/** The `*.agent.md` of these folders. */
export function createAgentFiles(folders: readonly PlacedFolder[]): AgentFiles {
  return {
    async read() {
      const listing = folders.flatMap((folder) => FOLDERS.map((place) => listed(folder, place)));
      const all = (await Promise.all(listing)).flat();
      const found = await Promise.all(all.slice(0, limits.agentFiles).map(readOne));
      const more = all
        .slice(limits.agentFiles)
        .map(({ path }) => fault(path, `It is left out: ${limits.agentFiles} agents are the most.`));
      return {
        files: found.flatMap((one) => ('text' in one ? [one] : [])),
        faults: [...found.flatMap((one) => ('text' in one ? [] : [one])), ...more],
      } satisfies AgentFilesFound;
    },
  };
}

/** A file, on disk and as a path of the workspace. */
interface Found {
  readonly absolute: string;
  readonly path: string;
}

/** The files in one of the folders, in order; none where it is missing, or is a way out of the workspace. */
async function listed(folder: PlacedFolder, place: string): Promise<Found[]> {
  try {
    const real = await realpath(join(folder.path, place));
    if (!real.startsWith((await realpath(folder.path)) + sep)) return [];
    const names = await readdir(real);
    return names
      .filter((name) => /^[^.].*\.agent\.md$/i.test(name))
      .sort()
      .map((name) => ({ absolute: join(folder.path, place, name), path: `${folder.prefix}${place}/${name}` }));
  } catch {
    return [];
  }
}

async function readOne({ absolute, path }: Found): Promise<AgentFile | AgentFault> {
  try {
    const stat = await lstat(absolute);
    if (!stat.isFile()) return fault(path, 'It is not a file of its own; links and folders are not followed.');
    if (stat.size > limits.agentFileBytes)
      return fault(path, `It has more than ${limits.agentFileBytes / 1024} KB. Shorten it.`);
    const bytes = await readFile(absolute);
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not UTF-8' : (error as NodeJS.ErrnoException).code;
    return fault(path, `It cannot be read: ${why}.`);
  }
}

function fault(path: string, message: string): AgentFault {
  return { path, line: 1, severity: 'error', message };
}
