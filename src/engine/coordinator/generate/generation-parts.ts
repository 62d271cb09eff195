import type { EngineSettings } from '../../domain/settings.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Workspace } from '../../ports/workspace.ts';
import type { DynamicResourceManager } from '../../routing/resources/dynamic-resource-manager.ts';
import type { Purse } from '../budget/purse.ts';
import type { Pools } from '../pools/pools.ts';
import type { PromptMaker } from '../prompt/prompt-maker.ts';

/** The rooms that meet in an answer. */
export interface GenerationParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly workspace: Workspace;
  readonly cache: AnswerCache;
  readonly pools: Pools;
  readonly resources: DynamicResourceManager;
  readonly settings: () => EngineSettings;
  readonly purse: Purse;
  readonly prompts: PromptMaker;
}
