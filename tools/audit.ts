/**
 * `npm run audit`: known vulnerabilities in what ships with the app. Passes with a note when the registry does not
 * answer.
 */
import { spawnSync } from 'node:child_process';

interface Report {
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
}

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--audit'], {
  encoding: 'utf8',
  timeout: 60_000,
});
const found = read(stdout)?.metadata?.vulnerabilities;
if (found === undefined) {
  console.log('Not audited: the registry does not answer.');
} else {
  const { total = 0, ...kinds } = found;
  const named = Object.entries(kinds).filter(([, count]) => count > 0);
  console.log(
    `Known security faults in shipped packages: ${total}`,
    ...named.map(([kind, n]) => `${kind} ${n}`),
  );
  process.exit(total > 0 ? 1 : 0);
}

function read(text: string): Report | null {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return null;
  }
}
