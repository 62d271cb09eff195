import type { Skill } from '../../../domain/skill.ts';
import { staleParameters } from './stale-parameters.ts';
import { staleReferences } from './stale-references.ts';

/** Documents and doc comments that the code has outgrown. */
export const staleDocs: Skill = {
  id: 'stale-docs',
  title: 'documents or comments that the code has outgrown',
  topics:
    /\b(?:docs?|documentation|documents?|readme|stale|out ?-?of ?-?date|outdated|obsolete|docstrings?|jsdoc|comments?)\b/i,
  looksAt: ['product', 'docs'],
  find: (input) => [...staleParameters(input), ...staleReferences(input)],
};
