/** Id of the instance that `wee.openai.*` describes, and name under which doors keep its key. */
export const OPENAI_KEY = 'openai';

/** What a person changes where, for one endpoint. */
export interface SettingNames {
  readonly baseUrl: string;
  readonly model: string;
  /** Requests at once. */
  readonly concurrency: string;
  /** How prompts are made as short as its model takes. */
  readonly promptTokens: string;
  /** How its key is set. */
  readonly key: string;
}

/** @param id of the instance: the one of `wee.openai.*`, or one of `wee.instances`. */
export function settingNames(id: string): SettingNames {
  if (id === OPENAI_KEY) {
    return {
      baseUrl: 'wee.openai.baseUrl',
      model: 'wee.openai.model',
      concurrency: 'wee.openai.maxInFlight',
      promptTokens:
        'Lower wee.context.budgetTokens, or set the model up in wee.instances with its limits.promptTokens.',
      key: 'Set the key with “WEE: Set API Key”, or WEE_OPENAI_KEY on the command line.',
    };
  }
  return {
    baseUrl: `the baseUrl of “${id}” in wee.instances`,
    model: `the models of “${id}” in wee.instances`,
    concurrency: `limits.concurrency of “${id}” in wee.instances`,
    promptTokens: `Set limits.promptTokens of “${id}” in wee.instances to what its model takes.`,
    key: `Set the key of “${id}” with “WEE: Set API Key”, or ${keyVariable(id)} on the command line.`,
  };
}

/** The environment variable that has the key of an instance, on the command line. */
export function keyVariable(id: string): string {
  return `WEE_KEY_${id.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
