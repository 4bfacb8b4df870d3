import { createSession } from './session.ts';
import type { Command } from './protocol.ts';

const session = createSession({
  emit: (event) => self.postMessage(event),
  datasetUrl: new URL(`${import.meta.env.BASE_URL}datasets/ml-latest-small.zip`, self.location.origin).href,
});

self.addEventListener('message', (message: MessageEvent<Command>) => session.handle(message.data));
