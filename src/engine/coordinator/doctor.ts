import type { DoctorCheck } from '../domain/doctor-check.ts';
import type { EngineSettings } from '../domain/settings.ts';
import { WeeError } from '../errors.ts';
import type { AnswerCache } from '../ports/answer-cache.ts';
import type { ContextSource } from '../ports/context-source.ts';
import type { Workspace } from '../ports/workspace.ts';
import type { DynamicResourceManager } from '../routing/resources/dynamic-resource-manager.ts';
import { formatNumber } from '../text/format-number.ts';
import type { AgentLibrary } from './agents/agent-library.ts';
import { checkBudget } from './budget/check-budget.ts';
import { checkPrices } from './budget/check-prices.ts';
import { PAYER } from './budget/meter-embeddings.ts';
import type { Purse } from './budget/purse.ts';
import type { Pools } from './pools/pools.ts';

interface Patient {
  readonly workspace: Workspace;
  readonly context: ContextSource;
  readonly cache: AnswerCache;
  readonly pools: Pools;
  readonly resources: DynamicResourceManager;
  readonly settings: EngineSettings;
  readonly library: AgentLibrary;
  readonly purse: Purse;
  /** What of the settings made no sense. */
  readonly faults: readonly string[];
  /** Instances that are left out while offline. */
  readonly leftOut: readonly string[];
}

/** What notices about embeddings begin with. */
const EMBEDDINGS = 'Embeddings: ';
/** Notices say what is wrong and how to mend it. */
const GOES_ON =
  'Mend what is named here, then reload the window or run the command again; until then WEE works without it.';

/** Looks at every part and says what is missing and what to do about it. Never throws. */
export async function examine(patient: Patient): Promise<DoctorCheck[]> {
  const { workspace, context, cache, pools, resources, settings, faults, leftOut, library, purse } = patient;
  await Promise.all([cache.ready?.(), library.ready(), purse.ready()]);
  return [
    checkFolder(workspace),
    checkTrust(workspace),
    ...(await checkIndex(context, settings, workspace.trusted)),
    checkCache(cache),
    checkModel(pools, settings, workspace.trusted),
    ...(settings.offline ? [checkOffline(leftOut)] : []),
    checkResources(resources),
    ...(faults.length === 0 ? [] : [checkSettings(faults)]),
    ...(library.own.length + library.faults.length === 0 ? [] : [checkAgents(library)]),
    ...checkBudget(purse.report(), settings, [...library.all.map(({ id }) => id), PAYER]),
    ...checkPrices(unpriced(patient), settings),
  ];
}

function checkFolder({ folders: { all }, name }: Workspace): DoctorCheck {
  return all.length === 0
    ? {
        name: 'Folder',
        ok: false,
        detail: 'No folder is open.',
        remedy: 'Open the folder that your questions are about.',
      }
    : { name: 'Folder', ok: true, detail: `${name}: ${all.map(({ path }) => path).join(', ')}`, remedy: '' };
}

function checkTrust({ trusted }: Workspace): DoctorCheck {
  return trusted
    ? { name: 'Trust', ok: true, detail: 'The workspace is trusted.', remedy: '' }
    : {
        name: 'Trust',
        ok: false,
        detail: 'The workspace is not trusted: git is not run, nothing is sent to a model, and answers stay in memory.',
        remedy: 'Trust the workspace if you know who wrote it.',
      };
}

const STATES = {
  idle: 'not begun',
  indexing: 'being made',
  paused: 'paused',
  ready: 'ready',
  failed: 'failed',
} as const;

/** The index, and the embeddings beside it where an endpoint is set up: each has notices of its own. */
async function checkIndex(context: ContextSource, settings: EngineSettings, trusted: boolean): Promise<DoctorCheck[]> {
  const told = (notices: readonly string[]): DoctorCheck[] =>
    settings.embeddings.baseUrl === '' ? [] : [checkEmbeddings(settings, trusted, notices)];
  try {
    const { state, files, bytes, notices } = await context.status();
    const size = `${(bytes / 2 ** 20).toFixed(1)} MB`;
    const count = `${formatNumber(files)} ${files === 1 ? 'file' : 'files'}`;
    const own = notices.filter((notice) => !notice.startsWith(EMBEDDINGS));
    const detail = [`${STATES[state]}: ${count}, ${size}`, ...own].join('; ');
    const ok = state !== 'failed' && own.length === 0;
    const rest = notices.filter((notice) => notice.startsWith(EMBEDDINGS));
    return [{ name: 'Index', ok, detail, remedy: ok ? '' : GOES_ON }, ...told(rest)];
  } catch (thrown) {
    const error = WeeError.from(thrown);
    return [{ name: 'Index', ok: false, detail: error.message, remedy: error.remedy }, ...told([])];
  }
}

