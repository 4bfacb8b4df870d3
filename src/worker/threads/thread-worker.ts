/** A thread that helps another worker: it computes pieces and knows nothing else. */
import { serveTasks } from '../../base/thread-server.ts';
import type { ThreadAnswer, ThreadJob } from '../../base/threads.ts';
import { threadTasks } from './thread-tasks.ts';

const work = serveTasks(threadTasks, (answer: ThreadAnswer) => self.postMessage(answer));
self.addEventListener('message', ({ data }: MessageEvent<ThreadJob>) => work(data));
