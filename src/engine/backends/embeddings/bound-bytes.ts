/** The same response, failing once its body outgrows `most` bytes: a client would collect it whole. */
export function boundBytes(response: Response, most: number): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        bytes += part.length;
        if (bytes > most) controller.error(new SyntaxError('The body is too long.'));
        else controller.enqueue(part);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(bounded, { status, statusText, headers });
}
