/** Every bound of the engine, in one place. What happens at each is said beside it. */
export const limits = {
  /** Characters of a question; longer ones are refused with `question-too-long`. */
  questionChars: 100_000,
  /** Turns of history in a prompt; older ones are left out. */
  historyTurns: 5,
  /** Characters kept of one history turn; the middle is cut out. */
  turnChars: 8_000,
  /** Characters of selected text in a prompt; the end is cut off. */
  selectionChars: 20_000,
  /** Characters of an answer, about what models write at most (100,000 tokens): a longer stream has no end, and is stopped with `answer-too-long`. */
  answerChars: 400_000,
  /** Bytes of one line of an endpoint's stream; a longer one ends the stream with `backend-garbage`. */
  backendLineBytes: 1_000_000,
  /** Diagnostics in a prompt; the rest is left out. */
  diagnostics: 20,
  /** Characters of documents whose paragraphs are remembered, which take about as much again; the least recently used goes. */
  documentChars: 1_500_000,
  /** Figures that alerts watch, those of each agent apart; further ones are not watched. */
  watchedFigures: 200,
  /** Changes that an answer proposes; further ones are left out. */
  proposedEdits: 20,
  /** Places that an answer cites; further ones are left out. */
  sources: 50,
  /** Characters of a question kept as its title in lists; the end is cut off. */
  titleChars: 120,
  /** Tokens that a model of VS Code is taken to read until VS Code has said what it offers, in the first moments after a start. */
  modelTokens: 4_000,
  /** Pools at once; the oldest VS Code model makes room. */
  pools: 32,
  /** Files in a context. */
  contextFiles: 20,
  /** Files in an index; the rest is left out and said so. */
  indexFiles: 200_000,
  /** Submodules and clones looked into; further ones are left out. */
  nestedRepositories: 200,
  /** Changed paths handed on one by one; past it the whole workspace is looked at again. */
  changedPaths: 20_000,
  /** Changed paths gathered in the editor between two looks of the index; past it the whole workspace is looked at again. */
  watchedChanges: 500,
  /** ms after a change on disk until the index takes it in, unless a question is asked before. */
  followMs: 100,
  /** Files of a first index up to which their code is read beside their texts; that of more of them afterwards: the first question waits for the texts. */
  readAlongFiles: 2_000,
  /** Characters of texts of such files that wait in memory for their code to be read; others are read from the disk again. */
  textsHeldChars: 4_000_000,
  /** Files whose code a command line waits for; with more of them it waits for product code alone, with more of that for none. */
  codeWaitFiles: 10_000,
  /** As many an editor's question waits for, and for how long, ms. */
  codeWaitFilesEditor: 1_000,
  codeWaitMs: 3_000,
  /** New paths that git is asked about one by one; past it the whole workspace is listed. */
  listedPaths: 500,
  /** Bytes of a file that is indexed; larger ones are known by path only. */
  indexedFileBytes: 1_000_000,
  /** KB of pages of the index that SQLite keeps; others come from the operating system's cache. */
  indexCacheKilobytes: 6_000,
  /** Pages of its write-ahead log from which on a write carries them over; fewer are when nothing was asked for a while. */
  indexLogPages: 8_000,
  /** ms in which changes gather before the disk is given what they wrote there: one by one they would come in each other's way. */
  logFlushMs: 250,
  /** Bytes of texts of files kept in memory by the index process; the least recently used goes. */
  textCacheBytes: 8 * 2 ** 20,
  /** Characters of files worked on whose words are kept by lines and chunks, about 5 bytes each; the least recently changed go. */
  wordsKeptChars: 1_000_000,
  /** Definitions kept of one file; later ones are left out. */
  definitionsPerFile: 1_000,
  /** Changed files whose code is read together with their change; that of more of them waits for its turn. */
  parsedAtOnce: 50,
  /** Characters of a file whose code is read; longer ones have no definitions. */
  parsedChars: 500_000,
  /** Characters of a line in such a file; one with a longer line is data, and has no definitions. */
  parsedFileLineChars: 20_000,
  /** Brackets open at once in such a file; past it, it has no definitions. */
  parsedDepth: 500,
  /** ms of one parse, several times what code of that length takes; past it the file has no definitions. */
  parseMs: 1_000,
  /**
   * Files worked on whose trees the process that parses keeps, as many as somebody has in hand at once, and the characters of their
   * texts, 15 to 30 bytes each in a tree: those of the longest file that is parsed, or 15 MB. The least recently parsed go.
   */
  treesKept: 16,
  treeChars: 500_000,
  /** ms without a text to parse until the process that parses ends and gives its memory back. */
  parserIdleMs: 30_000,
  /** ms without a word of it, while somebody waits, until it counts as stuck and is ended. */
  parserStuckMs: 60_000,
  /** Characters of a line that is parsed; longer ones are skipped. */
  parsedLineChars: 500,
  /** Lines of a chunk, the unit that search scores. */
  chunkLines: 50,
  /** Bytes of the words of files that ranking keeps at hand; the least recently used go. */
  rankedBytes: 8 * 2 ** 20,
  /** Bytes of what is remembered of which files have which words, six for each; the least recently used word goes. */
  postingsBytes: 2 * 2 ** 20,
  /** Bytes of what is remembered of which files have which words in their paths, four for each; the least recently used word goes. */
  namedBytes: 2 ** 18,
  /** `go.mod` and `tsconfig.json` files that are read for what imports mean; those that come later, by path, are left out. */
  importSettings: 200,
  /** Imports of which it is remembered what they mean by convention, about 150 bytes each; past it all are forgotten. */
  importsByConvention: 5_000,
  /** Changes since files were last put in the order of their ids; with more they are ordered anew. */
  changesOrdered: 128,
  /** Files that changed, came or went of which it is known what they were, up to twice as many; past it what is derived of all is made anew. */
  changesFollowed: 1_000,
  /** Imports looked at of all files; later ones, by path, are left out. */
  importsRead: 50_000,
  /** Imports kept at hand, about 100 bytes each; those of the least recently used file go. */
  importsKept: 8_000,
  /** Definitions kept at hand, about 400 bytes each; those of the least recently used file go. */
  definitionsKept: 20_000,
  /** Names of which it is remembered which files define them, about 500 bytes each; the least recently used go. */
  definersKept: 2_000,
  /** Words whose tokens are remembered, about 60 bytes each; past it all are forgotten, since most come again at once. */
  countedWords: 16_384,
  /** Characters of texts that are kept by their lines, with what packing and skills remember of them; the least recently used go. */
  linedChars: 4_000_000,
  /** Runs of ten lines of a text with endless lines whose tokens are remembered, about 50 bytes each; past it those of it are forgotten. */
  countedParts: 512,
  /** Characters of files that are remembered without their secrets, most of them the very text read; the least recently used go. */
  redactedChars: 4_000_000,
  /** Names, and as many paths, whose words are remembered, about 500 bytes each; the least recently used go. */
  namesKept: 10_000,
  /**
   * Different words of a question that are searched for; later ones are left out. What matters is said first: with twice as many, the
   * messages of 360 commits find their files no better.
   */
  queryWords: 24,
  /** Commits read of the history; older ones are left out. */
  commits: 2_000,
  /** Changes of its files in a context; the oldest are left out. */
  changes: 6,
  /** Commits of which it is told what they changed in which file; of older ones only the subject. */
  changedCommits: 300,
  /** Files in commits of which that is kept; those read first go. */
  changedKept: 20_000,
  /** Commits of which that is at hand, about 1 KB each; the least recently used go. */
  changedAtHand: 100,
  /** ms without a question and a change until it is read. */
  readAheadQuietMs: 1_000,
  /** Questions, and subjects of commits, that are rehearsed then; see `Rehearsal`. Fewer of a large project: what they leave in memory grows with it. */
  rehearsedQuestions: 5,
  rehearsedSubjects: 60,
  rehearsedSubjectsOfLarge: 20,
  /** Files from which on a project is large. */
  largeProject: 10_000,
  /** ms of a context that is rehearsed; a question would have to wait for one that takes longer. */
  rehearsableMs: 200,
  /** ms that are rehearsed at a stretch; the rest follows behind the next question. */
  rehearsalMs: 4_000,
  /** ms that may be waited for it; then the names are left out. */
  changedMs: 2_000,
  /** Files that are embedded where an endpoint for that is set up; later ones, by path, are left out of that signal. */
  embeddedFiles: 2_000,
  /** Share of them that may wait for being embedded anew; with more the signal is left out. */
  unembeddedShare: 0.02,
  /** Texts of files whose vectors are kept on disk; those embedded first go. */
  vectorsKept: 10_000,
  /** Bytes of vectors in memory; the least recently used go. */
  vectorBytes: 32 * 2 ** 20,
  /** Numbers of one vector; an endpoint that sends longer ones is not used. */
  vectorDimensions: 4_096,
  /** ms until a request for embeddings counts as failed, and bytes of what may come. */
  embedMs: 30_000,
  embedBytes: 16 * 2 ** 20,
  /** ms that a question waits for its vector; then it is answered without. */
  embedQuestionMs: 200,
  /** ms that a lone question, such as that of a command, waits for its vector, and for those of files. */
  embedOnceMs: 10_000,
  embedFilesOnceMs: 60_000,
  /** Of these, commits that count as recent change. */
  churnCommits: 500,
  /** ms until a git process is ended; then WEE goes on as if there were no git. */
  gitMs: 30_000,
  /** Bytes of git output; past it git is ended, as above. */
  gitBytes: 128 * 2 ** 20,
  /** Findings in a prompt; the lightest are left out. */
  findings: 12,
  /** Memoised (question, generation) → prompt pairs; the least recently used goes. */
  memoEntries: 256,
  /** Questions waiting for an instance of one pool; one more is refused with `queue-full`. */
  queueLength: 64,
  /** Questions waiting for their context to be made; one more is refused with `queue-full`, background work first. */
  contextQueue: 1_024,
  /** Contexts made at once, at most: the index makes one at a time, and beyond this they only wait inside it. */
  contextsAtOnce: 8,
  /** Lanes of the local analyst, in times of what the settings say. */
  laneGrowth: 4,
  /** ms a question waits for an instance; then `queue-timeout`. */
  queueWaitMs: 60_000,
  /** ms a question waits for an instance that named a time (Retry-After); longer, and it goes elsewhere. */
  holdWaitMs: 10_000,
  /** ms until a probe of an endpoint counts as failed. */
  probeMs: 3_000,
  /** Instances of one pool; further ones are left out and named. */
  instances: 1_024,
  /** Requests that one question may cost: the first, and retries at other instances. */
  attempts: 3,
  /** Decisions kept; the oldest goes. */
  decisions: 100,
  /** Traces kept; the oldest goes. */
  traces: 50,
  /** Points of the live chart; the oldest goes. */
  seriesPoints: 120,
  /** ms of one point. */
  seriesIntervalMs: 5_000,
  /** Answers waiting to be written to disk; past it those that wait longest, a batch of them, stay in memory only. */
  diskQueue: 2_048,
  /** ms until a waiting answer is written. */
  diskWriteMs: 200,
  /** ms until a failed write is tried again. */
  diskRetryMs: 30_000,
  /** The longest pause between two trials to open the disk cache, ms. */
  diskRetryMaxMs: 600_000,
  /** ms until hits that memory served are noted on disk. */
  diskTouchMs: 5_000,
  /** Rows written, and ms spent, in one transaction on the editor's thread; the rest follows after seven times as long as that took. */
  diskBatch: 64,
  diskBatchMs: 3,
  /** ms until it is looked whether another window wrote answers. */
  otherWindowsMs: 20,
  /** Answers on disk up to which it is learnt at once, on the editor's thread, which questions have some; of more each question looks itself. */
  placesLearnt: 10_000,
  /** ms until that is learnt again, after another window wrote. */
  placesAgainMs: 10_000,
  /** ms after a write until another process carries the log over into the database. */
  carryOverMs: 1_000,
  /** Pages of that log from which on a write does it after all: the other process does not keep up. */
  logPages: 8_000,
  /** Characters of an answer from which on it is compressed on disk. */
  compressedChars: 16_384,
  /** ms between two sweeps of answers that are too old. */
  diskSweepMs: 60_000,
  /** Answers in memory; the one of the least worth goes. */
  memoryAnswers: 65_536,
  /** Failures of a tier in a row until it is bypassed. */
  breakerFailures: 3,
  /** ms until a bypassed tier is tried again; doubled with every failed trial, up to the next. */
  breakerMs: 1_000,
  breakerMaxMs: 60_000,
  /** ms from which on a look-up in a tier counts as slow, and slow ones as failures. */
  tierSlowMs: 100,
  /** ms that a shared tier may take for a look-up; then it counts as a miss and a failure. */
  remoteTierMs: 250,
  /** Questions remembered with what their prompts rested on; the one asked longest ago goes. */
  journalEntries: 2_000,
  /** Questions noted and not looked at, until they are taken in anyway. */
  journalNoted: 64,
  /** Characters of a question that is remembered whole; longer ones are not offered as near matches or asked ahead. */
  journalChars: 2_000,
  /** Earlier questions about one context that are looked at for a near match; the ones asked longest ago are not. */
  sharingRecords: 50,
  /** ms that the editor's thread waits for another window's lock; then the write is tried again later. */
  hostBusyMs: 50,
  /** ms that it waits for the lock on what models took, where much hangs on it; then that counts in memory until it can be written. */
  spendBusyMs: 1_000,
  /** ms in which a small database that another process holds is tried again; then its owner goes on in memory. */
  lockedMs: 3_000,
  /** ms between two such trials. */
  lockedRetryMs: 20,
  /** ms without a change until stale answers that are asked often are asked again. */
  warmQuietMs: 10_000,
  /** Agents of one session; those that fit least are left out. */
  sessionAgents: 5,
  /** Characters of a question that a plan gives one agent; a plan with a longer one is not used. */
  sessionQuestionChars: 4_000,
  /** Characters looked at of a model's plan; the rest is left out. */
  sessionPlanChars: 20_000,
  /** ms that a model may take to plan; then the specialties decide. */
  sessionPlanMs: 30_000,
  /** Characters of a result that later steps and the synthesis see; the middle is cut out. */
  sessionReportChars: 7_900,
  /** Characters kept of one step's answer and of a synthesis; the end is cut off. */
  sessionStepChars: 20_000,
  sessionTextChars: 60_000,
  /** Sessions kept to be reopened; the oldest goes. */
  sessionsKept: 100,
  /** Traces kept across restarts; past it the oldest goes. Each has a few hundred bytes. */
  tracesKept: 500,
  /** ms from a question's end until its trace is written, with those that ended meanwhile. */
  traceWriteMs: 2_000,
  /** Files of agents that a workspace may have; further ones are left out and named. */
  agentFiles: 50,
  /** Bytes of such a file, and characters of its instructions; a larger one is refused. */
  agentFileBytes: 64 * 1024,
  agentChars: 30_000,
  /** Specialties of one agent; a file with more is refused. */
  agentSpecialties: 50,
  /** Days of which it is kept what models took; the oldest goes. */
  spendDays: 400,
  /** Days and agents whose spending waits to be written; past it the oldest is given up. */
  spendPending: 1_000,
  /** Limits of single agents that a budget may have; further ones are left out and named. */
  budgetAgents: 100,
  /** Inline answers open at once; the oldest is closed. */
  inlineThreads: 20,
} as const;
