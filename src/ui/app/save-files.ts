import { download } from '../kit/download.ts';
import type { Action } from '../state/actions.ts';

/** Hands files that the worker has made to the browser. The state holds none of their bytes. */
export function saveFiles(action: Action): void {
  if (action.type === 'modelExported') download(action.name, [action.bytes], 'application/octet-stream');
  if (action.type === 'backedUp') download(action.name, [action.text], 'application/json');
  if (action.type === 'experimentExported') saveExperiment(action);
}

/** What writes the file is loaded when a file is asked for. */
async function saveExperiment({
  log,
  format,
}: Extract<Action, { type: 'experimentExported' }>): Promise<void> {
  const { downloadExperiment } = await import('../experiment/experiment-file.ts');
  downloadExperiment(log, format);
}
