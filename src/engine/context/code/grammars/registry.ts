import { cpp } from './cpp.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import type { Grammar } from './grammar.ts';
import { java } from './java.ts';
import { javascript, tsx, typescript } from './javascript.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';

/** Grammars by language. */
export const grammars: Readonly<Record<string, Grammar>> = {
  javascript,
  typescript,
  tsx,
  // The script of a component is read as TypeScript, which JavaScript is too.
  vue: typescript,
  svelte: typescript,
  python,
  go,
  rust,
  java,
  'c#': csharp,
  c: cpp,
  'c++': cpp,
  ruby,
  php,
};
