/** Words that say nothing of what a question is about. */
export const STOP_WORDS: ReadonlySet<string> = listed(
  'a about an and are as at be been but by can could did do does doing for from had has have how i if in into is it its me my no not of on or our should so some than that the their them then there these they this to up use used using was we were what when where which while who why will with would you your',
);

/**
 * Words that say what is asked for rather than of what: they open questions, issues and commit messages of any project, and
 * stand in its code for other reasons.
 */
export const ACTION_WORDS: ReadonlySet<string> = listed(
  'add allow also avoid better bug build change chore ci clean cleanup convert correct correctly docs ensure error-prone extract feat feature fix fixes fixed handle implement improve instead introduce issue make minor missing more move new only perf prefer prevent problem properly reduce refactor remove rename replace simplify style support test tests update wrong broken happen happens work works find show explain please',
);

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
