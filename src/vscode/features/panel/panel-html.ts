export interface PanelHtmlOptions {
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
  readonly language: string;
}

/** The page of the panel: nothing remote, no inline style, one script with a nonce. */
export function panelHtml({ script, style, cspSource, nonce, language }: PanelHtmlOptions): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>WEE</title>
</head>
<body><main id="panel"></main><script nonce="${nonce}" src="${script}"></script></body>
</html>`;
}
