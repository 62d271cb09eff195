/** Ids of everything the manifest contributes, typed once. package.json's parts are generated from this folder. */
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
