import { questionWords } from '../../text/question-words.ts';
import { splitName } from '../../text/split-name.ts';
import { subjectWords } from '../../text/subject-words.ts';

/** What a question asks of documents: words, lower case, with what each counts; `names` of code are among them. */
export interface Asked {
  readonly weights: ReadonlyMap<string, number>;
  readonly names: readonly string[];
}

/** What a name of code counts beside a plain word, and a word that may only say which kind of answer is wanted. */
const NAME = 2;
const KIND = 0.6;
const NAME_IN_CODE = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const WRITTEN_AS_CODE = /\p{Ll}\p{Lu}|[\p{L}\p{N}]_[\p{L}\p{N}]|\p{L}\p{N}/u;

/** Words that ask for documents, judge them or mean the project as a whole: no document is about them. */
const NO_SUBJECT =
  /^(?:docs?|document\w*|undocumented|docstrings?|jsdoc|javadoc|readme|faqs?|guides?|manual|tutorials?|changelog|wiki|comments?|tell|read|use|explain\w*|describe\w*|mention\w*|lack\w*|missing|stale|outdated|date|here|projects?|repo\w*|codebase|code|framework|librar\w*|application|program|people|good|bad|better|best|well|clear\w*|clean\w*|helpful|understandable|complete\w*|public|exported|functions?|class\w*|methods?)$/;

/** What a question asks of documents. Words such as `security` count only where the documents themselves are asked. */
export function askedOfDocuments(text: string, documentsAsked: boolean): Asked {
  const subject = subjectWords(text);
  const words = documentsAsked ? [...questionWords(text)].filter((word) => !NO_SUBJECT.test(word)) : [...subject];
  const written = [...text.slice(0, 4_000).matchAll(NAME_IN_CODE)].map(([word]) => word);
  const names = new Set(written.filter((word) => WRITTEN_AS_CODE.test(word)).map((word) => word.toLowerCase()));
  // A name stands for itself: its parts are words of other things.
  const plain = new Set(written.filter((word) => !WRITTEN_AS_CODE.test(word)).map((word) => word.toLowerCase()));
  const parts = new Set(written.filter((word) => WRITTEN_AS_CODE.test(word)).flatMap(splitName));
  const kept = words.filter((word) => names.has(word) || plain.has(word) || !parts.has(word));
  return {
    weights: new Map(kept.map((word) => [word, names.has(word) ? NAME : subject.has(word) ? 1 : KIND])),
    names: kept.filter((word) => names.has(word)),
  };
}
