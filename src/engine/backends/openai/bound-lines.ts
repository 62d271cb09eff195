import { limits } from '../../limits.ts';

/** The same response, failing once a line of its body outgrows `limits.backendLineBytes`: the client would collect it whole. */
export function boundLines(response: Response): Response {
  if (response.body === null) return response;
  let line = 0;
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        const newline = bytes.lastIndexOf(10);
        line = newline < 0 ? line + bytes.length : bytes.length - newline - 1;
        if (line > limits.backendLineBytes) controller.error(new Error('A line of the stream is too long.'));
        else controller.enqueue(bytes);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(bounded, { status, statusText, headers });
}
