/** What one question of a person has taken so far; the steps of a session share one. */
export interface Account {
  tokens: number;
  cost: number;
}
