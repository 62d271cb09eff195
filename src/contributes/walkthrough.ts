import { commands, views, walkthrough } from './ids.ts';

/** Its steps, in order, and what completes each. Their texts are in package.nls.json, their pictures in media/walkthrough. */
const walkthroughSteps = {
  chat: ['onCommand:workbench.action.chat.open'],
  selection: [`onCommand:${commands.askSelection}`, `onCommand:${commands.ask}`, `onCommand:${commands.askHere}`],
  panel: [`onCommand:${commands.openPanel}`, `onView:${views.panel}`],
  model: [`onCommand:${commands.chooseModel}`, 'onSettingChanged:wee.openai.baseUrl', 'onSettingChanged:wee.pool'],
  privacy: [`onCommand:${commands.showContext}`, `onCommand:${commands.doctor}`, 'onSettingChanged:wee.offline'],
} as const;

/** The one of `contributes.walkthroughs` of package.json. */
export function walkthroughEntry(): Record<string, unknown> {
  return {
    id: walkthrough,
    title: '%walkthrough.title%',
    description: '%walkthrough.description%',
    icon: 'media/icon.png',
    steps: Object.entries(walkthroughSteps).map(([id, completionEvents]) => ({
      id,
      title: `%walkthrough.${id}.title%`,
      description: `%walkthrough.${id}.description%`,
      media: { svg: `media/walkthrough/${id}.svg`, altText: `%walkthrough.${id}.alt%` },
      completionEvents,
    })),
  };
}
