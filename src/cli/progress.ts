/** One line on standard error that is drawn over, on a terminal only. */
export function createProgress(): { show(text: string): void; clear(): void } {
  const { stderr } = process;
  let last = '';
  return {
    show(text) {
      if (!stderr.isTTY || text === '' || text === last) return;
      last = text;
      stderr.write(`\r\x1b[2K${text}`);
    },
    clear() {
      if (stderr.isTTY && last !== '') stderr.write('\r\x1b[2K');
      last = '';
    },
  };
}
