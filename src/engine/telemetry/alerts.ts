import type { Alert, AlertName, AlertSettings, Measure } from '../domain/alert.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';

/** Samples from which a figure means something. */
const SAMPLES: Readonly<Record<AlertName, number>> = { cpu: 1, memory: 1, hitRate: 20, agentP95Ms: 20, success: 20 };
/** Figures that are bad when they are low. */
const LOW: ReadonlySet<AlertName> = new Set(['hitRate', 'success']);
/** Readings have to be bad for this long, ms; what rests on many samples is raised at once. */
const HOLD_MS = 30_000;
/** An alert ends once its figure is this much better than the threshold, as a share of it. */
const BETTER = 0.1;
/** ms in which an alert that ended is not raised again. */
const QUIET_MS = 300_000;

interface Watched {
  /** Monotonic ms since when it is bad. */
  bad?: number;
  /** Monotonic ms of its end. */
  ended?: number;
  alert?: Alert;
}

/**
 * Raises alerts on figures past their thresholds: only with enough samples, after they held for a while, with hysteresis and a quiet
 * period, so that an alert means something.
 */
export class Alerts {
  readonly #clock: Clock;
  readonly #settings: () => AlertSettings;
  readonly #watched = new Map<string, Watched>();

  constructor(clock: Clock, settings: () => AlertSettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** What is raised, given the figures of now. A figure that is missing leaves its alert as it is. */
  evaluate(measures: readonly Measure[]): readonly Alert[] {
    for (const measure of measures) this.#look(measure);
    const thresholds = this.#settings();
    return [...this.#watched.values()].flatMap(({ alert }) =>
      alert !== undefined && thresholds[alert.name] > 0 ? [alert] : [],
    );
  }

  /** The figures begin anew. */
  reset(): void {
    this.#watched.clear();
  }

  #look(measure: Measure): void {
    const { name, agent = '', value, samples } = measure;
    const threshold = this.#settings()[name];
    const key = `${name} ${agent}`;
    const watched = this.#watched.get(key) ?? {};
    if (!this.#watched.has(key)) {
      if (this.#watched.size >= limits.watchedFigures) return;
      this.#watched.set(key, watched);
    }
    const now = this.#clock.monotonic();
    const low = LOW.has(name);
    const isBad = threshold > 0 && samples >= SAMPLES[name] && (low ? value < threshold : value > threshold);
    if (watched.alert !== undefined) {
      const isWell = low ? value >= Math.min(1, threshold * (1 + BETTER)) : value <= threshold * (1 - BETTER);
      if (isWell || threshold === 0) {
        delete watched.alert;
        delete watched.bad;
        watched.ended = now;
      } else watched.alert = { ...measure, threshold, since: watched.alert.since };
      return;
    }
    if (!isBad) {
      delete watched.bad;
      return;
    }
    watched.bad ??= now;
    const isQuiet = watched.ended !== undefined && now - watched.ended < QUIET_MS;
    const held = SAMPLES[name] > 1 || now - watched.bad >= HOLD_MS;
    if (held && !isQuiet) watched.alert = { ...measure, threshold, since: this.#clock.now() };
  }
}
