/** Characters of a body in which a server may say what is wrong; a longer one is not read on. */
const BODY_CHARS = 16_384;

/**
 * What a body that came in place of a stream says is wrong: the `error` of a JSON body, or what some servers have instead of it, or plain
 * text. `undefined` where it says nothing, breaks off, or is too much to read.
 */
export async function errorOfBody(response: Response): Promise<unknown> {
  if (response.body === null) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of response.body) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > BODY_CHARS) return undefined;
    }
  } catch {
    return undefined;
  }
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return undefined;
    return ['error', 'message', 'detail'].map((name) => Reflect.get(body, name)).find((value) => value !== undefined);
  } catch {
    return /^text\/plain\b/i.test(response.headers.get('content-type') ?? '') ? text : undefined;
  }
}
