/** Keys of endpoints. Kept by the editor's secret storage or the environment, never on disk or in a log by WEE. */
export interface Secrets {
  get(name: string): Promise<string | undefined>;
}

/** Knows no secret. */
export const noSecrets: Secrets = { get: async () => undefined };
