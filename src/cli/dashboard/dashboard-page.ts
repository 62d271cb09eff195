import { TAB_VERSION } from '../../dashboard/tab/protocol.ts';

/** Nothing from elsewhere, no inline script or style, in nobody's frame. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page around the dashboard, as the editor has it in a webview. */
export const dashboardPage = `<!DOCTYPE html>
<html lang="en" data-version="${TAB_VERSION}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="browser.css">
<link rel="stylesheet" href="tab.css">
<title>WEE</title>
</head>
<body><main id="panel" aria-busy="true"></main><script src="browser.js"></script><script src="tab.js"></script></body>
</html>
`;
