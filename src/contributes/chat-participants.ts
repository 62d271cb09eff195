import { roster } from '../engine/agents/roster.ts';
import { chatCommands, participantId } from './ids.ts';

/** `contributes.chatParticipants` of package.json: `@wee`, and each of the seven. */
export function chatParticipants(): readonly unknown[] {
  return [
    {
      id: participantId('auto'),
      name: 'wee',
      fullName: 'WEE',
      description: '%participant.wee%',
      isSticky: true,
      commands: Object.values(chatCommands).map((name) => ({ name, description: `%chat.${name}%` })),
    },
    ...roster.map(({ id, name }) => ({
      id: participantId(id),
      name: id,
      fullName: name,
      description: `%participant.${id}%`,
      isSticky: true,
    })),
  ];
}
