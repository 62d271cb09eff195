/** The page that holds the webview; its host writes the strings of the display language into it. */
const page = globalThis.document?.getElementById('panel');
const bundle = readBundle(page?.dataset.strings);

/** Display language, as a BCP 47 tag. */
export const language = globalThis.document?.documentElement.lang || 'en';

/** A text in the display language, as `vscode.l10n.t` gives it in the host: `{0}`, `{1}` … stand for the arguments. */
export function t(message: string, ...args: readonly (string | number)[]): string {
  return (bundle[message] ?? message).replace(/\{(\d+)\}/g, (whole, index: string) =>
    String(args[Number(index)] ?? whole),
  );
}

function readBundle(json: string | undefined): Readonly<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(json ?? '{}');
    return Object.fromEntries(Object.entries(parsed ?? {}).filter(([, text]) => typeof text === 'string'));
  } catch {
    return {};
  }
}
