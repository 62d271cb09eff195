import * as vscode from 'vscode';
import { describeCost } from '../../../engine/coordinator/budget/describe-amount.ts';
import type { SessionEvent, SessionRecord, SessionStatus, SessionStep } from '../../../engine/domain/session.ts';
import { inertText } from '../../../engine/text/inert-text.ts';
import { tierName } from '../../tier-name.ts';

/** Who works in which order, and why: `@sherlock and @leonardo, then @marie (…)`. */
export function describePlan({ plan }: Extract<SessionEvent, { type: 'planned' }>): string {
  const names = (later: boolean): string[] =>
    plan.steps.filter(({ dependsOn }) => dependsOn.length > 0 === later).map(({ agent }) => `@${agent}`);
  const order = [names(false).join(', '), names(true).join(', ')].filter((part) => part !== '').join(' → ');
  return `${order} (${plan.reason})`;
}

/** How a step stands, one line; empty when there is nothing to say. */
export function describeStep({ agent, status, ms, tier, failure }: SessionStep, message: string): string {
  if (status === 'running') return message === '' ? vscode.l10n.t('@{0} is looking', agent) : `@${agent}: ${message}`;
  if (status === 'answered') {
    return `@${agent}: ${vscode.l10n.t('answered')} · ${tierName(tier)} · ${Math.round(ms)} ms`;
  }
  return status === 'failed' ? `@${agent}: ${failure?.message ?? vscode.l10n.t('failed')}` : '';
}

/** The last line of a session: `session 1a2b3c4d · 3 agents · 120 ms · efficiency 1.8 · overhead 4%`. */
export function describeSession({ id, steps, ms, cost, coordination }: SessionRecord): string {
  const agents = vscode.l10n.t('{0} agents', steps.length);
  const efficiency = vscode.l10n.t('efficiency {0}', coordination.efficiency.toFixed(1));
  const overhead = vscode.l10n.t('overhead {0}%', Math.round(coordination.overhead * 100));
  return `${vscode.l10n.t('session')} ${id.slice(0, 8)} · ${agents} · ${Math.round(ms)} ms · ${efficiency} · ${overhead}${cost === undefined ? '' : ` · ${describeCost(cost)}`}`;
}

/** A stored session as a document. */
export function sessionDocument(record: SessionRecord): string {
  const interrupted = vscode.l10n.t('*Interrupted. Asked again, what was answered comes from the cache.*');
  const parts = record.steps.map((step) =>
    part(step, step.text.trim() || (step.failure?.message ?? withoutText(step))),
  );
  const state =
    record.status === 'running'
      ? interrupted
      : `*${describeSession(record)} · ${statusName(record.status)} · ${inertText(record.plan.reason)}*`;
  return paragraphs([heading(record.question), state, record.text.trim(), ...parts]);
}

/** How a session under way stands. */
export interface SessionProgress {
  readonly planned: Extract<SessionEvent, { type: 'planned' }>;
  /** Each step's newest event by its id. */
  readonly steps: ReadonlyMap<string, Extract<SessionEvent, { type: 'step' }>>;
  /** The synthesis so far. */
  readonly text: string;
}

/** A session under way as a document: what each agent does, what alex makes of it, and the answers that have come. */
export function progressDocument(question: string, { planned, steps, text }: SessionProgress): string {
  const states = planned.plan.steps.map(({ id, agent }) => {
    const at = steps.get(id);
    const line = at === undefined ? '' : describeStep(at.step, at.message);
    const silent =
      at?.step.status === 'cancelled' ? `@${agent}: ${vscode.l10n.t('stopped')}` : vscode.l10n.t('@{0} waits', agent);
    return `- ${inertText(line === '' ? silent : line)}`;
  });
  const parts = [...steps.values()].flatMap(({ step }) =>
    step.text.trim() === '' ? [] : [part(step, step.text.trim())],
  );
  const reason = `*${inertText(planned.plan.reason)}*`;
  return paragraphs([heading(question), reason, states.join('\n'), text.trim(), ...parts]);
}

/** How a session ended that is not running here. */
export function statusName(status: SessionStatus): string {
  switch (status) {
    case 'running':
      return vscode.l10n.t('interrupted');
    case 'done':
      return vscode.l10n.t('done');
    case 'partial':
      return vscode.l10n.t('partial');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('stopped');
  }
}

/** What stands for the answer of an agent that gave none, in a session that runs no more. */
function withoutText({ status }: SessionStep): string {
  return `*${status === 'cancelled' ? vscode.l10n.t('stopped') : vscode.l10n.t('no answer')}*`;
}

function heading(question: string): string {
  return `# ${question.replace(/\s+/g, ' ').trim()}`;
}

function part({ agent }: SessionStep, text: string): string {
  return `## @${agent}\n\n${text}`;
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.filter((one) => one !== '').join('\n\n')}\n`;
}
