/** PRAGMA application_id of each database, by which a foreign file is recognised: `WEE` and a letter, in ASCII. */
export const applicationId = {
  answers: 0x57_45_45_41,
  index: 0x57_45_45_49,
  sessions: 0x57_45_45_53,
  spend: 0x57_45_45_42,
  traces: 0x57_45_45_54,
} as const;
