import type { Page } from '@playwright/test';

/**
 * The script that makes a worker answer `askWorker`, to be put before the worker's own.
 * @param channel the name of their channel
 * @param answer the body of a function that gets `data` and returns what is answered
 */
export const hearing = (channel: string, answer: string): string => `{
  const channel = new BroadcastChannel('${channel}');
  const answer = (data) => { ${answer} };
  channel.onmessage = ({ data }) => channel.postMessage({ answer: answer(data) });
}
`;

/** Sends a message to the script of a test in a worker, and waits until it has acted on it: resolves with its answer. */
export function askWorker<T>(page: Page, channel: string, message: unknown): Promise<T> {
  return page.evaluate(
    ([name, message]) =>
      new Promise<T>((resolve) => {
        const channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }: MessageEvent<{ answer: T }>) => {
          channel.close();
          resolve(data.answer);
        };
        channel.postMessage(message);
      }),
    [channel, message] as const,
  );
}
