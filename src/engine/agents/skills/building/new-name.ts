import { questionWords } from '../text/question-words.ts';
import { splitName } from '../text/split-name.ts';

/** Words that say what is done, not what it is done for. */
const VERBS =
  /^(?:add\w*|implement\w*|writ\w*|creat\w*|support\w*|introduc\w*|provid\w*|another|similar|please|type|types|class|body|bodies|format|formats|option|options|value|values|data|object|objects)$/;
/** A flag of a command line, which is a name by itself. */
const FLAG = /(?<!\S)--(?<name>[a-z][a-z\d]*(?:-[a-z\d]+)*)/;

/** What a question asks for that none of these names says, as words in lower case: `['max', 'lines']`. */
export function newName(text: string, taken: Iterable<string>): readonly string[] | undefined {
  const flag = FLAG.exec(text)?.groups?.name;
  if (flag !== undefined) return flag.split('-');
  const parts = new Set([...taken].flatMap((one) => splitName(one)));
  const isTaken = (word: string): boolean =>
    [...parts].some(
      (one) =>
        one === word ||
        one === `${word}s` ||
        `${one}s` === word ||
        (word.length > 4 && one.startsWith(word.slice(0, 5))),
    );
  const word = [...questionWords(text)].find(
    (one) => /^[a-z][a-z\d]{1,30}$/.test(one) && !VERBS.test(one) && !isTaken(one),
  );
  return word === undefined ? undefined : [word];
}
