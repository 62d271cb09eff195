/** Words of a name, lower case: `parseURL`, `parse-url` and `parse_url` give `parse`, `url`. */
export function splitName(name: string): string[] {
  return name
    .slice(0, 400)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
