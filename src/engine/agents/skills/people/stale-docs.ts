import type { Skill } from '../../../domain/skill.ts';
import { staleParameters } from './stale-parameters.ts';
import { staleReferences } from './stale-references.ts';

/** Documents and doc comments that the code has outgrown. */
export const staleDocs: Skill = {
  id: 'stale-docs',
  title: 'outdated documents or comments',
  topics:
    /\b(?:stale|out ?-?of ?-?(?:date|sync)|outdated|obsolete|up ?-?to ?-?date|outgrown|(?:docs?|documentation|readme|comments?) (?:still )?(?:match|agree|correct|right|wrong|true|accurate|current)\w*|(?:wrong|inaccurate|incorrect) (?:docs?|documentation|comments?|docstrings?|jsdoc))\b/i,
  broadly: /^(?!.*\b(?:says?|mentions?|tells?|recommends?)\b).*\b(?:docs|documentation|documents?|readme)\b/i,
  looksAt: ['product', 'docs'],
  find: (input) => [...staleParameters(input), ...staleReferences(input)],
};
