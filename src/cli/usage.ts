export const usage = `wee: ask agents about the code in this folder

  wee ask "@agent question"     an answer, streamed; without @agent, alex chooses
  wee session "question"        several agents work on it together; --list, --show ID: earlier ones
  wee context "question"        the files that matter and the parts shown of them
  wee cache ls [WORD…] | show DIGEST | why "@agent question" | evict DIGEST | clear [WORD…] | stats | verify | warm [WORD…]
                                the answers kept of this folder: what there is, why a question
                                hits or misses, and asking ahead; --agent, --file, --limit choose
  wee stats                     figures of the last questions here: latencies, hits, agents, savings
  wee trace [ID]                the last questions, or every step of one and what it cost; --limit
  wee dashboard                 the dashboard in a browser on this machine: figures, kept answers, why; --port
  wee agents                    who can be asked: the seven, and those of .github/agents and .wee/agents
  wee doctor                    what works, what does not, and what to do
  wee help | wee version

  agents: alex, sherlock, leonardo, edison, maya, vince, marie, and the *.agent.md of this folder

  --root DIR          the workspace (default: the current folder)
  --data DIR          where the databases live (default: the user's data folder)
  --focus FILE:LINE[-LINE]   where you are looking
  --json              one JSON object per result
  --text              with context: the exact text a model would get
  --offline           no socket is opened
  --no-cache          ask anew
  --pool NAME         auto, local or openai
  --base-url URL, --model NAME   an OpenAI-compatible endpoint
                      (or WEE_OPENAI_BASE_URL, WEE_OPENAI_MODEL; the key from WEE_OPENAI_KEY)
                      (WEE_EMBEDDINGS_BASE_URL, WEE_EMBEDDINGS_MODEL, WEE_KEY_EMBEDDINGS: see README)
  --timeout SECONDS   without a word from the endpoint, until it counts as hung (default: 60)
  --step-timeout SECONDS, --step-tokens N   with session: what each agent may take (default: 60, 32000)
  --instances FILE    a JSON list of instances, as the setting wee.instances (or WEE_INSTANCES);
                      the key of the instance ID from WEE_KEY_ID
  --budget FILE       a JSON object of limits: questionTokens, dayTokens, monthTokens, and …Cost; agents;
                      approveTokens, approveCost; over: refuse or local (or WEE_BUDGET)
  --yes, -y           send also what needs approval
  --no-fallback       fail when no model answers, instead of the local analysis
  Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. NO_COLOR is honoured; into a pipe or a file goes Markdown.
  A question of "-" is read from standard input; context without one reads a JSON object a line.
`;
