/** Words that say nothing of what a question is about. */
export const STOP_WORDS: ReadonlySet<string> = listed(
  'a about an and are as at be been but by can could did do does doing for from had has have how i if in into is it its me my no not of on or our should so some than that the their them then there these they this to up use used using was we were what when where which while who why will with would you your',
);

/** Verbs among `ACTION_WORDS`, in the form that others are made of. */
const ACTIONS =
  'add allow avoid build change clean convert correct ensure extract fix handle implement improve introduce make move prefer prevent reduce refactor remove rename replace simplify support test update happen work find show explain';

/**
 * Words that say what is asked for rather than of what: they open questions, issues and commit messages of any project, and
 * stand in its code for other reasons.
 */
export const ACTION_WORDS: ReadonlySet<string> = new Set([
  ...listed(
    'also better bug chore ci cleanup correctly docs feat feature instead issue issues minor missing more new only perf please problem problems properly style wrong broken',
  ),
  ...ACTIONS.split(' ').flatMap(formsOf),
]);

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** `fix`, `fixes`, `fixed`, `fixing`. */
function formsOf(verb: string): string[] {
  const root = verb.replace(/e$/, '');
  return [verb, `${verb}s`, `${root}es`, `${root}ed`, `${root}ing`];
}
