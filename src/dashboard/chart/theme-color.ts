/** The first of these variables that the theme sets. */
export function themeColor(...names: readonly string[]): string {
  const style = getComputedStyle(document.body);
  return names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== '') ?? 'gray';
}
