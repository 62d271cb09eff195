/** A text in the display language: `vscode.l10n.t`, or what stands for it where there is no editor. */
export type Translate = (message: string, ...args: (string | number)[]) => string;
