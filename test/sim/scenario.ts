import { type FaultKind, faultKinds } from './faulty-instance.ts';
import { SeededRandom } from './seeded-random.ts';

export interface SimOptions {
  readonly seed: number;
  /** `chaos` draws everything; `one-dead` fails one of three at every request; `five-percent` fails each at random. */
  readonly scenario: 'chaos' | 'one-dead' | 'five-percent';
  readonly hours: number;
  readonly nodes?: number | undefined;
  readonly users?: number | undefined;
}

export interface Fault {
  readonly instance: number;
  readonly kind: FaultKind | 'gone';
  readonly from: number;
  readonly until: number;
}

/** Times in ms. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Everything that a run does from outside, worked out from the seed before it begins. */
export interface Scenario {
  readonly endMs: number;
  readonly instances: readonly { readonly concurrency: number; readonly requestsPerMinute: number | undefined }[];
  readonly faults: readonly Fault[];
  /** The disk is busy: contexts take twenty times as long. */
  readonly busyDisk: readonly Span[];
  /** Ten times the load. */
  readonly storms: readonly Span[];
  readonly jumps: readonly { readonly at: number; readonly ms: number }[];
  readonly questionsPerSecond: number;
  readonly fallback: boolean;
}

export function drawScenario({ seed, scenario, hours, nodes, users }: SimOptions): Scenario {
  const random = new SeededRandom(seed);
  const chaos = scenario === 'chaos';
  const endMs = hours * 3_600_000;
  const count = nodes ?? (chaos ? random.integer(2, 6) : 3);
  const instances = Array.from({ length: count }, () => ({
    concurrency: chaos ? random.integer(1, 8) : 8,
    requestsPerMinute: chaos && random.next() < 0.2 ? random.integer(20, 120) : undefined,
  }));
  // A user asks once in two minutes.
  const questionsPerSecond = users === undefined ? (chaos ? random.between(0.3, 1.5) : 2) : users / 120;
  return {
    endMs,
    instances,
    faults: chaos ? drawFaults(random, count, endMs) : [],
    busyDisk: chaos ? drawSpans(random, endMs, endMs / 600_000) : [],
    storms: chaos ? drawSpans(random, endMs, endMs / 900_000) : [],
    jumps: chaos ? [{ at: random.between(0, endMs), ms: random.between(-86_400_000, 86_400_000) }] : [],
    questionsPerSecond,
    fallback: chaos,
  };
}

/** One every two minutes or so, of 10 to 90 seconds; the last minute is calm, so that recovery can be seen. */
function drawFaults(random: SeededRandom, count: number, endMs: number): Fault[] {
  const faults: Fault[] = [];
  for (let instance = 0; instance < count; instance++) {
    let at = random.between(0, 120_000);
    while (at < endMs - 60_000) {
      const until = Math.min(endMs - 60_000, at + random.between(10_000, 90_000));
      faults.push({ instance, kind: random.pick(['gone', ...faultKinds]), from: at, until });
      at = until + random.between(40_000, 200_000);
    }
  }
  return faults;
}

function drawSpans(random: SeededRandom, endMs: number, count: number): Span[] {
  return Array.from({ length: Math.ceil(count) }, () => {
    const from = random.between(0, endMs);
    return { from, until: from + random.between(5_000, 30_000) };
  });
}
