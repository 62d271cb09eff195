/**
 * A package of `bench/package.json`, as the peer that uses it describes it. The name is not known to the compiler: the peers are
 * installed on first use, so the product is checked without them.
 */
export async function loadPeer<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}
