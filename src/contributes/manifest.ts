import { chatParticipants } from './chat-participants.ts';
import { contextToolEntry } from './context-tool.ts';
import { commands, modelVendor, views } from './ids.ts';
import { menus } from './menus.ts';
import { settings } from './settings.ts';
import { walkthroughEntry } from './walkthrough.ts';

const icons: Partial<Record<keyof typeof commands, string>> = {
  ask: '$(comment-discussion)',
  openDashboard: '$(dashboard)',
  resetFigures: '$(clear-all)',
  stopAnswer: '$(debug-stop)',
  copyAnswer: '$(copy)',
  askAgain: '$(refresh)',
  applyAnswer: '$(diff)',
  similarAnswer: '$(history)',
  openInChat: '$(comment-discussion)',
  dismiss: '$(close)',
};

/** Everything of package.json that is generated. */
export function manifest(): Record<string, unknown> {
  return {
    // `onLanguage` comes seconds before `onStartupFinished`: until WEE's model is there, the chat view refuses questions.
    activationEvents: ['onLanguage', 'onStartupFinished'],
    extensionKind: ['workspace'],
    l10n: './l10n',
    capabilities: {
      untrustedWorkspaces: {
        supported: 'limited',
        description: '%untrusted%',
        restrictedConfigurations: [
          'wee.pool',
          'wee.openai.baseUrl',
          'wee.openai.model',
          'wee.embeddings.baseUrl',
          'wee.embeddings.model',
          'wee.instances',
        ],
      },
      virtualWorkspaces: { supported: false, description: '%virtual%' },
    },
    contributes: {
      commands: Object.entries(commands).map(([name, command]) => ({
        command,
        title: `%command.${name}%`,
        category: 'WEE',
        ...(icons[name as keyof typeof commands] !== undefined && { icon: icons[name as keyof typeof commands] }),
      })),
      keybindings: [{ command: commands.ask, key: 'ctrl+alt+w', mac: 'cmd+alt+w' }],
      menus: menus(),
      viewsContainers: { activitybar: [{ id: views.container, title: 'WEE', icon: 'media/wee.svg' }] },
      views: { [views.container]: [{ type: 'webview', id: views.panel, name: '%view.panel%', icon: 'media/wee.svg' }] },
      chatParticipants: chatParticipants(),
      languageModelTools: [contextToolEntry()],
      walkthroughs: [walkthroughEntry()],
      languageModelChatProviders: [{ vendor: modelVendor, displayName: 'WEE' }],
      // An answer opens at the cursor; without this the editor would open its list of comments over it.
      configurationDefaults: { 'comments.openView': 'never' },
      configuration: {
        title: 'WEE',
        properties: Object.fromEntries(
          Object.entries(settings).map(([name, setting]) => [
            `wee.${name}`,
            { ...setting, markdownDescription: `%setting.${name}%` },
          ]),
        ),
      },
    },
  };
}
