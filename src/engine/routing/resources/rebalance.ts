/** Load of one place: what runs and what waits for it, against what it takes. */
export interface PlaceLoad {
  readonly id: string;
  readonly limit: number;
  readonly inFlight: number;
  readonly queued: number;
}

/** Bounds of an instance's load, in shares of the optimal one. */
const OVERLOADED = 1.2;
const UNDERLOADED = 0.8;

/**
 * Which queued work should move where. The optimal load is the same share of its limit everywhere; whoever is above 1.2 times
 * that gives of its queue, whoever is below 0.8 times takes, and neither crosses the optimum by it, so that nothing moves back.
 */
export function moves(
  places: readonly PlaceLoad[],
): { readonly from: string; readonly to: string; readonly count: number; readonly reason: string }[] {
  const total = places.reduce((sum, { inFlight, queued }) => sum + inFlight + queued, 0);
  const capacity = places.reduce((sum, { limit }) => sum + limit, 0);
  if (total === 0 || capacity === 0) return [];
  const optimal = total / capacity;
  const ratio = ({ limit, inFlight, queued }: PlaceLoad): number => (inFlight + queued) / limit / optimal;
  const spare = new Map(
    places
      .filter((place) => ratio(place) < UNDERLOADED)
      .map((place) => [place, Math.max(1, Math.floor(optimal * place.limit) - place.inFlight - place.queued)]),
  );
  const found = [];
  for (const from of places.filter((place) => place.queued > 0 && ratio(place) > OVERLOADED)) {
    let surplus = Math.min(from.queued, Math.ceil(from.inFlight + from.queued - optimal * from.limit));
    for (const [to, room] of spare) {
      const count = Math.min(surplus, room);
      if (count <= 0) continue;
      surplus -= count;
      spare.set(to, room - count);
      const reason = `${from.id} had ${ratio(from).toFixed(2)} and ${to.id} ${ratio(to).toFixed(2)} of the optimal load`;
      found.push({ from: from.id, to: to.id, count, reason });
    }
  }
  return found;
}
