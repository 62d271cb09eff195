const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)<\/script>/gi;

/** The code of a file: of a component, its scripts, everything else blanked, so that lines and columns stay. */
export function scriptOf(text: string, language: string): string {
  if (language !== 'vue' && language !== 'svelte') return text;
  let code = '';
  for (const match of text.matchAll(SCRIPT)) {
    const [, open = '', body = ''] = match;
    const from = match.index + open.length;
    code += blank(text.slice(code.length, from)) + body;
  }
  return code;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
