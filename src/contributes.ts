import { roster } from './engine/agents/roster.ts';
import { defaultSettings } from './engine/domain/settings.ts';

/** Ids of everything the manifest contributes, typed once. package.json's parts are generated from this file. */
export const commands = {
  ask: 'wee.ask',
  askAgent: 'wee.askAgent',
  askSelection: 'wee.askSelection',
  showContext: 'wee.showContext',
  askSeveral: 'wee.askSeveral',
  reopenSession: 'wee.reopenSession',
  askHere: 'wee.askHere',
  openPanel: 'wee.openPanel',
  openDashboard: 'wee.openDashboard',
  openWalkthrough: 'wee.openWalkthrough',
  pauseIndexing: 'wee.pauseIndexing',
  resumeIndexing: 'wee.resumeIndexing',
  clearCache: 'wee.clearCache',
  doctor: 'wee.doctor',
  chooseModel: 'wee.chooseModel',
  setApiKey: 'wee.setApiKey',
  resetFigures: 'wee.resetFigures',
  showLog: 'wee.showLog',
  stopAnswer: 'wee.stopAnswer',
  copyAnswer: 'wee.copyAnswer',
  askAgain: 'wee.askAgain',
  applyAnswer: 'wee.applyAnswer',
  applyEdits: 'wee.applyEdits',
  similarAnswer: 'wee.similarAnswer',
  showSimilar: 'wee.showSimilar',
  openInChat: 'wee.openInChat',
  goToAnswer: 'wee.goToAnswer',
  reply: 'wee.reply',
  dismiss: 'wee.dismiss',
} as const;

export const views = { container: 'wee', panel: 'wee.performance', dashboard: 'wee.dashboard' } as const;
/** Publisher and name, as package.json has them. */
export const extensionId = 'wee.wee';

export const modelVendor = 'wee';

/** The language-model tool that hands contexts to other agents. */
export const contextTool = 'wee_context';

/** Slash commands of `@wee`: several agents, or one, whatever the question looks like; and who can be asked. */
export const chatCommands = { session: 'session', single: 'single', agents: 'agents' } as const;

/** Keys that `when` clauses ask for. */
export const contextKeys = { indexPaused: 'wee.indexPaused', hasAnswers: 'wee.hasAnswers' } as const;

/** `contextValue` of an inline answer's thread. */
export const threadStates = {
  running: 'wee-running',
  done: 'wee-done',
} as const;

/** What `contextValue` adds: the answer proposes changes; a similar question was answered before. In this order. */
export const threadMarks = { edit: '-edit', similar: '-similar' } as const;

/** Chat participant of an agent; `auto` is `@wee`. */
export function participantId(agent: string): string {
  return `wee.${agent}`;
}

/** Id of the walkthrough within the extension. */
export const walkthrough = 'start';

/** Its steps, in order, and what completes each. Their texts are in package.nls.json, their pictures in media/walkthrough. */
const walkthroughSteps = {
  chat: ['onCommand:workbench.action.chat.open'],
  selection: [`onCommand:${commands.askSelection}`, `onCommand:${commands.ask}`, `onCommand:${commands.askHere}`],
  panel: [`onCommand:${commands.openPanel}`, `onView:${views.panel}`],
  model: [`onCommand:${commands.chooseModel}`, 'onSettingChanged:wee.openai.baseUrl', 'onSettingChanged:wee.pool'],
  privacy: [`onCommand:${commands.showContext}`, `onCommand:${commands.doctor}`, 'onSettingChanged:wee.offline'],
} as const;

interface Setting {
  readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object';
  readonly default: unknown;
  readonly scope: 'application' | 'machine-overridable' | 'window';
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly items?: { readonly type: 'string' | 'object' };
  readonly additionalProperties?: { readonly type: 'number' | 'object'; readonly minimum?: number };
}

const { openai, embeddings, context, cache, routing, session, budget } = defaultSettings;
const hour = 3_600_000;
const mega = 2 ** 20;

/** A figure of the budget. No workspace may alter it: its settings are somebody else's. */
const figure = { type: 'number', default: 0, scope: 'application', minimum: 0 } as const satisfies Setting;

