import type { AgentDefinition } from '../domain/agent.ts';
import { alex } from './seven/alex.ts';
import { edison } from './seven/edison.ts';
import { leonardo } from './seven/leonardo.ts';
import { marie } from './seven/marie.ts';
import { maya } from './seven/maya.ts';
import { sherlock } from './seven/sherlock.ts';
import { vince } from './seven/vince.ts';

/** The seven, alex first: it answers what nobody else stands out for. */
export const roster: readonly AgentDefinition[] = [alex, sherlock, leonardo, edison, maya, vince, marie];
