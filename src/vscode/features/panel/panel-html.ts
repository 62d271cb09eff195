export interface PanelHtmlOptions {
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
  readonly language: string;
  /** Texts of the display language by their English ones. */
  readonly strings: Readonly<Record<string, string>>;
}

/** The page of the panel: nothing remote, no inline style, one script with a nonce. */
export function panelHtml({ script, style, cspSource, nonce, language, strings }: PanelHtmlOptions): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>WEE</title>
</head>
<body><main id="panel" aria-busy="true" data-strings="${attribute(JSON.stringify(strings))}"></main><script nonce="${nonce}" src="${script}"></script></body>
</html>`;
}

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
