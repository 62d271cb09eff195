import assert from 'node:assert/strict';
import { roster } from '../../../../../../src/engine/agents/roster.ts';
import { chooseTeam } from '../../../../../../src/engine/coordinator/session/plan/choose-team.ts';

const teamOf = (text: string, agent = 'auto') => chooseTeam({ agent, text }, roster);
const ids = (text: string): string => {
  const { wanted, agents } = teamOf(text);
  return wanted ? agents.map(({ id }) => id).join(' ') : 'single';
};

describe('whether a question needs several agents', () => {
  it('does where it begins with several names, which are then those who work', () => {
    assert.equal(ids('@marie @vince what about the queue?'), 'marie vince');
    assert.equal(ids('@wee @marie, and @vince: what about the queue?'), 'marie vince');
    assert.equal(teamOf('@marie @vince what about the queue?').text, 'what about the queue?');
  });

  it('says who of many names is left out', () => {
    const { agents, reason } = teamOf('@sherlock @leonardo @edison @maya @vince @marie what is this?');
    assert.equal(agents.length, 5);
    assert.equal(reason, 'asked by name, 5 at most: @marie left out');
    assert.equal(teamOf('@marie @vince what about the queue?').reason, 'asked by name');
  });

  it('does where its parts fit different agents', () => {
    const cases: Readonly<Record<string, string>> = {
      'why does res.redirect drop the query string and which tests cover it?': 'sherlock marie',
      'Why does the login crash? Is the module structure sensible, are there import cycles?': 'sherlock leonardo',
      '- why is the cache never hit?\n- implement a flag to build and generate stats\n- which tests are missing for it?':
        'sherlock edison marie',
    };
    for (const [text, team] of Object.entries(cases)) assert.equal(ids(text), team, text);
  });

  it('does not where it asks one thing, however long', () => {
    const singles = [
      'why does res.redirect drop the query string?',
      'TypeError: x is not a function\n    at handle (/srv/app/lib/router.js:12:7)',
      'how do I add a new endpoint for invoices?',
      'which tests cover the pricing and the stock?',
      'add an option to res.cookie for partitioned cookies',
      'what does this project do and where do I start?',
      'is the readme still true?',
      'hello',
      '',
    ];
    for (const text of singles) assert.equal(ids(text), 'single', text);
  });

  it('does not where it names one agent', () => {
    assert.equal(ids('@sherlock why does it crash and which tests cover it?'), 'single');
    assert.equal(teamOf('why does it crash and which tests cover it?', 'sherlock').wanted, false);
  });

  it('has the one agent that is named, where a person wants a session', () => {
    const { agents, by, text, reason } = teamOf('@maya is this query slow?');
    assert.deepEqual(
      agents.map(({ id }) => id),
      ['maya', 'vince'],
    );
    assert.equal(by, 'names');
    assert.equal(text, 'is this query slow?');
    assert.match(reason, /^maya for: its name; vince for: slow$/);
  });

  it('still knows who could work together, for a person who wants a session', () => {
    assert.deepEqual(
      teamOf('hello').agents.map(({ id }) => id),
      ['leonardo', 'sherlock', 'marie'],
    );
    const team = (text: string): string =>
      teamOf(text)
        .agents.map(({ id }) => id)
        .join(' ');
    assert.equal(team('is this query slow?'), 'vince leonardo');
    assert.equal(team('is the debugger safe in production and what do the docs say about it?'), 'vince maya');
    assert.equal(
      team('why does a panic in a middleware still write a 200 status, and is that tested?'),
      'sherlock marie',
    );
    assert.match(teamOf('is this query slow?').reason, /^vince for: slow; leonardo to look from another side$/);
  });
});
