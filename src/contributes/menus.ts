import { commands, contextKeys, threadMarks, threadStates, views } from './ids.ts';

/** What stands at the title of an inline answer, in order. */
const threadActions = [
  'stopAnswer',
  'similarAnswer',
  'applyAnswer',
  'openInChat',
  'copyAnswer',
  'askAgain',
  'dismiss',
] as const;

/** `contributes.menus` of package.json. */
export function menus(): Record<string, unknown> {
  return {
    commandPalette: [
      { command: commands.pauseIndexing, when: `!${contextKeys.indexPaused}` },
      { command: commands.resumeIndexing, when: contextKeys.indexPaused },
      ...[...threadActions, 'goToAnswer' as const].map((name) => ({
        command: commands[name],
        when: contextKeys.hasAnswers,
      })),
      ...(['reply', 'askHere', 'showSimilar', 'applyEdits'] as const).map((name) => ({
        command: commands[name],
        when: 'false',
      })),
    ],
    'editor/context': [{ command: commands.askSelection, group: '1_modification@9' }],
    'view/title': [
      { command: commands.ask, when: `view == ${views.panel}`, group: 'navigation@1' },
      { command: commands.openDashboard, when: `view == ${views.panel}`, group: 'navigation@2' },
      { command: commands.resetFigures, when: `view == ${views.panel}`, group: 'navigation@3' },
    ],
    'comments/commentThread/title': threadActions.map((name, index) => ({
      command: commands[name],
      when: whenAnswer(name),
      group: `navigation@${index}`,
    })),
    'comments/commentThread/context': [
      {
        command: commands.reply,
        when: `commentController == wee && commentThread =~ /^${threadStates.done}/`,
        group: 'inline',
      },
    ],
  };
}

function whenAnswer(name: (typeof threadActions)[number]): string {
  if (name === 'dismiss') return 'commentController == wee';
  const states = {
    stopAnswer: `^${threadStates.running}`,
    similarAnswer: `${threadMarks.similar}$`,
    applyAnswer: `^${threadStates.done}${threadMarks.edit}`,
  } as const;
  const state = name in states ? states[name as keyof typeof states] : `^${threadStates.done}`;
  return `commentController == wee && commentThread =~ /${state}/`;
}
