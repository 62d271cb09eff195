/** Whether a path is that of a tool, run by a person or a pipeline: nobody waits behind it. */
export function isTool(path: string): boolean {
  return /(?:^|\/)(?:scripts?|tools?|bin|build|ci|\.github|tasks|hack|contrib|cli)\/|(?:^|\/)(?:setup|conf|gulpfile|rollup\.config|[\w-]+\.config)\.\w+$/.test(
    path,
  );
}
