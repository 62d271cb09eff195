const WINDOW_MS = 60_000;
const BUCKETS = 60;
const BUCKET_MS = WINDOW_MS / BUCKETS;

export interface QuotaLimits {
  /** Requests at once. */
  readonly concurrency: number;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/**
 * What an endpoint allows its key, shared by all its models: requests at once, and requests and tokens in any minute (sliding
 * window of seconds, the one that is leaving still counted in full, so that it is never exceeded).
 */
export class Quota {
  #limits: QuotaLimits;
  inFlight = 0;
  readonly #requests = new Uint32Array(BUCKETS + 1);
  readonly #tokens = new Float64Array(BUCKETS + 1);
  #sumRequests = 0;
  #sumTokens = 0;
  #bucket = 0;

  constructor(limits: QuotaLimits) {
    this.#limits = limits;
  }

  get limits(): QuotaLimits {
    return this.#limits;
  }

  /** So many requests at once from now on; those that run are not stopped. */
  resize(concurrency: number): void {
    this.#limits = { ...this.#limits, concurrency };
  }

  /** Whether one more request of this many tokens fits now. One larger than a whole minute's allowance fits an idle minute. */
  fits(tokens: number, now: number): boolean {
    const { concurrency, requestsPerMinute, tokensPerMinute } = this.#limits;
    if (this.inFlight >= concurrency) return false;
    if (requestsPerMinute === undefined && tokensPerMinute === undefined) return true;
    this.#advance(now);
    if (requestsPerMinute !== undefined && this.#sumRequests >= requestsPerMinute) return false;
    return tokensPerMinute === undefined || this.#sumTokens === 0 || this.#sumTokens + tokens <= tokensPerMinute;
  }

  take(tokens: number, now: number): void {
    this.inFlight++;
    this.#advance(now);
    this.#add(1, tokens);
  }

  /** It ended; `tokens` is what it used beyond (or, negative, below) what was taken for it. */
  give(tokens: number, now: number): void {
    this.inFlight--;
    this.#advance(now);
    this.#add(0, Math.max(tokens, -this.#sumTokens));
  }

  /** Whether nothing runs and nothing was taken in the last minute. */
  idle(now: number): boolean {
    this.#advance(now);
    return this.inFlight === 0 && this.#sumRequests === 0;
  }

  /** ms until the window moves on; 0 when only a request that ends makes room. */
  waitMs(now: number): number {
    const { requestsPerMinute, tokensPerMinute } = this.#limits;
    if (requestsPerMinute === undefined && tokensPerMinute === undefined) return 0;
    return this.#sumRequests === 0 ? 0 : BUCKET_MS - (now % BUCKET_MS);
  }

  #add(requests: number, tokens: number): void {
    const place = this.#bucket % (BUCKETS + 1);
    this.#requests[place] = (this.#requests[place] ?? 0) + requests;
    this.#tokens[place] = (this.#tokens[place] ?? 0) + tokens;
    this.#sumRequests += requests;
    this.#sumTokens += tokens;
  }

  #advance(now: number): void {
    const current = Math.floor(now / BUCKET_MS);
    const steps = Math.min(BUCKETS + 1, current - this.#bucket);
    for (let step = 1; step <= steps; step++) {
      const place = (current - steps + step) % (BUCKETS + 1);
      this.#sumRequests -= this.#requests[place] ?? 0;
      this.#sumTokens -= this.#tokens[place] ?? 0;
      this.#requests[place] = 0;
      this.#tokens[place] = 0;
    }
    if (steps > 0) this.#bucket = current;
    if (this.#sumRequests === 0) this.#sumTokens = Math.max(0, this.#sumTokens);
  }
}
