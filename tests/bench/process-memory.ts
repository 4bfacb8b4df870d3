import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory of a browser and all its processes, shared pages counted once (PSS).
 * @param profile the folder that the browser was started with
 * @returns MB; 0 where the system does not tell
 */
export function memoryOf(profile: string): number {
  const parents = new Map<number, number>();
  let root = 0;
  try {
    for (const name of readdirSync('/proc')) {
      const id = Number(name);
      if (!Number.isInteger(id)) continue;
      const parent = /\) \S (\d+)/.exec(read(`/proc/${id}/stat`));
      if (parent !== null) parents.set(id, Number(parent[1]));
      const command = read(`/proc/${id}/cmdline`);
      if (command.includes(`--user-data-dir=${profile}`) && !command.includes('--type=')) root ||= id;
    }
  } catch {
    return 0;
  }
  let kilobytes = 0;
  for (const id of parents.keys()) {
    let at: number | undefined = id;
    while (at !== undefined && at !== root) at = parents.get(at);
    if (at === root) kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0);
  }
  return kilobytes / 1000;
}

/** Empty for a process that has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