function checkCache(cache: AnswerCache): DoctorCheck {
  const notices = cache.notices();
  const tiers = cache
    .stats()
    .map(
      ({ tier, entries, bytes }) =>
        `${tier}: ${entries} ${entries === 1 ? 'answer' : 'answers'}, ${(bytes / 1024).toFixed(0)} KB`,
    );
  return {
    name: 'Cache',
    ok: notices.length === 0,
    detail: [...tiers, ...notices].join('; '),
    remedy: notices.length === 0 ? '' : GOES_ON,
  };
}

function checkResources(resources: DynamicResourceManager): DoctorCheck {
  const figures = resources.stats().map(({ id, unit, capacity, most, used, waiting }) => {
    const show = (amount: number): string => (unit === 'bytes' ? `${(amount / 2 ** 20).toFixed(1)} MB` : `${amount}`);
    const queue = waiting > 0 ? `, ${waiting} waiting` : '';
    return `${id}: ${show(used)} of ${show(capacity)} in use${queue}, up to ${show(most)}`;
  });
  return { name: 'Resources', ok: true, detail: figures.join('; '), remedy: '' };
}

function checkSettings(faults: readonly string[]): DoctorCheck {
  return {
    name: 'Settings',
    ok: false,
    detail: faults.join(' '),
    remedy: 'Mend what is named; the rest works.',
  };
}

function checkAgents({ own, faults }: AgentLibrary): DoctorCheck {
  const errors = faults.filter(({ severity }) => severity === 'error');
  const names = own.map(({ agent }) => `@${agent.id}`).join(', ');
  const wrong = errors.map(({ path, line, message }) => `${path}:${line}: ${message}`);
  return {
    name: 'Agents',
    ok: errors.length === 0,
    detail: [names === '' ? 'The workspace has none of its own' : `The workspace's own: ${names}`, ...wrong].join('; '),
    remedy: errors.length === 0 ? '' : 'Mend the files named here; the other agents work.',
  };
}

/** Whether it works is told with the index, which asks it. */
function checkEmbeddings(
  { embeddings: { baseUrl, model }, offline }: EngineSettings,
  trusted: boolean,
  notices: readonly string[],
): DoctorCheck {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : 'an endpoint that is no URL';
  const name = 'Embeddings';
  if (model === '') return { name, ok: false, detail: `${host} has no model.`, remedy: 'Set wee.embeddings.model.' };
  const out = offline ? ', left out offline' : trusted ? '' : ', left out in an untrusted workspace';
  const wrong = notices.map((notice) => notice.slice(EMBEDDINGS.length)).join('; ');
  const detail = `Files are also found by ${model} at ${host}${out}.${wrong === '' ? '' : ` ${wrong}`}`;
  return { name, ok: wrong === '', detail, remedy: wrong === '' ? '' : GOES_ON };
}

function checkOffline(leftOut: readonly string[]): DoctorCheck {
  const names = leftOut.slice(0, 10).join(', ');
  const out = leftOut.length === 0 ? '' : ` Left out: ${names}${leftOut.length > 10 ? ' and others' : ''}.`;
  return {
    name: 'Offline',
    ok: true,
    detail: `No connection is opened, to no model and by no other part.${out}`,
    remedy: '',
  };
}

/** Who would answer a question without a price. */
function unpriced({ pools, settings, workspace }: Patient): readonly string[] {
  try {
    return pools.unpriced(pools.pick(undefined, settings, workspace.trusted));
  } catch {
    // That nobody would answer is told as such.
    return [];
  }
}

function checkModel(pools: Pools, settings: EngineSettings, trusted: boolean): DoctorCheck {
  try {
    const pool = pools.pick(undefined, settings, trusted);
    const why = pools.whyLocal(undefined, settings, trusted);
    const detail = `Questions go to: ${pool.label}${why === undefined ? '' : ` (${why})`}.`;
    return { name: 'Model', ok: true, detail, remedy: '' };
  } catch (thrown) {
    const error = WeeError.from(thrown);
    return { name: 'Model', ok: false, detail: error.message, remedy: error.remedy };
  }
}
