import type { AgentId } from '../../domain/agent.ts';
import type { Amount, BudgetSettings, Price, SpendReport } from '../../domain/budget.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SpendRow, SpendStore } from '../../ports/spend-store.ts';
import type { Account } from './account.ts';
import { budgetUses } from './budget-uses.ts';
import { Charge, type Ledger } from './charge.ts';
import { localDay } from './local-day.ts';
import { overBudget } from './over-budget.ts';
import { type Spending, sumSpending } from './sum-spending.ts';

export interface PurseOptions {
  readonly clock: Clock;
  readonly store: SpendStore;
  readonly settings: () => BudgetSettings;
}

/**
 * Where models' tokens and money come from. What a request may take is put aside before it is sent and corrected when it ended, on
 * disk where a budget is set: so neither questions side by side nor a crash nor another window spends past a limit.
 */
export class Purse implements Ledger {
  readonly #options: PurseOptions;
  #ready = false;
  #minute = Number.NaN;
  #day = '';

  constructor(options: PurseOptions) {
    this.#options = options;
  }

  /** Whether it is known what was spent before. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** Resolves when it is. */
  async ready(): Promise<void> {
    await this.#options.store.ready();
    this.#ready = true;
  }

  /**
   * Puts aside what a request is expected to take, at the price given, where anything is limited.
   * @throws WeeError `over-budget`.
   */
  open(agent: AgentId, account: Account, prompt: number, price: Price | undefined): Charge {
    const limited = isLimited(this.#options.settings());
    const charge = new Charge(this, { agent, account, day: this.today() }, prompt, price, limited);
    charge.begin();
    return charge;
  }

  /** @param account without one, limits per question do not count. @throws WeeError `over-budget` where that much more would go past a limit. */
  check(agent: AgentId, account: Account | undefined, more: Amount): void {
    const settings = this.#options.settings();
    if (!isLimited(settings)) return;
    const fault = overBudget(budgetUses(settings, this.#spending(), account, agent), more);
    if (fault !== undefined) throw fault;
  }

  /** Runs `work`, which checks and books, while nobody else does, in another window or process either. */
  alone(work: () => void): void {
    const { store, settings } = this.#options;
    if (isLimited(settings())) store.alone(work);
    else work();
  }

  /** Whether a question may take that much: asking a person for more would be in vain. */
  allows(agent: AgentId, more: Amount): boolean {
    try {
      this.check(agent, { tokens: 0, cost: 0 }, more);
      return true;
    } catch {
      return false;
    }
  }

  /** Takes note of what was spent, or given back. */
  book(row: SpendRow): void {
    const { store, settings } = this.#options;
    store.add(row, isLimited(settings()));
  }

  report(): SpendReport {
    const spending = this.#spending();
    const { day, month, agents } = spending;
    const each = [...agents].map(([agent, of]) => ({ agent, ...of }));
    return {
      day,
      month,
      agents: each.sort((a, b) => b.month.cost - a.month.cost || b.month.tokens - a.month.tokens),
      budgets: budgetUses(this.#options.settings(), spending),
    };
  }

  #spending(): Spending {
    const today = this.today();
    return sumSpending(this.#options.store.since(`${today.slice(0, 8)}01`), today);
  }

  /** The local day; worked out once a minute, since a day begins with one. */
  today(): string {
    const now = this.#options.clock.now();
    const minute = Math.floor(now / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#day = localDay(now);
    }
    return this.#day;
  }
}

const limited = new WeakMap<BudgetSettings, boolean>();

/** Settings never change: new ones are a new object. */
function isLimited(settings: BudgetSettings): boolean {
  let known = limited.get(settings);
  if (known === undefined) {
    const all = [settings.limits, ...Object.values(settings.agents)];
    known = all.some((limits) => Object.values(limits).some((limit) => limit > 0));
    limited.set(settings, known);
  }
  return known;
}