/** Settings without their `wee.` prefix. Descriptions are in package.nls.json as `setting.<name>`. */
export const settings = {
  pool: {
    type: 'string',
    default: defaultSettings.pool,
    scope: 'machine-overridable',
    enum: ['auto', 'local', 'openai', 'vscode'],
  },
  'openai.baseUrl': { type: 'string', default: openai.baseUrl, scope: 'machine-overridable' },
  'openai.model': { type: 'string', default: openai.model, scope: 'machine-overridable' },
  'openai.maxInFlight': { type: 'number', default: openai.maxInFlight, scope: 'machine-overridable', minimum: 1 },
  'openai.timeoutMs': { type: 'number', default: openai.timeoutMs, scope: 'machine-overridable', minimum: 1_000 },
  'embeddings.baseUrl': { type: 'string', default: embeddings.baseUrl, scope: 'machine-overridable' },
  'embeddings.model': { type: 'string', default: embeddings.model, scope: 'machine-overridable' },
  instances: { type: 'array', default: [], scope: 'machine-overridable', items: { type: 'object' } },
  'routing.strategy': {
    type: 'string',
    default: routing.strategy,
    scope: 'window',
    enum: ['auto', 'round_robin', 'least_connections', 'weighted_response_time', 'agent_specialization'],
  },
  'routing.fallback': { type: 'boolean', default: routing.fallback, scope: 'window' },
  'routing.hedge': { type: 'boolean', default: routing.hedge, scope: 'window' },
  'context.budgetTokens': { type: 'number', default: context.budgetTokens, scope: 'window', minimum: 1_000 },
  'context.exclude': { type: 'array', default: context.exclude, scope: 'window', items: { type: 'string' } },
  'cache.memoryMb': { type: 'number', default: cache.memoryBytes / mega, scope: 'machine-overridable', minimum: 1 },
  'cache.diskMb': { type: 'number', default: cache.diskBytes / mega, scope: 'machine-overridable', minimum: 1 },
  'cache.ttlHours': { type: 'number', default: cache.ttlMs / hour, scope: 'window', minimum: 0.1 },
  'cache.warm': { type: 'boolean', default: cache.warm, scope: 'window' },
  'cache.ttlHoursFor': {
    type: 'object',
    default: cache.ttlFor,
    scope: 'window',
    additionalProperties: { type: 'number', minimum: 0 },
  },
  'session.stepTimeoutMs': { type: 'number', default: session.stepTimeoutMs, scope: 'window', minimum: 1_000 },
  'session.stepTokens': { type: 'number', default: session.stepTokens, scope: 'window', minimum: 1_000 },
  'budget.questionTokens': figure,
  'budget.questionCost': figure,
  'budget.dayTokens': figure,
  'budget.dayCost': figure,
  'budget.monthTokens': figure,
  'budget.monthCost': figure,
  'budget.agents': {
    type: 'object',
    default: budget.agents,
    scope: 'application',
    additionalProperties: { type: 'object' },
  },
  'budget.approveTokens': figure,
  'budget.approveCost': figure,
  'budget.over': { type: 'string', default: budget.over, scope: 'application', enum: ['refuse', 'local'] },
  alerts: {
    type: 'object',
    default: defaultSettings.alerts,
    scope: 'window',
    additionalProperties: { type: 'number', minimum: 0 },
  },
  offline: { type: 'boolean', default: defaultSettings.offline, scope: 'window' },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

const icons: Partial<Record<keyof typeof commands, string>> = {
  ask: '$(comment-discussion)',
  openDashboard: '$(dashboard)',
  resetFigures: '$(clear-all)',
  stopAnswer: '$(debug-stop)',
  copyAnswer: '$(copy)',
  askAgain: '$(refresh)',
  applyAnswer: '$(diff)',
  similarAnswer: '$(history)',
  openInChat: '$(comment-discussion)',
  dismiss: '$(close)',
};

/** Everything of package.json that is generated. */
export function manifest(): Record<string, unknown> {
  const threadActions = [
    'stopAnswer',
    'similarAnswer',
    'applyAnswer',
    'openInChat',
    'copyAnswer',
    'askAgain',
    'dismiss',
  ] as const;
  const when = (name: (typeof threadActions)[number]): string => {
    if (name === 'dismiss') return 'commentController == wee';
    const states = {
      stopAnswer: `^${threadStates.running}`,
      similarAnswer: `${threadMarks.similar}$`,
      applyAnswer: `^${threadStates.done}${threadMarks.edit}`,
    } as const;
    const state = name in states ? states[name as keyof typeof states] : `^${threadStates.done}`;
    return `commentController == wee && commentThread =~ /${state}/`;
  };
  return {
    // `onLanguage` comes seconds before `onStartupFinished`: until WEE's model is there, the chat view refuses questions.
    activationEvents: ['onLanguage', 'onStartupFinished'],
    extensionKind: ['workspace'],
    l10n: './l10n',
    capabilities: {
      untrustedWorkspaces: {
        supported: 'limited',
        description: '%untrusted%',
        restrictedConfigurations: [
          'wee.pool',
          'wee.openai.baseUrl',
          'wee.openai.model',
          'wee.embeddings.baseUrl',
          'wee.embeddings.model',
          'wee.instances',
        ],
      },
      virtualWorkspaces: { supported: false, description: '%virtual%' },
    },
    contributes: {
      commands: Object.entries(commands).map(([name, command]) => ({
        command,
        title: `%command.${name}%`,
        category: 'WEE',
        ...(icons[name as keyof typeof commands] !== undefined && { icon: icons[name as keyof typeof commands] }),
      })),
      keybindings: [{ command: commands.ask, key: 'ctrl+alt+w', mac: 'cmd+alt+w' }],
      menus: {
        commandPalette: [
          { command: commands.pauseIndexing, when: `!${contextKeys.indexPaused}` },
          { command: commands.resumeIndexing, when: contextKeys.indexPaused },
          ...[...threadActions, 'goToAnswer' as const].map((name) => ({
            command: commands[name],
            when: contextKeys.hasAnswers,
          })),
          ...(['reply', 'askHere', 'showSimilar', 'applyEdits'] as const).map((name) => ({
            command: commands[name],
            when: 'false',
          })),
        ],
        'editor/context': [{ command: commands.askSelection, group: '1_modification@9' }],
        'view/title': [
          { command: commands.ask, when: `view == ${views.panel}`, group: 'navigation@1' },
          { command: commands.openDashboard, when: `view == ${views.panel}`, group: 'navigation@2' },
          { command: commands.resetFigures, when: `view == ${views.panel}`, group: 'navigation@3' },
        ],
        'comments/commentThread/title': threadActions.map((name, index) => ({
          command: commands[name],
          when: when(name),
          group: `navigation@${index}`,
        })),
        'comments/commentThread/context': [
          {
            command: commands.reply,
            when: `commentController == wee && commentThread =~ /^${threadStates.done}/`,
            group: 'inline',
          },
        ],
      },
      viewsContainers: { activitybar: [{ id: views.container, title: 'WEE', icon: 'media/wee.svg' }] },
      views: { [views.container]: [{ type: 'webview', id: views.panel, name: '%view.panel%', icon: 'media/wee.svg' }] },
      chatParticipants: [
        {
          id: participantId('auto'),
          name: 'wee',
          fullName: 'WEE',
          description: '%participant.wee%',
          isSticky: true,
          commands: Object.values(chatCommands).map((name) => ({ name, description: `%chat.${name}%` })),
        },
        ...roster.map(({ id, name }) => ({
          id: participantId(id),
          name: id,
          fullName: name,
          description: `%participant.${id}%`,
          isSticky: true,
        })),
      ],
      languageModelTools: [
        {
          name: contextTool,
          displayName: '%tool.context%',
          userDescription: '%tool.context.user%',
          modelDescription:
            'Finds the parts of this workspace that matter for a question and returns them compressed: the relevant lines of at most 20 files with paths and line numbers, key dependencies, recent changes, and findings of static analysis. Secrets are redacted. Use it before answering a question about the code or changing it.',
          canBeReferencedInPrompt: true,
          toolReferenceName: 'weeContext',
          icon: '$(sparkle)',
          tags: ['codebase', 'context'],
          inputSchema: {
            type: 'object',
            properties: {
              question: {
                type: 'string',
                description: 'The question or task that the context is to be about, in words.',
              },
              agent: {
                type: 'string',
                description: `Whose findings to add: ${roster.map(({ id }) => id).join(', ')}, or an agent that the workspace defines; the fitting one by default.`,
              },
            },
            required: ['question'],
          },
        },
      ],
      walkthroughs: [
        {
          id: walkthrough,
          title: '%walkthrough.title%',
          description: '%walkthrough.description%',
          icon: 'media/icon.png',
          steps: Object.entries(walkthroughSteps).map(([id, completionEvents]) => ({
            id,
            title: `%walkthrough.${id}.title%`,
            description: `%walkthrough.${id}.description%`,
            media: { svg: `media/walkthrough/${id}.svg`, altText: `%walkthrough.${id}.alt%` },
            completionEvents,
          })),
        },
      ],
      languageModelChatProviders: [{ vendor: modelVendor, displayName: 'WEE' }],
      // An answer opens at the cursor; without this the editor would open its list of comments over it.
      configurationDefaults: { 'comments.openView': 'never' },
      configuration: {
        title: 'WEE',
        properties: Object.fromEntries(
          Object.entries(settings).map(([name, setting]) => [
            `wee.${name}`,
            { ...setting, markdownDescription: `%setting.${name}%` },
          ]),
        ),
      },
    },
  };
}
